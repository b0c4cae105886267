//! `mcpol check`

use crate::support::{Folder, POLICY, TOOLS};

const FAULTY: &str = "policy \"p\"\ncatalog \"tools.json\"\n\nallow create_refnd\n";

#[test]
fn a_clean_policy_is_said_to_be_clean() {
    let ran = Folder::refunds().run(&["check", "refunds.mcpol"]).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("no findings in 1 file\n", ""));
}

#[test]
fn faults_are_shown_with_their_place_and_the_nearest_name() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    let ran = folder.run(&["check", "a.mcpol"]).exits(1);
    assert!(ran.out.starts_with("error[unknown-tool]\n"), "{}", ran.out);
    assert!(ran.out.contains("[a.mcpol:4:7]") && ran.out.contains("create_refund"), "{}", ran.out);
    assert!(
        ran.out.ends_with("\n1 error in 1 file (not linted because of errors)\n"),
        "{}",
        ran.out
    );
}

#[test]
fn json_is_the_documented_shape() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "unknown-tool");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["file"], "a.mcpol");
    let place = ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64());
    assert_eq!(place, [Some(4), Some(7), Some(4), Some(19)]);
    assert!(finding["message"].is_string() && finding["labels"].is_array());
    let summary = serde_json::json!({"files": 1, "errors": 1, "denied": 0, "warnings": 0, "waived": 0, "baseline": 0, "not_linted": 1});
    assert_eq!(json["summary"], summary);
}

