//! Schemas whose properties stand where keywords should: a map of arguments in the place of the
//! schema that has it as its `properties`, as some libraries' own notation is.
//!
//! JSON Schema ignores such members, so they are read as what they evidently are.

use crate::json::{Member, Members, Node, Shape};

/// The members of a schema that are properties by all appearances; none where it says in JSON
/// Schema's way what the arguments are.
pub(super) fn properties(schema: Members<'_>) -> Option<Vec<Member<'_>>> {
    let mut keywords = schema.filter(|member| !member.value.is_object());
    let is_plain_map = keywords.clone().next().is_none();
    if schema.clone().any(says_members) || keywords.any(is_other_type) {
        return None;
    }
    let objects: Vec<_> = schema.filter(|member| member.value.is_object()).collect();
    let mut told = objects.iter().filter(|member| !takes_object(&member.name())).peekable();
    let evident = told.peek().is_some() && told.all(|it| is_plain_map || is_schema(it.value));
    evident.then_some(objects)
}

/// Whether a keyword says what the arguments are.
fn says_members(member: Member<'_>) -> bool {
    let value = member.value;
    match &*member.name() {
        "properties" | "patternProperties" | "$defs" | "definitions" => {
            is_map(value) || !is_schema(value)
        }
        "additionalProperties" | "unevaluatedProperties" => true,
        "$ref" | "$dynamicRef" => value.is_string(),
        "allOf" | "anyOf" | "oneOf" => value.is_list(),
        _ => false,
    }
}

/// Whether it is `type`, and not that of objects.
fn is_other_type(member: Member<'_>) -> bool {
    member.name() == "type" && member.value.text() != "\"object\""
}

/// Whether a keyword, JSON Schema's or OpenAPI's, has an object as its value.
fn takes_object(key: &str) -> bool {
    key.starts_with("x-")
        || key.starts_with('$')
        || matches!(
            key,
            "additionalItems"
                | "annotations"
                | "const"
                | "contains"
                | "contentSchema"
                | "default"
                | "dependencies"
                | "dependentRequired"
                | "dependentSchemas"
                | "discriminator"
                | "else"
                | "example"
                | "examples"
                | "externalDocs"
                | "if"
                | "items"
                | "not"
                | "propertyNames"
                | "then"
                | "unevaluatedItems"
                | "xml"
        )
}

/// Whether every member is an object or a boolean, as in `properties`.
fn is_map(node: Node<'_>) -> bool {
    let is_schema = |member: Member<'_>| {
        member.value.is_object() || matches!(member.value.text(), "true" | "false")
    };
    match node.shape() {
        Ok(Shape::Object(mut members)) => members.all(is_schema),
        _ => false,
    }
}

/// Whether a value says which values it accepts, as a schema does.
fn is_schema(node: Node<'_>) -> bool {
    let Ok(Shape::Object(members)) = node.shape() else { return false };
    let has = |key: &str| members.named(key).is_some();
    ["type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "_def"].into_iter().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Tape;
    use crate::source::Sources;

    fn found(schema: &str) -> Option<Vec<String>> {
        let source = Sources::default().add("test", schema).unwrap();
        let tape = Tape::read(&source).unwrap();
        let Ok(Shape::Object(members)) = tape.root().shape() else { panic!("{schema}") };
        let names = |flat: Vec<Member<'_>>| flat.iter().map(|it| it.name().into_owned()).collect();
        properties(members).map(names)
    }

    #[test]
    fn properties_are_told_from_keywords() {
        for (schema, names) in [
            (r#"{"to":{"type":"string"},"amount":{"type":"number"}}"#, &["to", "amount"][..]),
            (r#"{"title":{"type":"string"},"format":{"type":"string"}}"#, &["title", "format"]),
            (r#"{"items":{"type":"array"},"name":{"type":"string"}}"#, &["items", "name"]),
            (r#"{"type":"object","to":{"type":"string"}}"#, &["to"]),
            (r#"{"type":{"type":"string"},"id":{"$ref":"x"}}"#, &["type", "id"]),
            (r#"{"to":{"_def":{"typeName":"ZodString"}},"who":{}}"#, &["to", "who"]),
            (r#"{"properties":{"type":"object"},"to":{}}"#, &["properties", "to"]),
        ] {
            let names: Vec<_> = names.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(found(schema), Some(names), "{schema}");
        }
        for schema in [
            "{}",
            r#"{"type":"object"}"#,
            r#"{"type":"object","properties":{"to":{"type":"string"}},"ui":{"type":"x"}}"#,
            r#"{"type":"array","items":{"type":"string"}}"#,
            r#"{"items":{"type":"string"}}"#,
            r#"{"not":{"required":["a"]},"default":{"a":1}}"#,
            r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
            r#"{"type":"object","xml":{"name":"x"},"ui":{"widget":"text"}}"#,
            r##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"object"}}}"##,
            r#"{"anyOf":[{"type":"object"}],"hint":{"type":"x"}}"#,
        ] {
            assert_eq!(found(schema), None, "{schema}");
        }
    }
}
