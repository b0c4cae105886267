//! What a catalog may look like, and what is said about one that is wrong.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::source::{Source, Sources};

fn read(text: &str) -> (Catalog, Vec<Finding>) {
    Catalog::read(source(text))
}

fn source(text: &str) -> Arc<Source> {
    Sources::default().add("catalog.json", text).unwrap()
}

fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.tools().iter().map(|tool| &**tool.name()).collect()
}

/// Each finding as its code and the text it points at.
fn said(text: &str) -> Vec<(&'static str, String)> {
    let (catalog, findings) = read(text);
    let said = |finding: &Finding| (finding.code, catalog.source().slice(finding.span).to_owned());
    findings.iter().map(said).collect()
}

fn only(text: &str) -> (&'static str, String) {
    let mut said = said(text);
    assert_eq!(said.len(), 1, "{text}: {said:?}");
    said.remove(0)
}

#[test]
fn every_form_is_read() {
    for text in [
        r#"{"tools":[{"name":"a"},{"name":"b"}]}"#,
        "\u{feff}\r\n{\"tools\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"nextCursor\":null}",
        r#"{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"a"},{"name":"b"}],"nextCursor":""}}"#,
        r#"[{"name":"a"},{"name":"b"}]"#,
        r#"{"server":{"package":"p"},"tools":[{"name":"a"},{"name":"b"}],"sources":{},"clashes":[]}"#,
        r#"{"tools":[{"name":"a","x":{"y":[1e999]},"annotations":7},{"name":"b","title":5}],"_meta":0}"#,
    ] {
        let (catalog, findings) = read(text);
        assert_eq!(findings, [], "{text}");
        assert_eq!(names(&catalog), ["a", "b"], "{text}");
        assert_eq!(&**catalog.tool("b").unwrap().name(), "b");
        assert!(catalog.tool("c").is_none());
    }
}

#[test]
fn tools_say_what_the_server_said() {
    let (catalog, findings) = read(
        r#"[{"name":"caf\u00e9 ☕","title":"T","description":"one\ntwo","annotations":
            {"title":"U","readOnlyHint":true,"destructiveHint":"no","openWorldHint":false}}]"#,
    );
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["odd-tool-name"]);
    let tool = catalog.tool("café ☕").unwrap();
    assert_eq!(catalog.source().slice(tool.name_span()), r#""caf\u00e9 ☕""#);
    assert_eq!(tool.description().as_deref(), Some("one\ntwo"));
    let hints = tool.hints();
    assert_eq!(hints.title.unwrap().node, "U");
    let read_only = hints.read_only.unwrap();
    assert_eq!((read_only.node, catalog.source().slice(read_only.span)), (true, "true"));
    assert_eq!(hints.destructive, None);
    assert!(!hints.open_world.unwrap().node);
    assert_eq!(hints.idempotent, None);
}

