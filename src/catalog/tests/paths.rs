//! What a path leads to in a schema, and how arguments are shown.

use super::catalog;
use crate::catalog::types::Kind;
use crate::catalog::{Catalog, LookupError};
use crate::render::catalog as show;
use crate::render::terminal::Terminal;
use crate::source::Sources;

/// Whether a path leads somewhere, and what its type is.
fn known(schema: &str, path: &[&str]) -> Option<String> {
    let catalog = catalog(schema);
    let argument = catalog.tool("t").unwrap().arguments().lookup(path).ok();
    argument.map(|argument| argument.to_string())
}

#[test]
fn what_is_declared_in_any_way_is_known() {
    let modes = r#""type":"object","properties":{"mode":{"enum":["path","uri"]}}"#;
    let path = r#"{"properties":{"path":{"type":"string"}},"required":["path"]}"#;
    for (rest, text) in [
        (format!(r#""if":{{}},"then":{path}"#), "string"),
        (format!(r#""if":{{}},"then":{{"allOf":[{path}]}}"#), "string"),
        (format!(r#""if":{{}},"else":{{"oneOf":[{path},{{}}]}}"#), "string"),
        (format!(r#""allOf":[{{"if":{{}},"then":{path}}},{{"if":{{}},"else":{{}}}}]"#), "string"),
        (format!(r#""dependentSchemas":{{"mode":{path}}}"#), "string"),
        (format!(r#""oneOf":[{path},{{"required":["uri"]}}]"#), "string"),
        (r#""oneOf":[{"required":["path"]},{"required":["uri"]}]"#.to_owned(), "anything"),
        (r#""dependentRequired":{"mode":["path"]}"#.to_owned(), "anything"),
        (r#""required":["path"]"#.to_owned(), "anything"),
        (r#""patternProperties":{"^p":{"type":"string"}}"#.to_owned(), "string"),
        (r#""additionalProperties":{"type":"string"}"#.to_owned(), "string"),
        (r#""$ref":"https://example.com/other""#.to_owned(), "anything"),
        (r#""allOf":[{"$ref":"https://example.com/other"}]"#.to_owned(), "anything"),
        (r##""allOf":[{"$dynamicRef":"#other"}]"##.to_owned(), "anything"),
        (r#""allOf":7"#.to_owned(), "anything"),
        (r#""if":{},"then":{"$ref":"https://example.com/other"}"#.to_owned(), "anything"),
    ] {
        let schema = format!("{{{modes},{rest}}}");
        assert_eq!(known(&schema, &["path"]).as_deref(), Some(text), "{schema}");
        assert_eq!(known(&schema, &["mode"]).as_deref(), Some(r#""path" or "uri""#), "{schema}");
    }
    for rest in [
        format!(r#""if":{{}},"then":{path}"#),
        r#""patternProperties":{"^p":{"type":"string"}}"#.to_owned(),
        r#""not":{"required":["mode"]}"#.to_owned(),
    ] {
        assert_eq!(known(&format!("{{{modes},{rest}}}"), &["other"]), None, "{rest}");
    }
    let closed = format!(r#"{{{modes},"additionalProperties":false,"if":{{}},"then":{path}}}"#);
    assert_eq!(known(&closed, &["path"]), None);
}

#[test]
fn members_named_under_conditions_have_members() {
    let schema = r#"{"properties":{"at":{"type":"object","properties":{"a":{}}}},
        "if":{},"then":{"properties":{"at":{"properties":{"b":{"type":"string"}}}}}}"#;
    assert_eq!(known(schema, &["at", "b"]).as_deref(), Some("string"));
    assert_eq!(known(schema, &["at", "c"]), None);
}

#[test]
fn many_conditions_are_read() {
    let one = |at: usize| {
        format!(
            r#"{{"if":{{"properties":{{"m":{{"const":{at}}}}}}},"then":{{"properties":{{"a{at}":{{"type":"string"}}}}}}}}"#
        )
    };
    let all: Vec<_> = (0..200).map(one).collect();
    let schema = format!(r#"{{"properties":{{"m":{{}}}},"allOf":[{}]}}"#, all.join(","));
    assert_eq!(known(&schema, &["a199"]).as_deref(), Some("string"));
}

#[test]
fn the_whole_schema_can_be_referred_to() {
    let catalog = catalog(
        r##"{"type":"object","properties":{"and":{"$ref":"#"},"n":{"type":"number"}},"additionalProperties":false}"##,
    );
    let arguments = catalog.tool("t").unwrap().arguments();
    assert_eq!(arguments.lookup(&["and", "and", "and", "n"]).unwrap().to_string(), "number");
    assert!(arguments.lookup(&["and", "and", "m"]).is_err());
    assert!(arguments.widenings().is_empty());
}

const PATHS: &str = r#"{"type":"object","required":["profile","either"],"properties":{
    "profile":{"type":"object","required":["city"],"properties":{"city":{"type":"string"},"zip":{"type":"string"}}},
    "maybe":{"anyOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},{"type":"null"}]},
    "either":{"anyOf":[
        {"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},
        {"type":"object","properties":{"a":{"type":"string"},"b":{"const":"x"}},"required":["a","b"]}]},
    "list":{"type":"array","items":{"enum":["a","b"]}},
    "wide":{"type":"object"},
    "typed":{"type":"object","properties":{},"additionalProperties":{"type":"integer"}},
    "closed":{"type":"object","properties":{}}}}"#;

#[test]
fn paths_walk_objects() {
    let catalog = catalog(PATHS);
    let arguments = catalog.tool("t").unwrap().arguments();
    for (path, text, optional) in [
        (&["profile", "city"][..], "string", false),
        (&["profile", "zip"], "string", true),
        (&["maybe", "a"], "integer", true),
        (&["either", "a"], "integer or string", false),
        (&["either", "b"], r#""x""#, true),
        (&["wide", "x", "y"], "anything", true),
        (&["typed", "x"], "integer", true),
        (
            &[],
            "object {closed?: object, either: object {a: integer} or object {a: string, b: \"x\"}, list?: list of (\"a\" or \"b\"), maybe?: object {a: integer} or null, profile: o…",
            false,
        ),
    ] {
        let argument = arguments.lookup(path).unwrap();
        assert_eq!(
            (argument.to_string().as_str(), argument.is_optional()),
            (text, optional),
            "{path:?}"
        );
    }
}

#[test]
fn paths_that_lead_nowhere_say_why() {
    let catalog = catalog(PATHS);
    let arguments = catalog.tool("t").unwrap().arguments();
    let known = |path: &[&str]| match arguments.lookup(path).unwrap_err() {
        LookupError::UnknownKey { index, known, span } => {
            assert!(span.is_some());
            (index, known)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(known(&["profile", "town"]), (1, vec!["city", "zip"]));
    assert_eq!(known(&["either", "c", "d"]), (1, vec!["a", "b"]));
    assert_eq!(known(&["closed", "x"]), (1, vec![]));
    assert_eq!(known(&["x"]).0, 0);
    assert!(matches!(
        arguments.lookup(&["list", "0"]),
        Err(LookupError::ThroughArray { index: 1, .. })
    ));
    let scalar = arguments.lookup(&["profile", "city", "x", "y"]);
    let Err(LookupError::ThroughScalar { index: 2, span: Some(span) }) = scalar else {
        panic!("{scalar:?}")
    };
    assert_eq!(catalog.source().slice(span), r#"{"type":"string"}"#);
}

#[test]
fn arguments_know_their_places() {
    let catalog = catalog(PATHS);
    let arguments = catalog.tool("t").unwrap().arguments();
    let zip = arguments.lookup(&["profile", "zip"]).unwrap();
    assert_eq!(catalog.source().slice(zip.name_span().unwrap()), "\"zip\"");
    assert_eq!(catalog.source().slice(zip.span().unwrap()), r#"{"type":"string"}"#);
    assert_eq!(arguments.lookup(&["wide", "x"]).unwrap().name_span(), None);
}

#[test]
fn arguments_answer_questions() {
    let catalog = catalog(PATHS);
    let arguments = catalog.tool("t").unwrap().arguments();
    let either = arguments.lookup(&["either", "a"]).unwrap();
    assert_eq!(either.kinds().into_iter().collect::<Vec<_>>(), [Kind::Number, Kind::String]);
    assert!(either.may_be(Kind::String) && !either.may_be(Kind::Null) && either.is_integer());
    assert_eq!(either.values(), None);
    let list = arguments.lookup(&["list"]).unwrap();
    let elements = list.elements().unwrap();
    let values: Vec<_> = elements.values().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(values, ["\"a\"", "\"b\""]);
    assert!(either.elements().is_none());
    assert!(!arguments.lookup(&["wide", "x"]).unwrap().is_integer());
}

#[test]
fn only_missing_properties_leave_an_object_open() {
    let opens =
        |schema: &str| catalog(schema).tool("t").unwrap().arguments().lookup(&["x"]).is_ok();
    assert!(opens("{}"));
    assert!(opens(r#"{"type":"object"}"#));
    assert!(opens(r#"{"type":"object","properties":{},"additionalProperties":true}"#));
    assert!(opens(r#"{"type":"object","properties":{},"additionalProperties":{}}"#));
    assert!(opens(r#"{"type":"string"}"#));
    assert!(!opens(r#"{"type":"object","properties":{}}"#));
    assert!(!opens(r#"{"type":"object","additionalProperties":false}"#));
}

#[test]
fn a_tool_without_a_schema_takes_anything() {
    let (catalog, _) = Catalog::read(Sources::default().add("c", r#"[{"name":"t"}]"#).unwrap());
    let arguments = catalog.tool("t").unwrap().arguments();
    assert!(arguments.lookup(&["a", "b"]).unwrap().is_anything());
    let keywords: Vec<_> = arguments.widenings().iter().map(|one| one.keyword.clone()).collect();
    assert_eq!(keywords, ["no inputSchema"]);
}

#[test]
fn a_catalog_is_listed() {
    let text = "[{\"name\":\"a\",\"description\":\"Does\\u001b it.\\nMore.\",\"inputSchema\":\n\
        {\"properties\":{\"n\":{\"type\":\"integer\",\"multipleOf\":2},\"o\":{\"type\":\"object\",\
        \"properties\":{\"odd key\":{\"enum\":[1,2]}}}},\"required\":[\"n\"]}},{\"name\":\"b\"}]";
    let (catalog, _) = Catalog::read(Sources::default().add("c", text).unwrap());
    let listing = "\
a
    Does\\u{1b} it.
  args.n             integer
  args.o?            object
  args.o.\"odd key\"?  1 or 2
  wider than its schema: `multipleOf` at 2:38

b
  wider than its schema: `no inputSchema` at 2:144
";
    assert_eq!(show::listing(&catalog, None, Terminal::PIPE), listing);
    let report = serde_json::to_string(&show::report(&catalog, Some(&["a"]))).unwrap();
    assert_eq!(
        report,
        r#"{"tools":[{"name":"a","description":"Does\u001b it.\nMore.","arguments":{"n":{"required":true,"type":"integer","widened":["multipleOf"]},"o":{"required":false,"type":"object {\"odd key\"?: 1 or 2}","arguments":{"odd key":{"required":false,"type":"1 or 2","values":[1,2]}}}}}]}"#
    );
}
