//! One entry of a list of tools: MCP's form, and those in which models' interfaces take tools.

use crate::json::{Member, Members, Node, Shape};

/// The keys under which a tool's schema stands: MCP's, Anthropic's, OpenAI's.
const SCHEMAS: [&str; 3] = ["inputSchema", "input_schema", "parameters"];

/// What a definition stands in: OpenAI's and Bedrock's wrappers.
const WRAPPERS: [&str; 2] = ["function", "toolSpec"];

/// What a schema stands in: Bedrock's `json`, and what some libraries give instead of the schema
/// that they hold.
const SCHEMA_WRAPPERS: [&str; 4] = ["json", "jsonSchema", "json_schema", "schema"];

/// The object that names the tool: the entry itself, or the one that it wraps.
pub(super) fn definition(entry: Node<'_>) -> Node<'_> {
    let Some(members) = members(entry) else { return entry };
    let wrapped = WRAPPERS.iter().filter_map(|key| members.named(key));
    let inner = wrapped.map(|member| member.value).find(|inner| inner.is_object());
    inner.filter(|_| members.named("name").is_none()).unwrap_or(entry)
}

/// The member of a definition that holds its schema, under whatever key.
pub(super) fn schema_member<'s>(definition: Members<'s>) -> Option<Member<'s>> {
    let under = |key: &&str| definition.named(key);
    // `parameters` is also what a list of the arguments' names is called.
    let counts = |member: &Member<'s>| member.name() != "parameters" || member.value.is_object();
    SCHEMAS.iter().filter_map(under).find(counts)
}

/// The schema in the object that holds it; any other value itself.
pub(super) fn unwrapped(schema: Node<'_>) -> Node<'_> {
    let Some(members) = members(schema) else { return schema };
    let mut objects = members.filter(|member| member.value.is_object());
    match (objects.next(), objects.next()) {
        (Some(only), None) if wraps(only) && !says_something(members) => only.value,
        _ => schema,
    }
}

fn wraps(member: Member<'_>) -> bool {
    let inner = self::members(member.value);
    SCHEMA_WRAPPERS.contains(&&*member.name()) && inner.is_some_and(describes_object)
}

/// Whether a schema says by itself what the arguments are.
fn says_something(schema: Members<'_>) -> bool {
    ["type", "$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| schema.named(key).is_some())
}

fn describes_object(schema: Members<'_>) -> bool {
    let has = |key| schema.named(key).is_some();
    let ty = schema.named("type").map(|member| member.value.text());
    ty == Some("\"object\"")
        || ["properties", "$ref", "allOf", "anyOf", "oneOf"].into_iter().any(has)
}

fn members(node: Node<'_>) -> Option<Members<'_>> {
    match node.shape() {
        Ok(Shape::Object(members)) => Some(members),
        _ => None,
    }
}
