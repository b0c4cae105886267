//! `mcpol check --fix`

use crate::support::{Folder, TOOLS};

const UNTIDY: &str = "policy \"p\"\ncatalog \"tools.json\"\n\n# The limits.\nlet most = 5\n\n\
                      allow list_refunds\nallow list_refunds\n\nhide delete_user\n";
const TIDY: &str =
    "policy \"p\"\ncatalog \"tools.json\"\n\nallow list_refunds\n\nhide delete_user\n";
const WRONG: &str = "policy \"p\"\ncatalog \"tools.json\"\n\nallow list_refnds\n";

fn folder(policy: &str) -> Folder {
    Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)])
}

#[test]
fn what_can_be_mended_is_and_what_remains_decides() {
    let folder = folder(UNTIDY);
    let ran = folder.run(&["check", "--fix"]).exits(0);
    insta::assert_snapshot!(ran.out, @r"
    fixed 2 findings in a.mcpol
      line 5: unused-let: remove the statement
      line 8: duplicate-statement: remove the statement
    no findings in 1 file
    ");
    assert_eq!(folder.read("a.mcpol"), TIDY);
    let ran = folder.run(&["check", "--fix=safe"]).exits(0);
    assert_eq!(ran.out, "no findings in 1 file\n");
    assert_eq!((folder.read("a.mcpol").as_str(), folder.names().len()), (TIDY, 2));
}

#[test]
fn guesses_are_made_only_on_request() {
    let folder = folder(WRONG);
    let ran = folder.run(&["check", "--fix"]).exits(1);
    assert!(ran.out.contains("  --fix=unsafe: write `list_refunds`\n"), "{}", ran.out);
    assert_eq!(folder.read("a.mcpol"), WRONG);
    folder.run(&["check", "--fix=unsafe"]).exits(0);
    assert_eq!(folder.read("a.mcpol"), WRONG.replace("refnds", "refunds"));
}

#[test]
fn a_diff_shows_the_changes_and_makes_none() {
    let folder = folder(WRONG);
    let ran = folder.run(&["check", "--fix=unsafe", "--diff"]).exits(1);
    insta::assert_snapshot!(ran.out, @r#"
    --- a.mcpol
    +++ a.mcpol (fixed)
    @@ -1,4 +1,4 @@
     policy "p"
     catalog "tools.json"
     
    -allow list_refnds
    +allow list_refunds
    "#);
    assert!(ran.err.starts_with("would fix 1 finding in a.mcpol\n"), "{}", ran.err);
    assert!(ran.err.contains("\nerror[unknown-tool]\n"), "{}", ran.err);
    assert_eq!(folder.read("a.mcpol"), WRONG);
    let ran = folder.run(&["check", "--diff"]).exits(1);
    assert_eq!(ran.out, "");
}

#[test]
fn json_tells_what_was_fixed() {
    let fixed = |folder: &Folder, arguments: &[&str]| {
        let all = [&["check", "--format", "json"], arguments].concat();
        folder.run(&all).json()["fixed"].clone()
    };
    let untidy = folder(UNTIDY);
    let diff = fixed(&untidy, &["--diff"]);
    assert_eq!((&diff[0]["file"], &diff[0]["count"]), (&"a.mcpol".into(), &2.into()));
    assert!(diff[0]["diff"].as_str().unwrap().starts_with("--- a.mcpol\n"));
    let made = serde_json::json!([{
        "file": "a.mcpol",
        "count": 2,
        "made": [
            {"code": "unused-let", "title": "remove the statement", "line": 5},
            {"code": "duplicate-statement", "title": "remove the statement", "line": 8},
        ],
        "left": [],
    }]);
    assert_eq!(fixed(&untidy, &["--fix"]), made);
    assert_eq!(fixed(&untidy, &["--fix"]), serde_json::json!([]));
    assert!(fixed(&untidy, &[]).is_null());
}

#[test]
fn standard_input_is_never_written() {
    let folder = folder("");
    let stdin = ["check", "-", "--stdin-path", "a.mcpol"];
    let ran = folder.run_with(&[&stdin[..], &["--fix"]].concat(), UNTIDY).exits(2);
    assert!(ran.err.contains("`--fix` can't write to `-`"), "{}", ran.err);
    let ran = folder.run_with(&[&stdin[..], &["--diff"]].concat(), UNTIDY).exits(0);
    assert!(ran.out.contains("-let most = 5\n"), "{}", ran.out);
    assert_eq!(folder.read("a.mcpol"), "");
}

#[test]
fn a_file_that_cannot_be_read_is_told_of_once() {
    let folder = folder(UNTIDY);
    let ran = folder.run(&["check", "--fix", "missing.mcpol", "a.mcpol"]).exits(2);
    assert_eq!(ran.err.matches("missing.mcpol").count(), 1, "{}", ran.err);
    assert_eq!(folder.read("a.mcpol"), TIDY);
}

const FLAGS: &str = r#"{"tools": [{"name": "send_form", "inputSchema": {
    "type": "object",
    "properties": {
        "form": {"type": "string"}, "submit": {"type": "boolean"}, "dry_run": {"type": "boolean"}
    }
}}]}"#;

#[test]
fn a_fix_that_breaks_a_test_is_left_and_says_which() {
    let policy = r#"policy "p"
catalog "tools.json"

allow send_form {
    deny when args.submit == true
    deny when args.dry_run == false
    limit 30 per minute
}

test "forms" {
    call send_form { "form": "a" } => allow
    call send_form { "form": "a", "submit": true } => deny
    call send_form { "form": "a", "dry_run": false } => deny
}
"#;
    let folder = Folder::new(&[("a.mcpol", policy), ("tools.json", FLAGS)]);
    let ran = folder.run(&["check", "--fix", "--only", "fail-open-deny"]).exits(1);
    let told: Vec<_> = ran.out.lines().take(4).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    fixed 1 finding in a.mcpol
      line 5: fail-open-deny: write `require args.submit missing or args.submit == false`
    left 1 fix in a.mcpol
      line 6: fail-open-deny: write `require args.dry_run == true` (breaks the test `forms`: `send_form {"form":"a"}` comes out as `deny`)
    "#);
    let kept = policy.replace(
        "deny when args.submit == true",
        "require args.submit missing or args.submit == false",
    );
    assert_eq!(folder.read("a.mcpol"), kept);
    folder.run(&["test", "a.mcpol"]).exits(0);
    folder.run(&["check", "--fix=unsafe", "--only", "fail-open-deny"]).exits(0);
    let all = kept.replace("deny when args.dry_run == false", "require args.dry_run == true");
    assert_eq!(folder.read("a.mcpol"), all);
}

#[test]
fn a_word_after_a_blank_is_no_file() {
    let ran = folder(UNTIDY).run(&["check", "--fix", "unsafe"]).exits(2);
    assert!(ran.err.contains("write `--fix=safe` or `--fix=unsafe`"), "{}", ran.err);
}
