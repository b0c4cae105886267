//! `mcpol ci`

use crate::support::{Folder, POLICY, Ran, TOOLS};

/// A folder that passes everything.
fn good() -> Folder {
    let folder = Folder::refunds();
    folder.run(&["compile", "--write"]).exits(0);
    folder
}

/// The word before each of the four lines at the end.
fn words(ran: &Ran) -> Vec<String> {
    let lines: Vec<_> = ran.out.lines().collect();
    let last = lines[lines.len() - 4..].iter();
    last.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn what_passes_everything_passes() {
    let folder = good();
    let ran = folder.run(&["ci"]).exits(0);
    insta::assert_snapshot!(ran.out);
    assert_eq!(ran.err, "");
    assert_eq!(folder.run(&["ci", "-q"]).exits(0).out, "");
    assert_eq!(folder.run(&["ci", "."]).exits(0).out, ran.out);
    assert_eq!(folder.names(), ["refunds.json", "refunds.mcpol", "tools.json"]);
}

#[test]
fn each_of_the_four_can_fail_it() {
    let folder = good();
    let changed = |from: &str, to: &str| {
        folder.write("refunds.mcpol", POLICY.replace(from, to));
        folder.run(&["ci"]).exits(1)
    };
    let ran = changed("allow list_refunds", "allow   list_refunds");
    assert_eq!(words(&ran), ["failed", "passed", "passed", "passed"]);
    let ran = changed("hide delete_user", "allow delete_user");
    assert_eq!(words(&ran), ["passed", "failed", "passed", "failed"]);
    let ran = changed("=> allow", "=> deny");
    assert_eq!(words(&ran), ["passed", "passed", "failed", "passed"]);
    let ran = changed("limit 2 per", "limit 3 per");
    assert_eq!(words(&ran), ["passed", "passed", "passed", "failed"]);
    assert!(ran.out.contains("stale refunds.json"), "{}", ran.out);
}

/// An error keeps the policy from being tested and compiled, and is said once.
#[test]
fn an_error_is_said_once() {
    let folder = good();
    folder.write("refunds.mcpol", POLICY.replace("hide delete_user", "hide delete_usr"));
    let ran = folder.run(&["ci"]).exits(1);
    assert_eq!(ran.out.matches("error[unknown-tool]").count(), 1, "{}", ran.out);
    assert_eq!(words(&ran), ["passed", "failed", "failed", "failed"]);
    folder.write("refunds.mcpol", "nonsense\n");
    let ran = folder.run(&["ci", "refunds.mcpol"]).exits(1);
    assert_eq!(ran.out.matches("error[").count(), 1, "{}", ran.out);
    let ran = folder.run(&["ci", "missing.mcpol"]).exits(2);
    assert_eq!(ran.err.matches("missing.mcpol").count(), 1, "{}", ran.err);
}

#[test]
fn no_tests_at_all_is_said_and_no_failure() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write("a.mcpol", POLICY.split("\ntest").next().unwrap());
    folder.run(&["compile", "--write"]).exits(0);
    let ran = folder.run(&["ci"]).exits(0);
    assert_eq!(words(&ran), ["passed", "passed", "none", "passed"]);
    assert!(ran.out.contains("there is no test"), "{}", ran.out);
    let json = folder.run(&["ci", "--format", "json"]).exits(0).json();
    assert_eq!(json["passed"]["test"], serde_json::Value::Null);
}

#[test]
fn parts_alone_have_nothing_to_compile() {
    let folder = Folder::new(&[("part.mcpol", "hide delete_user\n")]);
    let ran = folder.run(&["ci"]).exits(0);
    assert_eq!(words(&ran), ["passed", "passed", "none", "none"]);
    folder.write("part.json", "{\"version\": \"1\", \"default\": \"allow\"}");
    let ran = folder.run(&["ci"]).exits(1);
    assert_eq!(words(&ran)[3], "failed");
    assert!(ran.out.contains("error[orphan-output]"), "{}", ran.out);
}

#[test]
fn warnings_and_a_baseline_count_as_for_check() {
    let folder = good();
    folder.write("refunds.mcpol", POLICY.replace("hide delete_user", "allow delete_user"));
    folder.run(&["compile", "--write", "--no-lint"]).exits(0);
    folder.run(&["ci"]).exits(1);
    folder.run(&["check", "--write-baseline", "known.txt"]).exits(0);
    folder.run(&["ci", "--baseline", "known.txt"]).exits(0);
    let warned = ["ci", "--only", "unlimited-read"];
    folder.run(&warned).exits(0);
    folder.run(&[&warned[..], &["--deny-warnings"]].concat()).exits(1);
}

#[test]
fn every_format_has_what_the_four_found() {
    let folder = good();
    folder.write("refunds.mcpol", POLICY.replace("limit 2 per", "limit   3 per"));
    let of = |format: &str| folder.run(&["ci", "--format", format]).exits(1);
    let json = of("json").json();
    assert_eq!(json["fmt"]["files"][0]["status"], "unformatted");
    assert_eq!(json["compile"]["files"][0]["status"], "stale");
    assert_eq!(json["check"]["summary"]["files"], 1);
    assert_eq!(json["test"]["summary"]["passed"], 1);
    let passed = serde_json::json!({"fmt": false, "check": true, "test": true, "compile": false});
    assert_eq!(json["passed"], passed);
    for format in ["sarif", "github", "gitlab", "markdown"] {
        let out = of(format).out;
        for code in ["unformatted", "stale-output"] {
            assert!(out.contains(code), "{format}: {out}");
        }
    }
    assert!(of("junit").out.contains("large refunds are refused"));
    folder.run(&["ci", "-"]).exits(2);
}

#[test]
fn what_was_not_done_did_not_pass() {
    let ran = good().run(&["ci", "nosuch"]).exits(2);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("nosuch"), "{}", ran.err);
}
