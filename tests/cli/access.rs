//! `mcpol access`

use serde_json::{Value, json};

use crate::support::Folder;

const POLICY: &str = r#"policy "p"
catalog "tools.json"
allow create_refund {
    require args.amount >= 1 and args.amount <= 500
    approve when args.currency == "btc"
    limit 20 per hour
    limit args.amount to 900 per day
}
allow list_refunds
allow lock_account { require args.amount > 5 and args.amount < 5 }
approve delete_user
hide "drop|all"
limit all tools to 100 per minute
"#;

const CATALOGUE: &str = r#"{"tools": [
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
    Folder::new(&[("p.mcpol", POLICY), ("tools.json", CATALOGUE)])
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
    assert_eq!(table["quotas"], json!(["100 calls per minute"]));
    assert_eq!(
        table["tools"][0],
        json!({"name": "create_refund", "class": "financial", "callable": true, "reason": null,
               "conditions": ["args.amount >= 1 and args.amount <= 500",
                              "not when args.currency == \"btc\""],
               "quotas": ["20 calls per hour", "900 of args.amount per day"],
               "example": {"name": "create_refund",
                           "arguments": {"amount": 1, "reason": "x"}}})
    );
    let ran = folder.run(&["access", "p.mcpol", "--format", "csv"]).exits(0);
    insta::assert_snapshot!("access_csv", ran.out);
    let ran = folder.run(&["access", "p.mcpol", "--format", "markdown"]).exits(0);
    insta::assert_snapshot!("access_markdown", ran.out);
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
    for format in ["csv", "markdown"] {
        folder().run(&["check", "p.mcpol", "--format", format]).exits(2);
    }
    folder().run(&["catalog", "classify", "tools.json", "--format", "markdown"]).exits(2);
}