#[test]
fn what_is_no_json_is_pointed_at() {
    assert_eq!(only("{\"tools\": [}").0, "catalog-not-json");
    assert_eq!(only("[] x").0, "catalog-not-json");
    assert_eq!(only(r#"[{"name":"a","description":"\ud800"}]"#).0, "catalog-not-json");
    assert_eq!(only(&"[".repeat(100_000)).0, "catalog-not-json");
    assert!(
        said(r#"[{"name":"a","\ud800":1}]"#).iter().all(|(code, _)| *code == "catalog-not-json")
    );
}

#[test]
fn other_json_is_no_catalog() {
    for (text, at) in [
        ("7", "7"),
        (r#"{"tool":[]}"#, "{"),
        (r#"{"tools":{"a":1}}"#, r#"{"a":1}"#),
        (r#"{"result":{"content":[]}}"#, "\"content\""),
        (r#"{"result":"x"}"#, r#""x""#),
    ] {
        assert_eq!(only(text), ("catalog-shape", at.to_owned()), "{text}");
    }
}

#[test]
fn an_error_instead_of_an_answer_is_told() {
    let text =
        r#"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method\u001b not found"}}"#;
    let (_, findings) = read(text);
    assert_eq!(findings[0].code, "catalog-error-answer");
    assert_eq!(findings[0].message, "the server answered with an error: `Method\\u{1b} not found`");
    assert_eq!(only(r#"{"error":"no"}"#).0, "catalog-error-answer");
}

#[test]
fn a_page_is_no_catalog() {
    let cursor = ("partial-catalog", r#""nextCursor":"p2""#.to_owned());
    assert_eq!(only(r#"{"tools":[],"nextCursor":"p2"}"#), cursor);
    assert_eq!(only(r#"{"result":{"tools":[],"nextCursor":"p2"}}"#), cursor);
    assert_eq!(only(r#"{"result":{"tools":[]},"nextCursor":"p2"}"#), cursor);
    assert_eq!(only(r#"{"tools":[],"nextCursor":0}"#).0, "partial-catalog");
}

#[test]
fn tools_are_objects_with_names() {
    assert_eq!(only("[7]"), ("tool-shape", "7".to_owned()));
    assert_eq!(only(r#"[{"title":"x"}]"#), ("tool-name", "{".to_owned()));
    assert_eq!(only(r#"[{"name":null}]"#), ("tool-name", "null".to_owned()));
    assert_eq!(only(r#"[{"name":""}]"#), ("tool-name", "\"\"".to_owned()));
    assert_eq!(only(r#"[{"name":"a\u0007"}]"#), ("tool-name", r#""a\u0007""#.to_owned()));
    assert_eq!(only(r#"[{"name":"a\u0085"}]"#), ("tool-name", r#""a\u0085""#.to_owned()));
    assert_eq!(only(r#"[{"name":"a b/c.d\u202e"}]"#).0, "odd-tool-name");
}

#[test]
fn a_schema_is_an_object() {
    for schema in ["7", "\"object\"", "[]", "true", "false", "null"] {
        let text = format!(r#"[{{"name":"a","inputSchema":{schema}}}]"#);
        assert_eq!(only(&text), ("schema-shape", schema.to_owned()));
    }
    let (catalog, _) = read(r#"[{"name":"a","inputSchema":[]}]"#);
    assert!(catalog.tool("a").unwrap().arguments().lookup(&["x"]).unwrap().is_anything());
}

#[test]
fn every_duplicate_is_reported_in_order() {
    let text = r#"{"tools":[{"name":"a","name":"b"},{"name":"c"},{"name":"a"},{"name":"c",
        "inputSchema":{"properties":{"x":{},"x":{}}}}],"tools":[]}"#;
    let said = said(text);
    let codes: Vec<_> = said.iter().map(|(code, _)| *code).collect();
    let (key, tool) = ("duplicate-key", "duplicate-tool");
    assert_eq!(codes, [key, tool, tool, key, key]);
    let (catalog, findings) = read(text);
    assert_eq!(names(&catalog), ["a", "c"]);
    assert_eq!(findings[1].labels[0].span, catalog.tool("a").unwrap().name_span());
    assert_eq!(catalog.source().slice(findings[0].labels[0].span), "\"name\"");
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let text = |levels| format!(r#"[{{"name":"a","inputSchema":{{"default":{}}}}}]"#, deep(levels));
    assert_eq!(said(&text(125)), []);
    for levels in [126, 10_000] {
        assert_eq!(only(&text(levels)), ("catalog-too-deep", "[".to_owned()));
    }
}

#[test]
fn long_names_are_cut_in_messages() {
    let name = "n".repeat(1_000_000);
    let text = format!(r#"[{{"name":"{name}"}},{{"name":"{name}"}}]"#);
    let (_, findings) = read(&text);
    assert!(findings[0].message.len() < 200);
}

#[test]
fn the_names_of_arguments_are_found_in_schemas_put_together_from_others() {
    let schemas = [
        (r#"{"properties":{"b":{},"a":{}}}"#, vec!["b", "a"]),
        (r#"{"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}]}"#, vec!["a", "b"]),
        (r##"{"$ref":"#/$defs/t","$defs":{"t":{"properties":{"c":{}}}}}"##, vec!["c"]),
        (r#"{"type":"object"}"#, vec![]),
        (r#"{"properties":7}"#, vec![]),
        ("7", vec![]),
    ];
    for (schema, expected) in schemas {
        let (catalog, _) = read(&format!(r#"[{{"name":"t","inputSchema":{schema}}}]"#));
        assert_eq!(catalog.tools()[0].argument_names(), expected, "{schema}");
    }
    assert_eq!(read(r#"[{"name":"t"}]"#).0.tools()[0].argument_names(), [""; 0]);
}
