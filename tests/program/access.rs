//! `mcpol access`

use serde_json::{Value, json};

use crate::support::Folder;

const POLICY: &str = r#"policy "p"
catalog "tools.json"
allow create_refund {
    require args.amount >= 1 and args.amount <= 500
    approve when args.currency == "btc"
    deny when args.reason == "none"
    limit 20 per hour
    limit args.amount to 900 per day
}
allow list_refunds
allow lock_account { require args.amount > 5 and args.amount < 5 }
approve delete_user
hide "drop|all"
limit all tools to 100 per minute
"#;

const CATALOG: &str = r#"{"tools": [
    {"name": "create_refund", "inputSchema": {"type": "object", "required": ["amount", "reason"],
     "properties": {"amount": {"type": "integer"}, "currency": {"type": "string"},
                    "reason": {"type": "string"}}}},
    {"name": "list_refunds", "inputSchema": {"type": "object", "properties": {}}},
    {"name": "lock_account", "inputSchema": {"type": "object",
     "properties": {"amount": {"type": "number"}}}},
    {"name": "delete_user", "inputSchema": {"type": "object", "properties": {}}},
    {"name": "drop|all", "inputSchema": {"type": "object", "properties": {}}},
    {"name": "update_user", "inputSchema": {"type": "object", "properties": {}}}]}"#;

fn folder() -> Folder {
    Folder::new(&[("p.mcpol", POLICY), ("tools.json", CATALOG)])
}

#[test]
fn every_tool_has_its_place() {
    let ran = folder().run(&["access", "p.mcpol"]).exits(0);
    insta::assert_snapshot!("access_human", ran.out);
}

#[test]
fn the_table_is_written_for_programs_spreadsheets_and_reviews() {
    let folder = folder();
    let ran = folder.run(&["access", "p.mcpol", "--format", "json"]).exits(0);
    let table: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(table["tools"].as_array().unwrap().len(), 6);
    assert_eq!(table["limits"], json!(["100 calls per minute"]));
    assert_eq!(table["others"], json!({"callable": false, "reason": "not allowed"}));
    assert_eq!(
        table["tools"][0],
        json!({"name": "create_refund", "class": "financial", "callable": true, "reason": null,
               "conditions": [
                   {"kind": "require", "condition": "args.amount >= 1 and args.amount <= 500"},
                   {"kind": "approve", "condition": "args.currency == \"btc\""},
                   {"kind": "deny", "condition": "args.reason == \"none\""}],
               "limits": ["20 calls per hour", "900 of args.amount per day"],
               "example": {"name": "create_refund",
                           "arguments": {"amount": 1, "reason": "a"}}})
    );
    let ran = folder.run(&["access", "p.mcpol", "--format", "csv"]).exits(0);
    insta::assert_snapshot!("access_csv", ran.out);
    let ran = folder.run(&["access", "p.mcpol", "--format", "markdown"]).exits(0);
    insta::assert_snapshot!("access_markdown", ran.out);
}

#[test]
fn tools_that_only_the_default_allows_are_told_of() {
    let folder = folder();
    folder.write("open.mcpol", "policy \"p\"\ndefault allow\ndeny delete_user\n");
    let ran = folder.run(&["access", "open.mcpol"]).exits(0);
    assert!(
        ran.out.contains("any other tool, including those that the server adds later: callable\n")
    );
    let ran = folder.run(&["access", "open.mcpol", "--format", "json"]).exits(0);
    assert_eq!(ran.json()["others"], json!({"callable": true, "reason": null}));
    let ran = folder.run(&["access", "open.mcpol", "--format", "csv"]).exits(0);
    assert!(ran.out.ends_with("\n*,,callable,,,\n"), "{}", ran.out);
    let ran = folder.run(&["access", "open.mcpol", "--format", "markdown"]).exits(0);
    assert!(ran.out.ends_with("\n| any other | | callable | | | |\n"), "{}", ran.out);
    folder.write("open.mcpol", "policy \"p\"\ndefault allow\nhide *\n");
    let ran = folder.run(&["access", "open.mcpol", "--format", "json"]).exits(0);
    assert_eq!(ran.json()["others"], json!({"callable": false, "reason": "hidden"}));
}

#[test]
fn limits_over_one_thing_are_one() {
    let folder = folder();
    let limits = "limit 5 per minute\n limit 9 per day\n limit 3 per minute";
    folder.write(
        "p.mcpol",
        format!("policy \"p\"\nallow t {{ {limits} }}\nrestrict t {{ limit 8 per day }}\n"),
    );
    let ran = folder.run(&["access", "p.mcpol", "--format", "json"]).exits(0);
    let limits = &ran.json()["tools"][0]["limits"];
    assert_eq!(*limits, json!(["3 calls per minute", "8 calls per day"]));
}

