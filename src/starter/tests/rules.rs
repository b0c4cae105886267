//! The rules that a first policy has or offers, kind by kind.

use super::{filled_in, findings, written};
use crate::catalog::Catalog;
use crate::risk::{Effect, FoundEffect, LeafPath, When};
use crate::source::Sources;
use crate::starter::Style::{self, Readonly, Recommended, Strict};
use crate::starter::narrow;

/// The policy for one tool in a style; with what is offered it has no finding.
fn of_tool(style: Style, name: &str, properties: &str, required: &[&str]) -> String {
    let catalog = format!(
        r#"{{"tools": [{{"name": "{name}", "inputSchema":
            {{"type": "object", "properties": {{{properties}}}, "required": {required:?}}}}}]}}"#
    );
    let text = written(&catalog, style);
    assert_eq!(findings(&text, &catalog), [""; 0], "{text}");
    assert_eq!(findings(&filled_in(&text), &catalog), [""; 0], "{text}");
    text
}

#[test]
fn what_a_call_must_give_is_not_left_out() {
    let value = r#""name": {"type": "string"}, "secretValue": {"type": "string"}"#;
    let text = of_tool(Recommended, "secret_put", value, &["name", "secretValue"]);
    assert!(text.contains("approve secret_put") && !text.contains("missing"), "{text}");
    let switch = r#""slug": {"type": "string"}, "verify_jwt": {"type": "boolean"}"#;
    let text = of_tool(Recommended, "update_edge_function", switch, &["slug", "verify_jwt"]);
    assert!(text.contains("require args.verify_jwt == true"), "{text}");
    assert!(!text.contains("missing"), "{text}");
}

#[test]
fn an_argument_has_one_rule() {
    let properties = r#""summary": {"type": "string", "description": "Title of the event"},
        "attendees": {"type": "array", "description": "Attendees with their addresses", "items":
            {"type": "object", "properties": {"email": {"type": "string", "format": "email"}}}},
        "send_updates": {"type": "string", "description": "Whom to send updates to"}"#;
    for style in [Recommended, Strict] {
        let text = of_tool(style, "create_event", properties, &["summary"]);
        for argument in ["attendees", "send_updates"] {
            let rules = text.matches(&format!("require args.{argument} missing")).count();
            assert_eq!(rules, usize::from(style == Recommended), "{text}");
            assert!(!text.contains(&format!("args.{argument} in")), "{text}");
        }
    }
}

