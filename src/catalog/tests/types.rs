//! JSON Schema to types: what each keyword does, and what makes a type wider than its schema.

use super::catalog;
use crate::render::catalog as show;
use crate::render::terminal::Terminal;

/// The type of an argument with this schema, and the keywords that made it wider.
fn seen_with(schema: &str, beside: &str) -> (String, Vec<String>) {
    let catalog = catalog(&format!(r#"{{"properties":{{"x":{schema}}}{beside}}}"#));
    let arguments = catalog.tool("t").unwrap().arguments();
    let widened = arguments.widenings().into_iter().map(|one| one.keyword.clone()).collect();
    (arguments.lookup(&["x"]).unwrap().to_string(), widened)
}

fn exact(schema: &str) -> String {
    let (text, widened) = seen_with(schema, "");
    assert!(widened.is_empty(), "{schema}: {widened:?}");
    text
}

fn wider(schema: &str) -> (String, String) {
    let (text, widened) = seen_with(schema, "");
    (text, widened.join(" "))
}

#[test]
fn kinds_and_ranges() {
    for (schema, text) in [
        (r#"{"type":"string"}"#, "string"),
        (r#"{"type":"boolean"}"#, "boolean"),
        (r#"{"type":"null"}"#, "null"),
        (r#"{"type":["number","null"]}"#, "number or null"),
        (r#"{"type":["integer","number"]}"#, "number"),
        (r#"{"type":"integer","minimum":1}"#, "integer >= 1"),
        (r#"{"type":"number","minimum":1.50,"maximum":1e3}"#, "number >= 1.50 and <= 1e3"),
        (r#"{"type":"number","exclusiveMinimum":0,"minimum":-5}"#, "number > 0"),
        (r#"{"type":"number","minimum":0,"exclusiveMinimum":true}"#, "number > 0"),
        (r#"{"type":"number","maximum":9,"exclusiveMaximum":false}"#, "number <= 9"),
        (r#"{"type":"string","nullable":true}"#, "string or null"),
        (
            r#"{"type":"string","format":"uri","minLength":1}"#,
            "string (uri) (at least 1 character)",
        ),
        (
            r#"{"type":"string","maxLength":5.0,"pattern":"^a"}"#,
            "string (at most 5 characters) matching /^a/",
        ),
        (r#"{}"#, "anything"),
        (r#"true"#, "anything"),
        (r#"false"#, "nothing"),
        (r#"{"title":"t","description":"d","default":1,"x-y":0,"$comment":"c"}"#, "anything"),
    ] {
        assert_eq!(exact(schema), text, "{schema}");
    }
}

#[test]
fn literals() {
    for (schema, text) in [
        (r#"{"enum":["open","closed"]}"#, r#""open" or "closed""#),
        (r#"{"type":"string","enum":["a",1,null]}"#, r#""a""#),
        (r#"{"type":["string","null"],"enum":["a",null]}"#, r#""a" or null"#),
        (r#"{"type":"string","enum":["a"],"nullable":true}"#, r#""a" or null"#),
        (r#"{"const":5.0}"#, "5.0"),
        (r#"{"enum":[1,2,3,4],"minimum":2,"exclusiveMaximum":4}"#, "2 or 3"),
        (r#"{"enum":["a","bb","ccc"],"minLength":2}"#, r#""bb" or "ccc""#),
        (r#"{"enum":[true,"a",false]}"#, r#"boolean or "a""#),
        (r#"{"enum":["\u001b[31m"]}"#, r#""\u001b[31m""#),
    ] {
        assert_eq!(exact(schema), text, "{schema}");
    }
    assert_eq!(wider(r#"{"enum":[[1],{"a":1},2]}"#), ("list or object or 2".into(), "enum".into()));
}

#[test]
fn lists_and_objects() {
    for (schema, text) in [
        (r#"{"type":"array"}"#, "list"),
        (
            r#"{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":3}"#,
            "list of string (1 to 3 elements)",
        ),
        (r#"{"type":"array","items":{"type":["string","null"]}}"#, "list of (string or null)"),
        (
            r#"{"type":"array","prefixItems":[{"type":"string"},{}],"items":{"const":1}}"#,
            "list [string, anything, …: 1]",
        ),
        (
            r#"{"type":"array","items":[{"type":"string"}],"additionalItems":{"const":1}}"#,
            "list [string, …: 1]",
        ),
        (
            r#"{"type":"array","prefixItems":[{"type":"string"}],"maxItems":1}"#,
            "list [string] (at most 1 element)",
        ),
        (
            r#"{"type":"object","properties":{"a":{}},"patternProperties":{"^x":{"const":1}},"additionalProperties":false}"#,
            "object {a?: anything, /^x/: 1}",
        ),
        (
            r#"{"type":"object","patternProperties":{"^(b|c)$":{"const":1}}}"#,
            "object {b?: 1, c?: 1, /^(b|c)$/: 1}",
        ),
        (
            r#"{"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":{"const":1}}"#,
            "object {a?: 1, b?: 1}",
        ),
        (
            r#"{"type":"object","properties":{"a":{}},"required":["b"]}"#,
            "object {a?: anything, b: anything}",
        ),
        (r#"{"type":"object"}"#, "object"),
        (r#"{"type":"object","additionalProperties":false}"#, "empty object"),
        (r#"{"type":"object","additionalProperties":{"type":"string"}}"#, "object of string"),
        (r#"{"type":"object","additionalProperties":{}}"#, "object"),
        (
            r#"{"type":"object","properties":{"zip":{"type":"string"},"city":{"type":"string"}},"required":["city"]}"#,
            "object {city: string, zip?: string}",
        ),
        (
            r#"{"type":"object","properties":{"a b":{}},"additionalProperties":{"type":"null"}}"#,
            r#"object {"a b"?: anything, …: null}"#,
        ),
    ] {
        assert_eq!(exact(schema), text, "{schema}");
    }
}

#[test]
fn schemas_that_hold_together() {
    for (schema, text) in [
        (r#"{"allOf":[{"type":"integer"},{"minimum":1},{"maximum":9}]}"#, "integer >= 1 and <= 9"),
        (r#"{"type":"string","allOf":[{"type":"number"}]}"#, "nothing"),
        (r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "string or null"),
        (
            r#"{"type":"integer","anyOf":[{"minimum":5},{"const":1},{"type":"string"}]}"#,
            "integer >= 5 or 1",
        ),
        (
            r#"{"oneOf":[{"type":"string"},{"type":"number","maximum":1},{"type":"number","minimum":2}]}"#,
            "string or number <= 1 or number >= 2",
        ),
        (
            r#"{"type":"object","properties":{"a":{"type":"number"}},"allOf":[{"properties":{"a":{"minimum":1},"b":{"type":"null"}},"required":["b"]}]}"#,
            "object {a?: number >= 1, b: null}",
        ),
        (
            r#"{"type":"object","additionalProperties":{"type":"string"},"allOf":[{"properties":{"a":{"minLength":2}}}]}"#,
            "object {a?: string (at least 2 characters), …: string}",
        ),
        (
            r#"{"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},{"type":"object","properties":{"k":{"enum":["b","c"]}}}]}"#,
            r#"object {k: "a"} or object {k?: "b" or "c"}"#,
        ),
        (
            r#"{"type":"array","items":{"type":"integer"},"allOf":[{"items":{"minimum":1},"minItems":2}]}"#,
            "list of integer >= 1 (at least 2 elements)",
        ),
    ] {
        assert_eq!(exact(schema), text, "{schema}");
    }
}

#[test]
fn references() {
    for (schema, beside, text) in [
        (r##"{"$ref":"#/$defs/a~1b"}"##, r#","$defs":{"a/b":{"type":"string"}}"#, "string"),
        (
            r##"{"$ref":"#/definitions/a","description":"d"}"##,
            r##","definitions":{"a":{"$ref":"#/definitions/b"},"b":{"const":1}}"##,
            "1",
        ),
        (
            r##"{"$ref":"#/$defs/n","maximum":9}"##,
            r#","$defs":{"n":{"type":"number","minimum":1}}"#,
            "number >= 1 and <= 9",
        ),
        (
            r##"{"$ref":"#/$defs/n","nullable":true}"##,
            r#","$defs":{"n":{"type":"number"}}"#,
            "number or null",
        ),
        (
            r##"{"type":"array","items":{"$ref":"#/properties/x"}}"##,
            "",
            "list of list of list of list of …",
        ),
        (
            r##"{"type":"object","properties":{"next":{"$ref":"#/properties/x"}},"required":["next"]}"##,
            "",
            "object {next: object {next: object {next: object {next: …}}}}",
        ),
    ] {
        let (seen, widened) = seen_with(schema, beside);
        assert_eq!((seen.as_str(), widened.as_slice()), (text, [].as_slice()), "{schema}");
    }
}

#[test]
fn names_can_be_referred_to() {
    let beside = r#","$defs":{"n":{"$anchor":"name","type":"string"}}"#;
    let seen = seen_with(r##"{"$ref":"#name"}"##, beside);
    assert_eq!(seen, ("string".to_owned(), Vec::new()));
}

#[test]
fn beside_an_old_reference_nothing_counts() {
    let schema = r##"{"$ref":"#/definitions/n","maximum":9,"title":"t"}"##;
    let beside = r#","definitions":{"n":{"type":"number"}},"$schema":"http://json-schema.org/draft-07/schema#""#;
    assert_eq!(seen_with(schema, beside), ("number".to_owned(), vec!["maximum".to_owned()]));
}

#[test]
fn what_is_not_understood_is_wider_and_told() {
    for (schema, text, keywords) in [
        (r#"{"type":"string","not":{"const":"a"}}"#, "string", "not"),
        (r#"{"type":"number","multipleOf":5}"#, "number", "multipleOf"),
        (r#"{"type":"money"}"#, "anything", "type"),
        (r#"{"type":"string","minLength":-1}"#, "string", "minLength"),
        (r#"{"type":"number","minimum":"1","maximum":1e999}"#, "number", "minimum maximum"),
        (r#"{"type":"string","required":true}"#, "string", "required"),
        (r#"{"type":"object","properties":[]}"#, "object", "properties"),
        (
            r#"{"type":"object","properties":{"a":{}},"patternProperties":{"(?!x)":{"type":"string"}}}"#,
            "object {a?: anything, /(?!x)/: string}",
            "patternProperties",
        ),
        (
            r#"{"type":"object","properties":{"a":{"const":1}},"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":{"type":"string"}}},"else":{"required":["c"]}}"#,
            "object {a?: 1, b?: string, c?: anything}",
            "if then else",
        ),
        (
            r#"{"type":"object","properties":{"a":{"const":1}},"dependentSchemas":{"a":{"properties":{"b":{"type":"string"}}}},"dependentRequired":{"a":["c"]}}"#,
            "object {a?: 1, b?: string, c?: anything}",
            "dependentSchemas dependentRequired",
        ),
        (
            r#"{"type":"object","properties":{},"dependencies":{"a":["c"],"c":{"properties":{"b":{}}}}}"#,
            "object {b?: anything, c?: anything}",
            "dependencies",
        ),
        (
            r##"{"type":"object","properties":{"a":{"const":1}},"$dynamicRef":"#x"}"##,
            "object {a?: 1, …: anything}",
            "$dynamicRef",
        ),
        (
            r#"{"type":"object","properties":{"a":{"const":1}},"unevaluatedProperties":{"const":2}}"#,
            "object {a?: 1, …: 2}",
            "unevaluatedProperties",
        ),
        (
            r#"{"oneOf":[{"type":"string"},{"type":"string","minLength":1}]}"#,
            "string or string (at least 1 character)",
            "oneOf",
        ),
        (r#"{"$ref":"https://example.com/s.json"}"#, "anything", "$ref"),
        (r##"{"$ref":"#/$defs/none"}"##, "anything", "$ref"),
        (r##"{"allOf":[{"$ref":"#/properties/x"}]}"##, "anything", "too large or endless"),
        (r#"7"#, "anything", "no schema"),
        (r#"{"type":"object","propertyNames":{"pattern":"^a"}}"#, "object", "propertyNames"),
    ] {
        assert_eq!(wider(schema), (text.to_owned(), keywords.to_owned()), "{schema}");
    }
    assert_eq!(exact(r#"{"type":"object","propertyNames":{"type":"string"}}"#), "object");
}

#[test]
fn widenings_point_at_the_keyword() {
    let catalog = catalog(r#"{"properties":{"x":{"not":{}}}}"#);
    let arguments = catalog.tool("t").unwrap().arguments();
    let spans: Vec<_> = arguments.widenings().iter().map(|one| one.span).collect();
    assert_eq!(catalog.source().slice(spans[0]), "\"not\"");
}

#[test]
fn huge_types_are_shown_in_bounds() {
    let values: Vec<_> = (0..5000).map(|at| format!("\"value {at}\"")).collect();
    assert!(exact(&format!("{{\"enum\":[{}]}}", values.join(","))).chars().count() <= 161);
    // Every level names the next one twice: as a tree, 2^30 members.
    let level = |at: usize| {
        let next = format!(r##"{{"$ref":"#/$defs/l{}"}}"##, at + 1);
        format!(r#""l{at}":{{"type":"object","properties":{{"a":{next},"b":{next}}}}}"#)
    };
    let levels: Vec<_> = (0..30).map(level).collect();
    let schema = format!(
        r##"{{"properties":{{"x":{{"$ref":"#/$defs/l0"}}}},"$defs":{{{},"l30":{{}}}}}}"##,
        levels.join(",")
    );
    let catalog = catalog(&schema);
    assert!(show::listing(&catalog, None, Terminal::PIPE).len() < 1_000_000);
    assert!(serde_json::to_string(&show::report(&catalog, None)).unwrap().len() < 2_000_000);
}