#[test]
fn what_is_not_analysed_is_said_and_fails() {
    let folder = folder();
    folder.write(
        "p.mcpol",
        "policy \"p\"\nallow t {\n    require args.s matches /^.*a.{18}b$/\n    \
         deny when args.s matches /a.{18}b/\n}\n",
    );
    let ran = folder.run(&["access", "p.mcpol", "--format", "json"]).exits(1);
    let tool = &ran.json()["tools"][0];
    assert_eq!((&tool["callable"], &tool["example"]), (&Value::Null, &Value::Null));
    let ran = folder.run(&["access", "p.mcpol"]).exits(1);
    assert!(ran.out.contains("  not analysed: its patterns have too many states together: t\n"));
}

#[test]
fn names_and_arguments_of_servers_are_only_text() {
    let folder = folder();
    let names = ["=1+1", "a|b`c", "x\u{202e}y", "<b>"];
    let tools: Vec<_> = names.iter().map(|name| json!({"name": name, "inputSchema": {}})).collect();
    folder.write("odd.json", json!({"tools": tools}).to_string());
    folder.write("p.mcpol", "policy \"p\"\ncatalog \"odd.json\"\nallow *\n");
    for (format, expected) in [
        ("human", "  x\\u{202e}y\n"),
        ("csv", "\n\"'=1+1\",unclassified,callable,"),
        ("csv", "\nx\\u{202e}y,unclassified,callable,"),
        ("markdown", "| ``a\\|b`c`` | unclassified |"),
        ("markdown", "| `<b>` | unclassified |"),
    ] {
        let ran = folder.run(&["access", "p.mcpol", "--format", format]).exits(0);
        assert!(ran.out.contains(expected), "{format}: {}", ran.out);
        assert!(!ran.out.contains('\u{202e}'));
    }
}

#[test]
fn a_policy_with_errors_has_no_table() {
    let folder = folder();
    folder.write("p.mcpol", "policy \"p\"\ncatalog \"tools.json\"\nallow nothing_such\n");
    let ran = folder.run(&["access", "p.mcpol"]).exits(1);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("unknown-tool"), "{}", ran.err);
}

#[test]
fn other_commands_have_no_table() {
    folder().run(&["check", "p.mcpol", "--format", "csv"]).exits(2);
    folder().run(&["catalog", "classify", "tools.json", "--format", "markdown"]).exits(2);
}

#[test]
fn several_policies_are_told_apart() {
    let folder = Folder::refunds();
    folder.write("b.mcpol", "policy \"b\"\ncatalog \"tools.json\"\n\nallow list_refunds\n");
    folder.write("part.mcpol", "hide delete_user\n");
    let ran = folder.run(&["access"]).exits(0);
    assert!(
        ran.out.starts_with("b.mcpol\n\n") && ran.out.contains("\nrefunds.mcpol\n\n"),
        "{}",
        ran.out
    );
    let json = folder.run(&["access", "--format", "json"]).exits(0).json();
    let files: Vec<_> = json["policies"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(files, ["b.mcpol", "refunds.mcpol"]);
    assert!(json["policies"][0]["tools"].is_array());
    let csv = folder.run(&["access", "--format", "csv"]).exits(0).out;
    assert!(csv.starts_with("file,name,") && csv.matches("file,name,").count() == 1, "{csv}");
    assert!(csv.contains("\nrefunds.mcpol,create_refund,"), "{csv}");
    let markdown = folder.run(&["access", "--format", "markdown"]).exits(0).out;
    assert!(markdown.contains("### `refunds.mcpol`"), "{markdown}");
}

#[test]
fn policies_that_no_server_has_are_named() {
    let folder = folder();
    let other = "policy \"q\"\ncatalog \"../tools.json\"\n";
    for (name, text) in [
        ("mcpol.toml", "[servers.pay]\npolicy = \"p.mcpol\"\n"),
        ("forgotten.mcpol", &*other.replace("../", "")),
        ("part.mcpol", "allow list_refunds\n"),
        ("own/mcpol.toml", "[servers.own]\npolicy = \"own.mcpol\"\n"),
        ("own/own.mcpol", other),
    ] {
        folder.write(name, text);
    }
    let ran = folder.run(&["access"]).exits(0);
    let said = "  policies of no server: forgotten.mcpol\n\npay: p.mcpol\n";
    assert!(ran.out.contains(said), "{}", ran.out);
    let json = folder.run(&["access", "--format", "json"]).exits(0).json();
    assert_eq!(json["unlisted"], json!(["forgotten.mcpol"]));
    let review = folder.run(&["access", ".", "--format", "markdown"]).exits(0).out;
    assert!(review.contains("; policies of no server: `forgotten.mcpol`\n"), "{review}");
    std::fs::remove_file(folder.path("forgotten.mcpol")).unwrap();
    let ran = folder.run(&["access"]).exits(0);
    assert!(!ran.out.contains("no server"), "{}", ran.out);
}
