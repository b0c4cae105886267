//! `mcpol diff --base` and the JSON that gateways are fed from, in real git repositories.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Folder, POLICY, TOOLS};

/// A git repository with one commit: [`Folder::refunds`] and what its policy compiles to.
fn repository() -> Folder {
    let folder = Folder::refunds();
    folder.run(&["compile", "--write", "."]).exits(0);
    folder.in_git()
}

/// Lets larger refunds through in the compiled JSON.
fn loosen(folder: &Folder, document: &str) {
    let text = folder.read(document);
    assert!(text.contains("50000"), "{text}");
    folder.write(document, text.replace("50000", "90000"));
}

/// What changed since the last commit: name, status and verdict.
fn changed(folder: &Folder) -> Vec<(String, String, String)> {
    let document = since(folder);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let policies = document["policies"].as_array().unwrap();
    policies
        .iter()
        .map(|it| (text(&it["policy"]), text(&it["status"]), text(&it["verdict"])))
        .collect()
}

fn since(folder: &Folder) -> Value {
    folder.run(&["diff", "--base", "HEAD", "--format", "json"]).exits(0).json()
}

fn one(name: &str, status: &str, verdict: &str) -> Vec<(String, String, String)> {
    vec![(name.to_owned(), status.to_owned(), verdict.to_owned())]
}

/// Whether `--fail-on` fails on what is looser and on what is weakened.
fn fails(folder: &Folder) -> (bool, bool) {
    let fails = |on: &str| folder.run(&["diff", "--base", "HEAD", "--fail-on", on]).code == 1;
    assert_eq!(fails("any"), fails("looser") || fails("weakened") || !changed(folder).is_empty());
    (fails("looser"), fails("weakened"))
}

#[test]
fn json_that_was_changed_by_hand_is_told_with_what_it_lets_through() {
    let folder = repository();
    loosen(&folder, "refunds.json");
    assert_eq!(changed(&folder), one("refunds.json", "changed-by-hand", "looser"));
    assert_eq!(fails(&folder), (true, true));
    let ran = folder.run(&["diff", "--base", "HEAD"]).exits(0);
    insta::assert_snapshot!("diff_changed_by_hand", ran.out);
}

#[test]
fn json_that_was_compiled_again_is_told_by_its_policy() {
    let folder = repository();
    folder.write("refunds.mcpol", POLICY.replace("50000", "60000"));
    folder.run(&["compile", "--write", "."]).exits(0);
    assert_eq!(changed(&folder), one("refunds.mcpol", "changed", "looser"));
    assert_eq!(fails(&folder), (true, false));
    loosen_more(&folder);
    let both = [
        one("refunds.json", "changed-by-hand", "looser"),
        one("refunds.mcpol", "changed", "looser"),
    ];
    assert_eq!(changed(&folder), both.concat());
}

fn loosen_more(folder: &Folder) {
    folder.write("refunds.json", folder.read("refunds.json").replace("60000", "90000"));
}

#[test]
fn a_policy_that_loses_its_policy_line_is_no_longer_compiled() {
    let folder = repository();
    folder.write("refunds.mcpol", POLICY.replace("policy \"refunds\"\n", ""));
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "equal"));
    assert_eq!(fails(&folder), (false, true));
    loosen(&folder, "refunds.json");
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "looser"));
    assert_eq!(fails(&folder), (true, true));
    let ran = folder.run(&["diff", "--base", "HEAD"]).exits(0);
    insta::assert_snapshot!("diff_no_longer_compiled", ran.out);
}

#[test]
fn a_policy_that_is_excluded_is_no_longer_compiled() {
    let folder = repository();
    folder.write("mcpol.toml", "exclude = [\"refunds.mcpol\"]\n");
    loosen(&folder, "refunds.json");
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "looser"));
    assert_eq!(fails(&folder), (true, true));
    folder.commit();
    assert_eq!(changed(&folder), []);
    folder.write("refunds.json", folder.read("refunds.json").replace("90000", "100000"));
    assert_eq!(changed(&folder), one("refunds.json", "changed", "looser"));
}

#[test]
fn the_deletion_of_a_policy_is_not_tighter_while_its_json_is_there() {
    let folder = repository();
    fs::remove_file(folder.path("refunds.mcpol")).unwrap();
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "equal"));
    assert_eq!(fails(&folder), (false, true));
    loosen(&folder, "refunds.json");
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "looser"));
    fs::remove_file(folder.path("refunds.json")).unwrap();
    assert_eq!(changed(&folder), one("refunds.mcpol", "deleted", "tighter"));
}

#[test]
fn a_policy_under_another_ending_is_no_longer_compiled() {
    let folder = repository();
    folder.git(&["mv", "refunds.mcpol", "refunds.txt"]);
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "equal"));
    let message = "`refunds.json` is no longer compiled and may still be enforced: \
                   `refunds.mcpol` is called `refunds.txt` now";
    assert_eq!(since(&folder)["policies"][0]["weakened"][0]["message"], message);
    folder.git(&["rm", "--quiet", "refunds.json"]);
    assert_eq!(changed(&folder), one("refunds.mcpol", "no-longer-compiled", "tighter"));
    assert_eq!(fails(&folder), (false, true));
}

