//! `mcpol eval`

use serde_json::{Value, json};

use crate::support::Folder;

const REFUND: [&str; 4] = ["eval", "refunds.mcpol", "--tool", "create_refund"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&REFUND, more].concat()
}

#[test]
fn a_call_is_allowed_or_refused_by_a_rule() {
    let folder = Folder::refunds();
    let ran = folder.run(&with(&["--args", r#"{"amount_in_cents": 100}"#])).exits(0);
    assert_eq!(ran.out, "allowed create_refund {\"amount_in_cents\":100}\n");
    let ran = folder.run(&REFUND).exits(0);
    insta::assert_snapshot!(ran.out, @r"
    refused create_refund {}
      rule: /tools/create_refund/require/0
      at: refunds.mcpol:7:5
      message: Refund exceeds the policy limit.
    ");
}

#[test]
fn the_expected_decision_makes_the_exit_code() {
    let folder = Folder::refunds();
    folder.run(&with(&["--expect", "deny"])).exits(0);
    let ran = folder.run(&with(&["--expect", "allow"])).exits(1);
    assert_eq!(ran.err, "expected `allow` for 1 call, 1 got another decision\n");
    let ran = folder.run(&with(&["--expect", "allow", "--format", "json"])).exits(1);
    assert_eq!(
        (&ran.json()["decision"], &ran.json()["expected"]),
        (&json!("deny"), &json!("allow"))
    );
}

#[test]
fn calls_share_counters_and_a_clock() {
    let folder = Folder::refunds();
    let call = r#"{"name": "create_refund", "arguments": {"amount_in_cents": 5}}"#;
    let later = call.replace("\"arguments\"", "\"ts\": 3600, \"arguments\"");
    folder.write("calls.jsonl", [call, call, call, "", &later, &later].join("\n"));
    let ran = folder.run(&["eval", "refunds.mcpol", "--calls", "calls.jsonl", "--format", "json"]);
    let lines: Vec<Value> =
        ran.exits(0).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let decisions: Vec<&Value> = lines.iter().map(|line| &line["decision"]).collect();
    assert_eq!(decisions, ["allow", "allow", "deny", "allow", "allow"]);
    assert_eq!(
        lines[0],
        json!({"name": "create_refund", "line": 1, "decision": "allow", "rule": null,
               "log_rule": null, "message": null, "source": null})
    );
    assert_eq!(
        lines[2],
        json!({"name": "create_refund", "line": 3, "decision": "deny",
               "rule": "/tools/create_refund/limits/0",
               "log_rule": "/tools/create_refund/limits/calls-per-hour", "message": null,
               "source": {"file": "refunds.mcpol", "line": 9, "column": 5}})
    );
}

#[test]
fn hidden_and_unlisted_tools_have_rules_too() {
    let folder = Folder::refunds();
    let of = |tool| {
        let ran = folder.run(&["eval", "refunds.mcpol", "--tool", tool, "--format", "json"]);
        let json = ran.exits(0).json();
        (json["rule"].clone(), json["source"]["line"].clone())
    };
    assert_eq!(of("delete_user"), (json!("(hidden)"), json!(12)));
    assert_eq!(of("unheard_of"), (json!("(default deny)"), Value::Null));
}

#[test]
fn a_compiled_policy_answers_the_same_without_places() {
    let folder = Folder::refunds();
    folder.run(&["compile", ".", "--write"]).exits(0);
    let arguments = ["eval", "refunds.json", "--tool", "create_refund", "--format", "json"];
    let json = folder.run(&arguments).exits(0).json();
    assert_eq!(json["rule"], "/tools/create_refund/require/0");
    assert_eq!(json["source"], Value::Null);
    folder.write("bad.json", "{\"version\": \"2\", \"default\": \"deny\"}");
    let ran = folder.run(&["eval", "bad.json", "--tool", "x"]).exits(1);
    assert!(ran.err.contains("error[gateway-version]"), "{}", ran.err);
}

#[test]
fn every_bad_line_is_reported_and_every_other_answered() {
    let folder = Folder::refunds();
    let calls = "{\"name\": \"a\"}\nnonsense\n\n{\"nam\": \"a\"}\n{\"name\": \"list_refunds\"}\n";
    let arguments = ["eval", "refunds.mcpol", "--calls", "-"];
    let ran = folder.run_with(&arguments, calls).exits(1);
    assert_eq!(
        ran.out,
        "refused a {}\n  rule: (default deny)\n  note: tool `a` not found in `tools.json`\nallowed list_refunds {}\n"
    );
    assert!(ran.err.contains("[<stdin>:2:") && ran.err.contains("[<stdin>:4:2]"), "{}", ran.err);
    let ran = folder.run_with(&[&arguments[..], &["--format", "json"]].concat(), calls).exits(1);
    assert_eq!(ran.err, "");
    let lines: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places: Vec<_> = lines[..2].iter().map(|line| (&line["line"], &line["decision"])).collect();
    assert_eq!(places, [(&json!(1), &json!("deny")), (&json!(5), &json!("allow"))]);
    let faults: Vec<_> =
        lines[2]["findings"].as_array().unwrap().iter().map(|it| &it["line"]).collect();
    assert_eq!(faults, [2, 4]);
    assert!(ran.out.contains("did you mean `name`?"), "{}", ran.out);
}

#[test]
fn no_call_at_all_is_nothing_to_do() {
    let folder = Folder::refunds();
    for calls in ["", "\n \n"] {
        let arguments = ["eval", "refunds.mcpol", "--calls", "-", "--expect", "deny"];
        let ran = folder.run_with(&arguments, calls).exits(2);
        assert_eq!(ran.err, "mcpol: no call in `<stdin>`\n");
    }
}

#[test]
fn what_cannot_be_asked_is_a_usage_error() {
    let folder = Folder::refunds();
    folder.run(&with(&["--args", "[1]"])).exits(2);
    folder.run(&with(&["--args", "{"])).exits(2);
    folder.run(&with(&["--calls", "calls.jsonl"])).exits(2);
    folder.run(&["eval", "refunds.mcpol"]).exits(2);
    folder.run(&["eval", "refunds.mcpol", "--calls", "missing.jsonl"]).exits(2);
    folder.run(&["eval", "missing.mcpol", "--tool", "a"]).exits(2);
    folder.run(&["eval", "refunds.mcpol", "--args", "{}"]).exits(2);
}

#[test]
fn a_policy_with_errors_decides_nothing() {
    let folder = Folder::new(&[("a.mcpol", "policy \"a\"\nnonsense\n")]);
    let ran = folder.run(&["eval", "a.mcpol", "--tool", "x"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("[a.mcpol:2:1]"), "{}", ran.err);
}

#[test]
fn a_tool_that_the_catalog_does_not_have_is_said() {
    let folder = Folder::refunds();
    let note = "tool `create_refnd` not found in `tools.json`; did you mean `create_refund`?";
    let ran = folder.run(&["eval", "refunds.mcpol", "--tool", "create_refnd"]).exits(0);
    let first = "refused create_refnd {}\n  rule: (default deny)\n  note: tool `create_refnd` not";
    assert!(ran.out.starts_with(first), "{}", ran.out);
    let of = |policy: &str, more: &[&str]| {
        let fixed = ["eval", policy, "--tool", "create_refnd", "--format", "json"];
        folder.run(&[&fixed[..], more].concat()).exits(0).json()["note"].clone()
    };
    assert_eq!(of("refunds.mcpol", &[]), note);
    folder.run(&["compile", "refunds.mcpol", "-o", "refunds.json"]).exits(0);
    assert_eq!(of("refunds.json", &[]), Value::Null);
    assert_eq!(of("refunds.json", &["--catalog", "tools.json"]), note);
}

#[test]
fn a_file_of_another_kind_than_calls_is_called_by_it() {
    let folder = Folder::refunds();
    folder.write("mcpol.toml", "[lints]\nloose-limit = \"off\"\n");
    for (file, kind) in
        [("tools.json", "a tool catalog"), ("mcpol.toml", "an mcpol configuration (mcpol.toml)")]
    {
        let ran = folder.run(&["eval", "refunds.mcpol", "--calls", file]).exits(1);
        let said = format!("the file is {kind}, not calls, one a line");
        assert!(ran.err.contains(&said), "{}", ran.err);
        assert_eq!(ran.err.matches("error[").count(), 1, "{}", ran.err);
    }
}