#[test]
fn a_folder_is_walked_in_order() {
    let folder = Folder::new(&[
        ("tools.json", TOOLS),
        ("b/two.mcpol", "nonsense"),
        ("a/one.mcpol", "nonsense"),
        ("a/note.txt", "nonsense"),
        (".hidden/three.mcpol", "nonsense"),
    ]);
    let json = folder.run(&["check", "--format", "json"]).exits(1).json();
    let files: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(files, [".hidden/three.mcpol", "a/one.mcpol", "b/two.mcpol"]);
    assert_eq!(json["summary"]["files"], 3);
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let json = Folder::refunds()
        .run(&["check", "refunds.mcpol", ".", "./refunds.mcpol", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(json["summary"]["files"], 1);
}

#[test]
fn nothing_to_check_is_no_success() {
    let folder = Folder::new(&[("readme.txt", "")]);
    let ran = folder.run(&["check"]).exits(2);
    assert!(ran.err.contains("no .mcpol file in `.`"), "{}", ran.err);
    folder.run(&["check", "missing.mcpol"]).exits(2);
    folder.run(&["check", "--no-such-option"]).exits(2);
    folder.run(&[]).exits(2);
}

#[test]
fn an_unreadable_file_hides_no_other() {
    let folder = Folder::new(&[("a.mcpol", "nonsense")]);
    let ran = folder.run(&["check", "missing.mcpol", "a.mcpol"]).exits(2);
    assert!(ran.err.contains("can't read `missing.mcpol`: no such file"), "{}", ran.err);
    assert!(ran.out.contains("a.mcpol:1:1"), "{}", ran.out);
}

#[test]
fn standard_input_stands_where_it_is_said_to() {
    let folder = Folder::new(&[("policies/tools.json", TOOLS)]);
    let arguments = ["check", "-", "--stdin-path", "policies/new.mcpol"];
    folder.run_with(&arguments, POLICY).exits(0);
    let ran = folder.run_with(&arguments, FAULTY).exits(1);
    assert!(ran.out.contains("[policies/new.mcpol:4:7]"), "{}", ran.out);
    let ran = folder.run_with(&["check", "-"], POLICY).exits(1);
    assert!(ran.out.contains("error[catalog-unreadable]"), "{}", ran.out);
    assert!(ran.out.contains("[<stdin>:2:9]"), "{}", ran.out);
    folder.run_with(&["check", ".", "--stdin-path", "a.mcpol"], "").exits(2);
}

#[test]
fn another_catalog_can_be_given() {
    let folder = Folder::new(&[("a.mcpol", FAULTY), ("tools.json", TOOLS)]);
    folder.write("other.json", TOOLS.replace("create_refund", "create_refnd"));
    let other = ["check", "a.mcpol", "--catalog", "other.json", "--skip", "financial-unbounded"];
    folder.run(&other).exits(0);
    folder.run(&["check", "a.mcpol", "--catalog", "missing.json"]).exits(2);
}

#[test]
fn a_part_is_checked_as_far_as_it_can_be() {
    let folder = Folder::new(&[
        ("tools.json", TOOLS),
        ("part.mcpol", "allow list_*\nallow somehting\n"),
        ("a.mcpol", "policy \"a\"\ncatalog \"tools.json\"\ninclude \"part.mcpol\"\n"),
    ]);
    folder.run(&["check", "part.mcpol"]).exits(0);
    let ran = folder.run(&["check"]).exits(1);
    assert_eq!(ran.out.matches("[part.mcpol:2:7]").count(), 1, "{}", ran.out);
    folder.run(&["check", "part.mcpol", "--catalog", "tools.json"]).exits(1);
}

#[test]
fn includes_that_cannot_be_followed_are_findings() {
    let folder = Folder::new(&[
        ("a.mcpol", "include \"b.mcpol\"\ninclude \"missing.mcpol\"\n"),
        ("b.mcpol", "include \"sub/c.mcpol\"\n"),
        ("sub/c.mcpol", "include \"../a.mcpol\"\n"),
    ]);
    let json = folder.run(&["check", "a.mcpol", "--format", "json"]).exits(1).json();
    let codes: Vec<_> = json["findings"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert_eq!(codes, ["include-unreadable", "include-cycle"]);
    let cycle = &json["findings"][1];
    assert_eq!(cycle["file"], "sub/c.mcpol");
    let on_the_way: Vec<_> =
        cycle["labels"].as_array().unwrap().iter().map(|it| &it["file"]).collect();
    assert_eq!(on_the_way, ["a.mcpol", "b.mcpol"]);
}

#[test]
fn what_is_no_text_is_pointed_at() {
    let folder = Folder::new(&[]);
    folder.write("a.mcpol", b"policy \"caf\xe9\"\n");
    let ran = folder.run(&["check", "a.mcpol"]).exits(1);
    assert!(ran.out.starts_with("error[not-utf8]\n"), "{}", ran.out);
    assert!(ran.out.contains("[a.mcpol:1:12]"), "{}", ran.out);
}

#[test]
fn what_selectors_take_in_is_listed_on_request() {
    let policy = "policy \"a\"\ncatalog \"tools.json\"\n\nallow list_refunds\nhide *_user, \
                  \"create_refund\"\nrestrict read tools { limit 5 per minute }\n";
    let folder = Folder::new(&[("a.mcpol", policy), ("tools.json", TOOLS)]);
    let ran = folder.run(&["check", "--verbose"]).exits(0);
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(
        lines,
        [
            "a.mcpol:5:6 `*_user` selects 1 tool: delete_user",
            "a.mcpol:6:10 `read tools` selects 1 tool: list_refunds",
            "no findings in 1 file",
        ]
    );
    let json = folder.run(&["check", "-v", "--format", "json"]).exits(0).json();
    assert_eq!(json["selected"][0]["tools"], serde_json::json!(["delete_user"]));
    assert!(folder.run(&["check", "--format", "json"]).exits(0).json()["selected"].is_null());
}

#[test]
fn a_document_is_no_policy() {
    let folder = Folder::new(&[("p.json", r#"{"version": "1", "default": "deny"}"#)]);
    for command in ["check", "compile", "fmt", "test", "access"] {
        let ran = folder.run(&[command, "p.json"]).exits(2);
        assert_eq!(ran.err, "mcpol: `p.json` is JSON, not a policy: pass the `.mcpol` file\n");
    }
}

/// A link's folder may have other settings.
#[cfg(unix)]
#[test]
fn a_link_does_not_stand_for_the_policy_that_it_leads_to() {
    use std::os::unix::fs::symlink;
    let policy = "policy \"a\"\ncatalog \"tools.json\"\nallow delete_user\n";
    let folder = Folder::new(&[
        ("b/real.mcpol", policy),
        ("b/tools.json", TOOLS),
        ("a/tools.json", TOOLS),
        ("a/mcpol.toml", "[lints]\ndestructive-allowed = \"off\"\n"),
    ]);
    symlink("../b/real.mcpol", folder.path("a/link.mcpol")).unwrap();
    for paths in [&["."][..], &["a/link.mcpol", "b/real.mcpol"], &["b/real.mcpol", "a/link.mcpol"]]
    {
        let ran = folder.run(&[&["check"], paths].concat()).exits(1);
        assert!(ran.out.contains("b/real.mcpol:3"), "{}", ran.out);
        assert!(ran.out.ends_with("1 denied finding in 1 file\n"), "{}", ran.out);
    }
    folder.run(&["compile", "--write", "."]).exits(0);
    folder.write("b/real.json", "{}");
    folder.run(&["compile", "--check", "."]).exits(1);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_passed_over() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("a.mcpol", "policy \"a\"\nhide t\n")]);
    symlink("nowhere", folder.path("b.mcpol")).unwrap();
    for command in [&["check"][..], &["fmt", "--check"], &["compile", "--write"]] {
        let ran = folder.run(&[command, &["."]].concat()).exits(2);
        assert!(ran.err.contains("`b.mcpol`: it is not a regular file"), "{}", ran.err);
    }
}