#[test]
fn values_that_open_all_are_not_offered() {
    let properties = r#""project_id": {"type": "string"}, "visibility": {"type": "string",
        "enum": ["private", "internal", "public"], "description": "Visibility level"}"#;
    let text = of_tool(Recommended, "update_project", properties, &["project_id"]);
    assert!(text.contains(r#"in ["private", "internal"]"#), "{text}");
    let role = r#""project_id": {"type": "string"}, "user_id": {"type": "string"},
        "role": {"type": "string", "enum": ["owner", "admin", "developer", "viewer"]}"#;
    let text = of_tool(Recommended, "update_member_role", role, &["role"]);
    assert!(!text.contains("owner") && !text.contains("\"admin\""), "{text}");
}

#[test]
fn what_an_argument_adds_is_left_out() {
    let properties = r#""filename": {"type": "string", "description": "File to save the snapshot to"},
        "depth": {"type": "number"}"#;
    for style in [Recommended, Strict, Readonly] {
        let text = of_tool(style, "get_snapshot", properties, &[]);
        assert!(
            text.contains("\nallow get_snapshot {\n    require args.filename missing\n"),
            "{text}"
        );
        assert!(text.contains("call get_snapshot {} => allow\n"), "{text}");
        assert!(text.contains("call get_snapshot { filename: \"example\" } => deny\n"), "{text}");
    }
}

#[test]
fn a_switch_stands_in_its_harmless_position() {
    let properties = r#""id": {"type": "string"},
        "overwrite": {"type": "boolean", "default": true}, "prune": {"type": "boolean"}"#;
    let text = of_tool(Recommended, "update_items", properties, &["id"]);
    assert!(text.contains("require args.overwrite == false"), "{text}");
    assert!(text.contains("require args.prune missing or args.prune == false"), "{text}");
    assert!(text.contains("{ overwrite: false } => allow"), "{text}");
}

/// The rules by which a tool that reads shows no secrets.
fn without_secrets(argument: &str) -> Vec<String> {
    let text = format!(
        r#"{{"tools": [{{"name": "get_resource", "inputSchema":
            {{"type": "object", "properties": {{"kind": {argument}}}, "required": ["kind"]}}}}]}}"#
    );
    let source = Sources::default().add("tools.json", text.as_str()).unwrap();
    let (catalog, _) = Catalog::read(source);
    let values = ["secret", "secrets"].map(str::to_owned).into();
    let when = When::OneOf(LeafPath::top("kind"), values);
    let shows = FoundEffect { effect: Effect::Expose, when, evidence: Vec::new() };
    let lines = narrow::lines(catalog.tools().first().unwrap(), &[&shows], &[]).unwrap();
    lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn values_that_show_secrets_are_refused() {
    assert_eq!(
        without_secrets(r#"{"enum": ["pods", "Secrets", "services"]}"#),
        [r#"require args.kind in ["pods", "services"]"#]
    );
    assert_eq!(
        without_secrets(r#"{"type": "string"}"#),
        ["deny when args.kind matches /(?i)secret/"]
    );
}

#[test]
fn nothing_is_made_up_for_what_nobody_knows() {
    let properties = r#""qwertz": {"type": "string"}, "asdf": {"type": "string"}"#;
    let text = of_tool(Recommended, "update_item", properties, &["qwertz"]);
    assert!(text.contains("# Nobody can tell what args.qwertz is."), "{text}");
    assert!(text.contains("require args.asdf missing"), "{text}");
    assert!(!text.contains("example"), "{text}");
    let text = of_tool(Recommended, "update_item", properties, &[]);
    assert!(text.contains("\nallow update_item {\n    require args.asdf missing\n"), "{text}");
}

/// Whatever the style does with a tool, what would bound it is offered.
#[test]
fn bounds_are_offered_for_what_a_style_refuses() {
    let file = r#""path": {"type": "string", "description": "Absolute path of the file"},
        "content": {"type": "string", "description": "The text to write"}"#;
    let channel = r#""channel_id": {"type": "string", "description": "The channel to post to"},
        "text": {"type": "string", "description": "The text of the message"}"#;
    let mail = r#""to": {"type": "string", "format": "email"}, "body": {"type": "string"}"#;
    let command = r#""command": {"type": "string", "description": "Shell command to run"}"#;
    let tools = [
        ("overwrite_file", file, "args.path under", "hide"),
        ("post_message", channel, "args.channel_id in", "approve"),
        ("send_mail", mail, "args.to domain in", "approve"),
        ("run_command", command, "args.command command in", "approve"),
    ];
    for (name, properties, bound, until) in tools {
        let argument = bound.split(['.', ' ']).nth(1).unwrap();
        for style in [Recommended, Strict] {
            let text = of_tool(style, name, properties, &[argument]);
            let text = text.split("\ntest ").next().unwrap();
            assert!(text.contains("(and drop its test), fill in what it may reach:"), "{text}");
            assert!(text.contains(&format!("#     require {bound}")), "{text}");
            assert!(text.contains(&format!("\n{until} {name}\n")), "{text}");
        }
    }
}

/// A payment isn't offered, nor what only identities bound.
#[test]
fn some_tools_have_no_offer() {
    let pay = r#""amount": {"type": "number"}, "payment_id": {"type": "string"}"#;
    let text = of_tool(Strict, "create_refund", pay, &["payment_id"]);
    assert!(text.contains("\napprove financial tools\n") && !text.contains("# allow"), "{text}");
    let delete = r#""id": {"type": "string"}"#;
    let text = of_tool(Strict, "delete_user", delete, &["id"]);
    assert!(text.contains("\nhide destructive tools\n") && !text.contains("# allow"), "{text}");
}

#[test]
fn nothing_is_to_be_filled_in_where_nothing_can_be() {
    let secret = r#""id": {"type": "string"}, "api_key": {"type": "string"}"#;
    let text = of_tool(Recommended, "update_item", secret, &["id"]);
    assert!(text.contains("(and drop its test), without what could reach anything:"), "{text}");
    assert!(text.contains("#     require args.api_key missing"), "{text}");
    let unknown = r#""qwertz": {"type": "string"}"#;
    let text = of_tool(Recommended, "update_item", unknown, &["qwertz"]);
    assert!(text.contains("write a rule for what nobody can tell:"), "{text}");
}

/// `missing or` lets lists pass where the test isn't for single values.
#[test]
fn what_need_not_be_given_is_left_out() {
    let properties = r#""state": {"type": "string", "enum": ["on", "off"]}, "target_url":
        {"type": "string", "description": "URL to open"}"#;
    let text = of_tool(Recommended, "create_status", properties, &["state"]);
    assert!(text.contains("require args.target_url missing\n"), "{text}");
    let properties = r#""command": {"type": "string", "description": "Shell command to run"}"#;
    let text = of_tool(Recommended, "run_command", properties, &[]);
    assert!(text.contains("require args.command command in"), "{text}");
}
