//! The forms that catalogs come in.

use std::sync::Arc;

use crate::catalog::{Catalog, joined};
use crate::finding::Finding;
use crate::source::Sources;

const NOTE: &str = r#"{"name":"get_note","description":"Reads a note.","inputSchema":{"type":"object","properties":{"id":{"type":"string"}}}}"#;
const DELETE: &str = r#"{"name":"delete_note","inputSchema":{"type":"object"}}"#;

fn read(text: &str) -> (Catalog, Vec<Finding>) {
    Catalog::read(Sources::default().add("catalog.json", text).unwrap())
}

fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.tools().iter().map(|tool| &**tool.name()).collect()
}

/// The arguments of the only tool with their types.
fn arguments(text: &str) -> Vec<String> {
    let (catalog, findings) = read(text);
    assert_eq!(findings, [], "{text}");
    let tool = &catalog.tools()[0];
    let keys = tool.arguments().all().keys().into_iter();
    keys.map(|key| format!("{key}: {}", tool.arguments().lookup(&[key]).unwrap())).collect()
}

fn one(definition: &str) -> Vec<String> {
    arguments(&format!(r#"{{"tools":[{definition}]}}"#))
}

#[test]
fn pages_and_answers_are_read_from_what_people_save() {
    let answer = |id: u32, tool: &str| {
        format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{{"tools":[{tool}]}}}}"#)
    };
    let page = |tool: &str, rest: &str| format!(r#"{{"tools":[{tool}]{rest}}}"#);
    let cursor = r#","nextCursor":"x""#;
    let (first, second) = (page(NOTE, cursor), page(DELETE, ""));
    let (note, delete) = (answer(1, NOTE), answer(2, DELETE));
    let initialize = r#"{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}}}}"#;
    for text in [
        format!("[{first},\n{second}]"),
        format!("[{note},{delete}]"),
        format!("[{initialize},{note},{delete}]"),
        format!("{first}\n{second}\n"),
        format!("{note}\n{delete}"),
        format!("{NOTE}\n{DELETE}\n"),
        format!(
            "{initialize}\n{{\"jsonrpc\":\"2.0\",\"method\":\"tools/list\",\"id\":1}}\n{note}\n{delete}\n"
        ),
        format!("event: message\ndata: {note}\n\nevent: message\ndata: {delete}\n\n"),
        format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: {note}\r\n\r\ndata: {delete}\r\n\r\n"
        ),
        format!(
            "12:00 [server] < {note}\n12:01 {{\"level\":\"info\"}}\n12:02 [server] < {delete}\n"
        ),
        format!(
            "{{\"at\":1,\"message\":{{\"body\":{note}}}}}\n{{\"at\":2,\"message\":{{\"body\":{delete}}}}}"
        ),
        format!("{note}\n{delete}\n{note}\n"),
        format!(r#"[{NOTE},{{"type":"function","function":{DELETE}}}]"#),
    ] {
        let (catalog, findings) = read(&text);
        assert_eq!(findings, [], "{text}");
        assert_eq!(names(&catalog), ["get_note", "delete_note"], "{text}");
        let span = catalog.tools()[1].name_span();
        assert_eq!(catalog.source().slice(span), "\"delete_note\"", "{text}");
    }
}

#[test]
fn a_message_of_several_lines_keeps_its_places() {
    let (catalog, findings) = read(
        "event: message\ndata: {\"tools\": [\ndata:  {\"name\": \"a\"},\ndata:  {\"name\": 7}]}\n",
    );
    assert_eq!(names(&catalog), ["a"]);
    assert_eq!(findings.len(), 1);
    let place = catalog.source().place(findings[0].span.start);
    assert_eq!((findings[0].code, place.line, place.column), ("tool-name", 4, 17));
}

#[test]
fn a_page_that_is_left_over_is_told() {
    let first = format!(r#"{{"tools":[{NOTE}],"nextCursor":"x"}}"#);
    let last = format!(r#"{{"tools":[{DELETE}],"nextCursor":"y"}}"#);
    for text in [format!("{first}\n{last}"), format!("[{first},{last}]"), format!("data: {last}")] {
        let (_, findings) = read(&text);
        assert_eq!(findings.len(), 1, "{text}");
        assert_eq!(findings[0].code, "partial-catalog");
    }
}

#[test]
fn tools_of_one_name_in_several_pages_must_be_the_same() {
    let page = |tool: &str| format!(r#"{{"tools":[{tool}]}}"#);
    let spaced = NOTE.replace(':', " : ");
    assert_eq!(read(&format!("{}\n{}", page(NOTE), page(&spaced))).1, []);
    let other = NOTE.replace("string", "number");
    let (_, findings) = read(&format!("{}\n{}", page(NOTE), page(&other)));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "duplicate-tool");
    assert_eq!(read(&format!(r#"{{"tools":[{NOTE},{NOTE}]}}"#)).1.len(), 1);
}

#[test]
fn broken_texts_are_no_catalogs() {
    for text in [
        format!(r#"{{"tools":[{NOTE},]}}"#),
        format!(r#"{{"tools":[{NOTE},{{"name":"#),
        format!("{{\"tools\":[\n{NOTE},\n{DELETE}\n"),
        format!("data: {{\"tools\":[{NOTE}\n"),
        format!("{NOTE}\n{{\"name\":"),
    ] {
        let (catalog, findings) = read(&text);
        assert!(catalog.tools().is_empty(), "{text}");
        assert_eq!(findings[0].code, "catalog-not-json", "{text}");
    }
}

#[test]
fn tools_are_read_in_the_forms_of_models_interfaces() {
    let schema = r#"{"type":"object","properties":{"id":{"type":"string"}}}"#;
    for definition in [
        format!(r#"{{"name":"a","input_schema":{schema}}}"#),
        format!(r#"{{"name":"a","parameters":{schema}}}"#),
        format!(r#"{{"type":"function","name":"a","parameters":{schema}}}"#),
        format!(r#"{{"type":"function","function":{{"name":"a","parameters":{schema}}}}}"#),
        format!(r#"{{"toolSpec":{{"name":"a","inputSchema":{{"json":{schema}}}}}}}"#),
        format!(r#"{{"name":"a","inputSchema":{{"jsonSchema":{schema}}}}}"#),
        format!(r#"{{"name":"a","inputSchema":{{"schema":{schema},"strict":true}}}}"#),
        r#"{"name":"a","inputSchema":{"id":{"type":"string"}}}"#.to_owned(),
        r#"{"name":"a","inputSchema":{"type":"object","id":{"type":"string"}}}"#.to_owned(),
    ] {
        assert_eq!(one(&definition), ["id: string"], "{definition}");
        let (catalog, _) = read(&format!("[{definition}]"));
        assert_eq!(catalog.tools()[0].argument_names(), ["id"], "{definition}");
        assert!(catalog.tools()[0].arguments().lookup(&["ident"]).is_err(), "{definition}");
    }
    assert_eq!(one(r#"{"name":"a","parameters":["id"]}"#), [""; 0]);
    let (_, findings) = read(r#"[{"name":"a","input_schema":[]}]"#);
    assert_eq!(findings[0].message, "the `input_schema` of `a` must be an object, found a list");
}

#[test]
fn references_lead_to_definitions_beside_the_tools() {
    let tool = r##"{"name":"a","inputSchema":{"type":"object","properties":{"id":{"$ref":"#/$defs/id"}}}"##;
    let defs = r#""$defs":{"id":{"type":"string"}}"#;
    for text in [
        format!(r#"{{"tools":[{tool},{defs}}}]}}"#),
        format!(r#"{{"tools":[{tool}}}],{defs}}}"#),
        format!(r#"{{"result":{{"tools":[{tool}}}],{defs}}}}}"#),
        format!(r#"{{"result":{{"tools":[{tool}}}]}},{defs}}}"#),
    ] {
        assert_eq!(arguments(&text), ["id: string"], "{text}");
    }
    assert_eq!(arguments(&format!("[{tool}}}]")), ["id: anything"]);
}

#[test]
fn what_is_no_catalog_is_called_by_its_name() {
    for (text, words) in [
        (r#"{"mcpServers":{"a":{"command":"npx"}}}"#, "an MCP client's configuration"),
        (r#"{"inputs":[],"servers":{"a":{"type":"stdio"}}}"#, "a VS Code settings file"),
        (r#"{"context_servers":{}}"#, "an MCP client's configuration"),
        ("model = \"o3\"\n[mcp_servers.a]\ncommand = \"npx\"\n", "a Codex configuration"),
        (r#"{"version":"1","default":"deny","tools":{"a":{}}}"#, "a gateway policy"),
        (r#"{"version":"1","default":"deny"}"#, "a gateway policy"),
        (
            r#"{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"x","capabilities":{},"serverInfo":{}}}"#,
            "answer to `initialize`",
        ),
        (r#"{"result":{"resources":[]}}"#, "a list of resources"),
        (r#"{"resourceTemplates":[]}"#, "a list of resources"),
        (r#"{"result":{"prompts":[]}}"#, "a list of prompts"),
        (r#"{"result":{"content":[{"type":"text"}],"isError":false}}"#, "a call of a tool"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#, "a request"),
        (r#"{"openapi":"3.1.0","paths":{}}"#, "an OpenAPI file"),
        ("openapi: 3.1.0\ninfo:\n", "an OpenAPI file"),
        (r#"{"type":"object","properties":{}}"#, "a JSON Schema"),
        (r#"{"name":"x","dependencies":{}}"#, "a package's manifest"),
        ("<!DOCTYPE html>\n<html>", "a web page"),
        ("HTTP/1.1 401 Unauthorized\r\n\r\n", "an HTTP answer"),
        ("", "empty"),
        ("\n", "empty"),
        (r#"{"tool":[]}"#, "has no `tools`"),
    ] {
        let (catalog, findings) = read(text);
        assert!(catalog.tools().is_empty(), "{text}");
        assert_eq!(findings.len(), 1, "{text}");
        assert_eq!(findings[0].code, "catalog-shape", "{text}");
        assert!(findings[0].message.contains(words), "{text}: {}", findings[0].message);
    }
}

#[test]
fn odd_names_and_names_that_look_alike_are_told() {
    let said = |names: &[&str]| -> Vec<(&'static str, String)> {
        let tools: Vec<_> = names.iter().map(|it| serde_json::json!({ "name": it })).collect();
        let (catalog, findings) = read(&serde_json::to_string(&tools).unwrap());
        let said = |it: &Finding| (it.code, catalog.source().slice(it.span).to_owned());
        findings.iter().map(said).collect()
    };
    let (odd, alike) = ("odd-tool-name", "lookalike-tools");
    assert_eq!(said(&["get_user", "API-get.users2"]), []);
    assert_eq!(said(&["get user"]), [(odd, "\"get user\"".to_owned())]);
    assert_eq!(said(&[&"n".repeat(128)]), []);
    assert_eq!(said(&[&"n".repeat(129)])[0].0, odd);
    assert_eq!(said(&["payment", "payrnent"]), [(alike, "\"payrnent\"".to_owned())]);
    assert_eq!(said(&["a", "A"]), [(alike, "\"A\"".to_owned())]);
    let blank: Vec<_> = said(&["get", "get "]).into_iter().map(|(code, _)| code).collect();
    assert_eq!(blank, [odd, alike]);
    let script: Vec<_> = said(&["get", "g\u{435}t"]).into_iter().map(|(code, _)| code).collect();
    assert_eq!(script, [odd, alike]);
    assert_eq!(said(&["get\u{2800}"])[0].0, odd);
}

#[test]
fn numbers_that_no_float_holds_are_kept_as_they_are_written() {
    let text = r#"{"tools": [{"name": "a", "x": [1e400], "inputSchema": {"maximum": 1e999}}]}"#;
    let written = joined(&[&read(text).0]).unwrap();
    assert!(written.contains("\"x\": [1e400]"), "{written}");
    assert!(written.contains("\"inputSchema\": {\"maximum\": 1e999}"), "{written}");
}

#[test]
fn catalogs_are_joined_into_one() {
    let mut sources = Sources::default();
    let mut catalog = |text: &str| Catalog::read(sources.add("c.json", text).unwrap()).0;
    let first = catalog(&format!(r#"{{"tools":[{NOTE}],"nextCursor":"x"}}"#));
    let second = catalog(&format!(
        r##"{{"$defs":{{"x":{{"type":"string"}}}},"tools":[{DELETE},{NOTE},{{"_meta":1,"annotations":{{}},
            "input_schema":{{"properties":{{"b":{{"$ref":"#/$defs/x"}},"a":{{"minimum":1.50}}}}}},"name":"copy"}}]}}"##
    ));
    let text = joined(&[&first, &second]).unwrap();
    assert_eq!(text, joined(&[&second, &first]).unwrap());
    insta::assert_snapshot!(text);
    let again = catalog(&text);
    assert_eq!(joined(&[&again]).unwrap(), text);
    assert_eq!(
        again.tool("copy").unwrap().arguments().lookup(&["b"]).unwrap().to_string(),
        "string"
    );
    let other = catalog(&format!("[{}]", NOTE.replace("string", "number")));
    let faults = joined(&[&first, &other]).unwrap_err();
    assert_eq!(faults[0].code, "duplicate-tool");
    assert_eq!(Arc::clone(first.source()).slice(faults[0].labels[0].span), "\"get_note\"");
}
