//! `mcpol catalog show`

use crate::support::{Folder, TOOLS};

#[test]
fn tools_are_shown_with_their_arguments() {
    let folder = Folder::refunds();
    let ran = folder.run(&["catalog", "show", "tools.json"]).exits(0);
    assert!(ran.out.contains("delete_user") && ran.out.contains("args.userId"), "{}", ran.out);
    let ran = folder.run(&["catalog", "show", "tools.json", "create_refund"]).exits(0);
    assert!(!ran.out.contains("delete_user") && ran.out.contains("amount_in_cents"), "{}", ran.out);
    let json = folder.run(&["catalog", "show", "tools.json", "--format", "json"]).exits(0).json();
    assert_eq!(json["tools"].as_array().unwrap().len(), 3);
    assert_eq!(json["tools"][0]["name"], "create_refund");
    assert_eq!(json["tools"][0]["description"], "Refunds a payment.");
    assert!(json["tools"][0]["arguments"]["amount_in_cents"].is_object());
}

#[test]
fn a_tool_that_is_not_there_is_named_with_the_nearest() {
    let folder = Folder::refunds();
    let ran = folder.run(&["catalog", "show", "tools.json", "create_refnd"]).exits(2);
    assert!(
        ran.err.contains(
            "tool `create_refnd` not found in `tools.json`; did you mean `create_refund`?"
        ),
        "{}",
        ran.err
    );
    folder.run(&["catalog", "show", "missing.json"]).exits(2);
    folder.run(&["catalog"]).exits(2);
}

#[test]
fn a_faulty_catalog_is_reported_and_shown_as_far_as_it_goes() {
    let folder = Folder::new(&[("not.json", "nonsense")]);
    folder.write("twice.json", TOOLS.replace("list_refunds", "create_refund"));
    let ran = folder.run(&["catalog", "show", "not.json"]).exits(1);
    assert!(ran.out.is_empty() && ran.err.contains("[not.json:1:"), "{}", ran.err);
    let ran = folder.run(&["catalog", "show", "twice.json"]).exits(1);
    assert!(ran.err.contains("error[duplicate-tool]") && ran.out.contains("delete_user"));
}

#[test]
fn tools_are_chosen_by_glob_class_and_argument() {
    let folder = Folder::refunds();
    let names = |arguments: &[&str]| -> Vec<String> {
        let fixed = ["catalog", "show", "tools.json", "--format", "json"];
        let json = folder.run(&[&fixed[..], arguments].concat()).exits(0).json();
        let tools = json["tools"].as_array().unwrap();
        tools.iter().map(|tool| tool["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["*_refund*"]), ["create_refund", "list_refunds"]);
    assert_eq!(names(&["--class", "destructive"]), ["delete_user"]);
    assert_eq!(names(&["--class", "read,destructive"]), ["list_refunds", "delete_user"]);
    assert_eq!(names(&["--argument", "userId"]), ["delete_user"]);
    assert_eq!(names(&["--argument", "args.*_id"]), ["create_refund"]);
    assert_eq!(names(&["*refund*", "--argument", "*"]), ["create_refund"]);
    let show = ["catalog", "show", "tools.json"];
    let ran = folder.run(&[&show[..], &["get_*"]].concat()).exits(2);
    assert_eq!(ran.err, "mcpol: no tool in `tools.json` is like that\n");
    let ran = folder.run(&[&show[..], &["--class", "reed"]].concat()).exits(2);
    assert!(ran.err.contains("did you mean `read`?"), "{}", ran.err);
}

#[test]
fn an_argument_may_be_nested() {
    let tool = r#"{"name": "pay", "inputSchema": {"type": "object", "properties": {"card":
        {"type": "object", "properties": {"number": {"type": "string"}}}}}}"#;
    let folder = Folder::new(&[("tools.json", &format!("[{tool}]"))]);
    for (argument, code) in [("card.number", 0), ("card", 0), ("*number", 0), ("number", 2)] {
        folder.run(&["catalog", "show", "tools.json", "--argument", argument]).exits(code);
    }
}

#[test]
fn the_tools_of_clients_are_catalogs() {
    let folder = Folder::new(&[]);
    let ran = folder.run(&["catalog", "show", "builtin:claude-code", "Bash"]).exits(0);
    assert!(ran.out.contains("args.command") && !ran.out.contains("Read"), "{}", ran.out);
    let ran = folder.run(&["catalog", "show", "builtin:claude"]).exits(2);
    assert!(ran.err.contains("`builtin:claude-code`, `builtin:codex`"), "{}", ran.err);
    folder.write("policies/a.mcpol", BUILTIN);
    folder.run(&["compile", "--write", "policies/a.mcpol"]).exits(0);
    assert!(folder.read("policies/a.json").contains("git status"));
    for name in ["claude-code", "codex", "copilot-cli", "cursor", "gemini-cli"] {
        let catalog = format!("builtin:{name}");
        let ran = folder.run(&["init", &catalog, "-o", "first/p.mcpol", "--force"]).exits(0);
        assert!(folder.read("first/p.mcpol").contains(&catalog), "{}", ran.err);
        folder.run(&["check", "first/p.mcpol"]).exits(0);
    }
}

const BUILTIN: &str = r#"policy "coder"
catalog "builtin:claude-code"

allow Bash {
    require args.command command in ["git status", "npm test"]
}
"#;
