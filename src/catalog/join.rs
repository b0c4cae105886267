//! Catalogs as one text: the tools sorted by name, their members in a fixed order and each on a line
//! of its own, so that a difference is readable; before them, what is known of the server.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::error::CatalogError;
use super::{Catalog, Tool};
use crate::finding::Finding;
use crate::json::{Node, Value};
use crate::strings::escape;

/// The members of a tool that come first, in this order; others follow by their names.
const ORDER: [&str; 6] =
    ["name", "title", "description", "inputSchema", "outputSchema", "annotations"];

/// The same for what is said of the server.
const SERVER_ORDER: [&str; 9] = [
    "name",
    "version",
    "protocol",
    "command",
    "url",
    "headers",
    "environment",
    "cacheScope",
    INSTRUCTIONS,
];

/// What the server says to the model beside its tools.
pub(super) const INSTRUCTIONS: &str = "instructions";

/// Where definitions stand that schemas refer to.
const DEFINITIONS: [&str; 3] = ["$defs", "definitions", "components"];

/// The tools of one catalog as its server gave them, and what is known of that.
pub(crate) fn pulled(catalog: &Catalog, server: Value) -> String {
    let by_name = |tool: &&Tool| Arc::clone(tool.name());
    let mut tools: Vec<&Tool> = catalog.tools().iter().collect();
    tools.sort_by_key(by_name);
    written(tools, Some(server))
}

/// The tools of several catalogs; equal ones are one. What they say of the server stays where they
/// agree.
///
/// # Errors
/// Tools of one name that differ.
pub(crate) fn joined(catalogs: &[&Catalog]) -> Result<String, Vec<Finding>> {
    let mut tools: BTreeMap<&Arc<str>, &Tool> = BTreeMap::new();
    let mut faults = Vec::new();
    for tool in catalogs.iter().flat_map(|catalog| catalog.tools()) {
        match tools.get(tool.name()) {
            None => drop(tools.insert(tool.name(), tool)),
            Some(first) if first.is_defined_as(tool) => {}
            Some(first) => {
                let (span, first) = (tool.name_span(), first.name_span());
                let name = tool.name().to_string();
                faults.push(CatalogError::DuplicateTool { name, span, first }.finding());
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut servers = catalogs.iter().map(|catalog| &catalog.server);
    let first = servers.next().cloned().flatten();
    let server = first.filter(|first| servers.all(|it| it.as_ref() == Some(first)));
    Ok(written(tools.into_values().collect(), server))
}

fn written(tools: Vec<&Tool>, server: Option<Value>) -> String {
    let server = server.and_then(|server| match server {
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| (key, Part::Value(value)));
            Some(Ordered::new(members.collect(), &SERVER_ORDER))
        }
        _ => None,
    });
    let tools = tools.into_iter().map(definition).collect();
    let text = serde_json::to_string_pretty(&Written { server, tools }).unwrap_or_default();
    escape::json(&text).into_owned() + "\n"
}

#[derive(Serialize)]
struct Written {
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<Ordered>,
    tools: Vec<Ordered>,
}

fn definition(tool: &Tool) -> Ordered {
    let others = tool.others().into_iter();
    let mut members: Vec<(String, Part)> =
        others.filter_map(|(key, node)| Some((key, Part::of(node)?))).collect();
    members.extend(schema(tool).map(|schema| (Tool::SCHEMA.to_owned(), schema)));
    Ordered::new(members, &ORDER)
}

/// What is written of a member.
#[derive(Serialize)]
#[serde(untagged)]
enum Part {
    /// Its value, all levels.
    Value(Value),
    /// Its text, where there is no such value: a number that no float can hold stands in it.
    Text(Box<RawValue>),
}

impl Part {
    fn of(node: Node<'_>) -> Option<Self> {
        match node.value() {
            Ok(value) => Some(Self::Value(value)),
            Err(_) => RawValue::from_string(node.text().to_owned()).ok().map(Self::Text),
        }
    }
}

/// The members of an object in their order.
struct Ordered(Vec<(String, Part)>);

impl Ordered {
    /// Those of `order` first, the others by their names.
    fn new(mut members: Vec<(String, Part)>, order: &[&str]) -> Self {
        let place = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
        members.sort_by(|(left, _), (right, _)| (place(left), left).cmp(&(place(right), right)));
        Self(members)
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The schema with the definitions that it refers to and that stand outside of it.
fn schema(tool: &Tool) -> Option<Part> {
    let mut schema = Part::of(tool.schema_node()?)?;
    let refers = tool.schema().is_some_and(|text| text.contains("\"$ref\""));
    if let (Part::Value(Value::Object(members)), true) = (&mut schema, refers) {
        for key in DEFINITIONS {
            for outside in tool.outside_values(key) {
                add_missing(members, key, outside);
            }
        }
    }
    Some(schema)
}

fn add_missing(members: &mut BTreeMap<String, Value>, key: &str, outside: Value) {
    let own = members.entry(key.to_owned()).or_insert_with(|| Value::Object(BTreeMap::new()));
    if let (Value::Object(own), Value::Object(outside)) = (own, outside) {
        for (name, definition) in outside {
            own.entry(name).or_insert(definition);
        }
    }
}
