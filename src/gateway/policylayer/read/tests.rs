use super::*;
use crate::gateway::write;
use crate::gateway::{Condition, Entry, Limit, Operator, Scope, ToolRules};
use crate::json::Value;
use crate::policy::Window;
use crate::source::Sources;

fn source(text: &str) -> std::sync::Arc<Source> {
    Sources::default().add("policy.json", text).unwrap()
}

/// Each fault: its code, the text that it points at, its message.
fn faults(text: &str) -> Vec<String> {
    let source = source(text);
    let findings = read(&source).unwrap_err();
    let line = |finding: &Finding| {
        format!("{} [{}]: {}", finding.code, source.slice(finding.span), finding.message)
    };
    findings.iter().map(line).collect()
}

/// The faults of one tool's rules.
fn tool_faults(rules: &str) -> Vec<String> {
    faults(&format!(r#"{{"version": "1", "default": "deny", "tools": {{"t": {rules}}}}}"#))
}

fn full() -> Document {
    let condition = Condition {
        path: "args.a".to_owned(),
        op: Operator::In,
        value: Value::Array(vec![Value::Null, "x".into()]),
    };
    let entry = Entry { conditions: vec![condition], on_deny: Some("No.".to_owned()) };
    let limit = Limit {
        counter: "c".to_owned(),
        window: Window::Hour,
        max: 0,
        increment_from: Some("args.n".to_owned()),
        scope: Scope::Grant,
    };
    let calls = Limit { increment_from: None, max: 1 << 53, ..limit.clone() };
    let rules = ToolRules {
        require: vec![entry.clone(), Entry { on_deny: None, ..entry }],
        deny_if: vec![Entry { conditions: Vec::new(), on_deny: Some(String::new()) }],
        limits: vec![limit, calls.clone()],
    };
    Document {
        semantics: SEMANTICS,
        default: Decision::Allow,
        hide: vec!["h".to_owned()],
        all_tools: AllTools { limits: vec![calls] },
        tools: BTreeMap::from([("t".to_owned(), rules), ("".to_owned(), ToolRules::default())]),
    }
}

#[test]
fn what_is_written_is_read_back() {
    let document = full();
    assert_eq!(read(&source(&write(&document))), Ok(document));
}

#[test]
fn empty_lists_say_nothing() {
    let long = r#"{"version": "1", "default": "deny", "hide": [], "all_tools": {"limits": []},
                   "tools": {"t": {"require": [], "deny_if": [], "limits": []}}}"#;
    let short = r#"{"tools": {"t": {}}, "all_tools": {}, "default": "deny", "version": "1"}"#;
    assert_eq!(read(&source(long)), read(&source(short)));
    assert!(read(&source(short)).is_ok());
}

#[test]
fn every_fault_is_told_in_the_order_of_the_text() {
    let text = r#"{
      "version": "2",
      "hiden": [],
      "hide": ["a", 5, {}],
      "hide": [],
      "all_tools": {"limits": [{"counter": "c", "window": "week", "max": 1.5, "scope": "user",
                                "increment_from": "args.n"}]},
      "tools": {"t": [], "t": {"rules": []}}
    }"#;
    insta::assert_snapshot!(faults(text).join("\n"));
}

#[test]
fn conditions_are_checked() {
    let condition = |fields: &str| {
        tool_faults(&format!(r#"{{"require": [{{"conditions": [{{{fields}}}]}}]}}"#))
    };
    let faults = [
        condition(r#""path": "a.b", "op": "equals", "value": 1"#),
        condition(r#""path": "args.", "op": "eq""#),
        condition(r#""path": "args.a", "op": "lt", "value": "5""#),
        condition(r#""path": "args.a", "op": "in", "value": "x""#),
        condition(r#""path": "args.a", "op": "exists", "value": 1"#),
        condition(r#""path": "args.a", "op": "regex", "value": "(""#),
        condition(r#""path": "args.a", "op": "regex", "value": 5"#),
        condition(r#""path": "args.a", "op": "eq", "value": {"k": 1, "k": 2}"#),
        condition(r#""path": "args.a", "op": "eq", "value": 1e999"#),
        tool_faults(r#"{"deny_if": [{"on_deny": "No."}, []], "limits": {}}"#),
        tool_faults(r#"{"limits": [{"max": -1, "counter": 5, "window": "day"}]}"#),
    ];
    let shown: Vec<_> = faults.iter().flatten().map(|fault| first_line(fault)).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

/// The words of the pattern's own error are another module's.
fn first_line(fault: &str) -> &str {
    match fault.find("RE2 refuses this pattern") {
        Some(start) => &fault[..start],
        None => fault,
    }
}

#[test]
fn what_is_no_json_or_no_object_is_one_fault() {
    for (text, code) in [
        ("", "gateway-json"),
        ("{\"version\": \"1\",}", "gateway-json"),
        ("[]", "gateway-type"),
        ("null", "gateway-type"),
    ] {
        let faults = faults(text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with(code), "{faults:?}");
    }
    assert!(read(&source(&"[".repeat(100_000))).is_err());
}

#[test]
fn every_published_document_reads() {
    let Ok(corpus) = std::env::var("MCPOL_CORPUS") else {
        return eprintln!("skipped: MCPOL_CORPUS is not set");
    };
    let folder = std::path::Path::new(&corpus).join("policies/hosted");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let document = read(&source(&std::fs::read_to_string(&path).unwrap()));
        let document = document.unwrap_or_else(|faults| panic!("{}: {faults:?}", path.display()));
        assert_eq!(read(&source(&write(&document))), Ok(document));
    }
}

/// A page's *Wrong* document raises the page's fault and no other, its *Right* one none.
#[test]
fn every_page_shows_its_fault() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors");
    let mut pages = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap();
        if !code.starts_with("gateway-") {
            continue;
        }
        let page = std::fs::read_to_string(&path).unwrap();
        let blocks: Vec<_> = page.split("```").skip(1).step_by(2).collect();
        let blocks: Vec<_> =
            blocks.iter().map(|block| block.strip_prefix("json").unwrap()).collect();
        let faults = faults(blocks[0]);
        assert!(matches!(faults.as_slice(), [fault] if fault.starts_with(code)), "{faults:?}");
        assert_eq!(read(&source(blocks[1])).err(), None, "{code}");
        pages += 1;
    }
    assert_eq!(pages, 8);
}