#[test]
fn a_policy_that_moves_takes_its_json_along() {
    let folder = repository();
    fs::create_dir(folder.path("desk")).unwrap();
    folder.git(&["mv", "refunds.mcpol", "desk/refunds.mcpol"]);
    folder.git(&["mv", "tools.json", "desk/tools.json"]);
    let document = since(&folder);
    let policies = document["policies"].as_array().unwrap();
    assert_eq!(policies.len(), 1, "{document}");
    assert_eq!(policies[0]["status"], "no-longer-compiled");
    assert_eq!(policies[0]["policy"], "refunds.json");
    folder.git(&["mv", "refunds.json", "desk/refunds.json"]);
    assert_eq!(changed(&folder), []);
    loosen(&folder, "desk/refunds.json");
    assert_eq!(changed(&folder), one("desk/refunds.json", "changed-by-hand", "looser"));
}

#[test]
fn what_git_tracks_is_compared_whatever_ignores_it() {
    let folder = repository();
    folder.write(".gitignore", "*.mcpol\n*.json\n");
    folder.commit();
    folder.write("refunds.mcpol", POLICY.replace("50000", "60000"));
    assert_eq!(changed(&folder), one("refunds.mcpol", "changed", "looser"));
    folder.write("refunds.mcpol", POLICY);
    loosen(&folder, "refunds.json");
    assert_eq!(changed(&folder), one("refunds.json", "changed-by-hand", "looser"));
}

#[test]
fn json_without_a_policy_is_compared_and_other_json_is_not() {
    let folder = repository();
    folder.write("hand.json", folder.read("refunds.json"));
    assert_eq!(changed(&folder), one("hand.json", "new", "looser"));
    folder.commit();
    loosen(&folder, "hand.json");
    folder.write("package.json", r#"{"version": "1", "tools": {"eslint": "2"}}"#);
    assert_eq!(changed(&folder), one("hand.json", "changed", "looser"));
    fs::remove_file(folder.path("hand.json")).unwrap();
    assert_eq!(changed(&folder), one("hand.json", "deleted", "tighter"));
    let below = folder.run(&["diff", "--base", "HEAD", "refunds.mcpol", "--format", "json"]);
    assert_eq!(below.exits(0).json()["policies"], json!([]));
}

#[cfg(unix)]
#[test]
fn a_policy_that_became_a_link_is_no_longer_compiled() {
    let folder = Folder::new(&[("policies/tools.json", TOOLS), ("shared/tools.json", TOOLS)]);
    folder.write("policies/fs.mcpol", POLICY);
    folder.run(&["compile", "--write", "."]).exits(0);
    let folder = folder.in_git();
    folder.git(&["mv", "policies/fs.mcpol", "shared/fs-real.mcpol"]);
    std::os::unix::fs::symlink("../shared/fs-real.mcpol", folder.path("policies/fs.mcpol"))
        .unwrap();
    folder.run(&["compile", "--write", "."]).exits(0);
    for check in [&["ci"][..], &["compile", "--check", "."]] {
        let ran = folder.run(check).exits(1);
        let said = ran.out + &ran.err;
        assert!(said.contains("`policies/fs.mcpol` is a link"), "{said}");
        assert!(!said.contains("git add --force"), "{said}");
    }
    let lost = || changed(&folder).into_iter().find(|(name, ..)| name == "policies/fs.mcpol");
    assert_eq!(lost().unwrap().1, "no-longer-compiled");
    let said = folder.run(&["diff", "--base", "HEAD"]).exits(0).out;
    assert!(said.contains("is a link"), "{said}");
    folder.commit();
    assert_eq!(lost(), None);
}

/// A link to another policy is compiled under that one's name, so it has no row of its own.
#[cfg(unix)]
#[test]
fn a_policy_that_was_a_link_is_new_where_it_is_a_file() {
    let folder = Folder::new(&[("policies/tools.json", TOOLS), ("shared/tools.json", TOOLS)]);
    folder.write("shared/real.mcpol", POLICY);
    std::os::unix::fs::symlink("../shared/real.mcpol", folder.path("policies/link.mcpol")).unwrap();
    folder.run(&["compile", "--write", "."]).exits(0);
    let folder = folder.in_git();
    folder.write("shared/real.mcpol", POLICY.replace("50000", "90000"));
    folder.run(&["compile", "--write", "."]).exits(0);
    let names = || -> Vec<(String, String)> {
        changed(&folder).into_iter().map(|(name, status, _)| (name, status)).collect()
    };
    let pair = |name: &str, status: &str| (name.to_owned(), status.to_owned());
    assert_eq!(names(), [pair("shared/real.mcpol", "changed")]);
    folder.git(&["checkout", "--quiet", "shared"]);
    fs::remove_file(folder.path("policies/link.mcpol")).unwrap();
    folder.write("policies/link.mcpol", POLICY);
    folder.run(&["compile", "--write", "."]).exits(0);
    assert_eq!(names(), [pair("policies/link.mcpol", "new")]);
}
