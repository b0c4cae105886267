//! `mcpol test`

use crate::support::{Folder, POLICY, TOOLS};

#[test]
fn passing_tests_are_counted() {
    let ran = Folder::refunds().run(&["test"]).exits(0);
    assert_eq!(ran.out, "1 test in 1 file: 1 passed, 0 failed\n");
}

#[test]
fn a_failure_shows_the_call_both_decisions_and_the_rule() {
    let folder = Folder::refunds();
    folder.write("refunds.mcpol", POLICY.replace("<= 50000", "<= 50"));
    let ran = folder.run(&["test", "refunds.mcpol"]).exits(1);
    insta::assert_snapshot!(ran.out);
    let json = folder.run(&["test", "--format", "json"]).exits(1).json();
    let test = &json["tests"][0];
    assert_eq!(test["name"], "large refunds are refused");
    assert_eq!((&test["file"], &test["line"]), (&"refunds.mcpol".into(), &14.into()));
    let failure = &test["failures"][0];
    assert_eq!(failure["line"], 15);
    assert_eq!(failure["call"]["name"], "create_refund");
    assert_eq!(failure["expected"]["decision"], "allow");
    assert_eq!(failure["actual"]["decision"], "deny");
    assert_eq!(failure["rule"], "/tools/create_refund/require/0");
    assert_eq!(failure["source"]["line"], 7);
    let summary = serde_json::json!({"files": 1, "tests": 1, "passed": 0, "failed": 1});
    assert_eq!(json["summary"], summary);
}

#[test]
fn no_test_at_all_is_no_success() {
    let folder = Folder::new(&[("a.mcpol", "policy \"a\"\n")]);
    let ran = folder.run(&["test"]).exits(2);
    assert!(ran.err.contains("there is no `test` to run"), "{}", ran.err);
    folder.run(&["test", "missing.mcpol"]).exits(2);
}

#[test]
fn a_policy_with_errors_fails() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write("a.mcpol", POLICY.replace("hide delete_user", "hide delete_usr"));
    let ran = folder.run(&["test"]).exits(1);
    assert!(ran.out.contains("error[unknown-tool]"), "{}", ran.out);
    assert!(ran.out.ends_with("0 tests in 1 file: 0 passed, 0 failed, 1 error\n"), "{}", ran.out);
    folder.write("a.mcpol", "nonsense\n");
    folder.run(&["test"]).exits(1);
}

#[test]
fn rules_that_no_test_reaches_are_listed() {
    let folder = Folder::refunds();
    let ran = folder.run(&["test", "--coverage"]).exits(0);
    insta::assert_snapshot!(ran.out);
    let json = folder.run(&["test", "--coverage", "--format", "json"]).exits(0).json();
    let file = &json["coverage"][0];
    assert_eq!(file["file"], "refunds.mcpol");
    let lines: Vec<_> =
        file["unreached"].as_array().unwrap().iter().map(|rule| &rule["line"]).collect();
    assert_eq!(lines, [4, 9, 12]);
    assert_eq!(file["unreached"][1]["text"], "limit 2 per hour");
    let total = serde_json::json!({"rules": 5, "reached": 2});
    assert_eq!((&json["summary"]["coverage"], &file["reached"]), (&total, &2.into()));
}

#[test]
fn rules_of_included_files_count_for_the_file_that_includes_them() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write("base.mcpol", "hide delete_user\nlimit all tools to 2 per minute\n");
    folder.write(
        "a.mcpol",
        "policy \"a\"\ncatalog \"tools.json\"\ninclude \"base.mcpol\"\nallow list_refunds\n\
         test \"t\" {\n    call list_refunds {} 2 times => allow\n    call list_refunds {} => deny\n}\n",
    );
    let ran = folder.run(&["test", "--coverage"]).exits(0);
    assert_eq!(
        ran.out,
        "not reached base.mcpol:1:1: hide delete_user\na.mcpol: 2 of 3 rules are reached\n\n\
         1 test in 1 file: 1 passed, 0 failed\n2 of 3 rules are reached\n"
    );
}

#[test]
fn a_policy_without_tests_has_its_rules_listed() {
    let folder = Folder::refunds();
    folder.write("refunds.mcpol", POLICY.split("test").next().unwrap());
    let ran = folder.run(&["test", "--coverage"]).exits(0);
    assert!(ran.out.ends_with("0 of 5 rules are reached\n"), "{}", ran.out);
}

#[test]
fn changes_that_no_test_notices_are_listed_with_a_test_that_would() {
    let folder = Folder::refunds();
    let ran = folder.run(&["test", "--mutate"]).exits(1);
    insta::assert_snapshot!(ran.out);
    let json = folder.run(&["test", "--mutate", "--format", "json"]).exits(1).json();
    let file = &json["mutation"][0];
    assert_eq!(file["file"], "refunds.mcpol");
    let survivor = &file["survivors"].as_array().unwrap()[3];
    assert_eq!((&survivor["line"], &survivor["column"]), (&7.into(), &5.into()));
    assert_eq!(survivor["change"], "without `args.amount_in_cents <= 50000`");
    let test = ["call create_refund { amount_in_cents: 50001, transaction_id: \"x\" } => deny"];
    assert_eq!(survivor["test"], serde_json::json!(test));
    assert_eq!(file["not_analysed"], serde_json::json!([]));
    let total = serde_json::json!({"changes": 9, "caught": 2, "equivalent": 1, "left_out": 0});
    assert_eq!(json["summary"]["mutation"], total);
}

#[test]
fn tests_that_notice_every_change_are_praised() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write(
        "a.mcpol",
        "policy \"a\"\ncatalog \"tools.json\"\nallow list_refunds\n\
         test \"t\" {\n    call list_refunds {} => allow\n    call delete_user {} => deny\n}\n",
    );
    let ran = folder.run(&["test", "--mutate", "--coverage"]).exits(0);
    assert_eq!(
        ran.out,
        "a.mcpol: 1 of 1 rules are reached\na.mcpol: 2 of 2 changes are caught by tests\n\
         1 test in 1 file: 1 passed, 0 failed\n1 of 1 rules are reached\n\
         2 of 2 changes are caught by tests\n"
    );
}

#[test]
fn a_policy_whose_tests_fail_is_not_changed() {
    let folder = Folder::refunds();
    folder.write("refunds.mcpol", POLICY.replace("<= 50000", "<= 50"));
    let ran = folder.run(&["test", "--mutate"]).exits(1);
    assert!(ran.out.ends_with("\n1 test in 1 file: 0 passed, 1 failed\n"), "{}", ran.out);
    let json = folder.run(&["test", "--mutate", "--format", "json"]).exits(1).json();
    assert_eq!(json["mutation"], serde_json::json!([]));
}

/// Two tests, one of which fails.
const TWO: &str = "policy \"a\"\ncatalog \"tools.json\"\nallow list_refunds\n\
    test \"refunds can be listed\" {\n    call list_refunds {} => allow\n}\n\
    test \"users stay\" {\n    call delete_user {} => allow\n}\n";

#[test]
fn a_filter_takes_tests_by_their_names() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", TWO)]);
    folder.run(&["test"]).exits(1);
    for filter in ["refunds", "*listed", "refunds*"] {
        let ran = folder.run(&["test", "--filter", filter]).exits(0);
        assert_eq!(ran.out, "1 test in 1 file: 1 passed, 0 failed\n", "{filter}");
    }
    folder.run(&["test", "--filter", "users"]).exits(1);
    let ran = folder.run(&["test", "--filter", "user stay"]).exits(2);
    assert_eq!(ran.err, "mcpol: no test is called like `user stay`; did you mean `users stay`?\n");
    let ran = folder.run(&["test", "--filter", "*z*"]).exits(2);
    assert_eq!(ran.err, "mcpol: no test is called like `*z*`; `--list` names them all\n");
    folder.run(&["test", "--filter", "x", "--mutate"]).exits(2);
}

#[test]
fn tests_are_listed_without_running_them() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", TWO)]);
    let ran = folder.run(&["test", "--list"]).exits(0);
    assert_eq!(ran.out, "a.mcpol:4:6: \"refunds can be listed\"\na.mcpol:7:6: \"users stay\"\n");
    let json = folder.run(&["test", "--list", "--filter", "stay", "--format", "json"]).exits(0);
    let json = json.json();
    assert_eq!(json["tests"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&json["tests"][0]["name"], &json["tests"][0]["line"]),
        (&"users stay".into(), &7.into())
    );
    folder.run(&["test", "--list", "--format", "junit"]).exits(2);
    folder.write("b.mcpol", "nonsense\n");
    folder.run(&["test", "--list"]).exits(1);
}

#[test]
fn passed_tests_are_named_when_asked() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", TWO)]);
    let ran = folder.run(&["test", "--verbose"]).exits(1);
    assert!(ran.out.starts_with("passed \"refunds can be listed\" (a.mcpol:4:6)\n"), "{}", ran.out);
    assert!(!folder.run(&["test"]).exits(1).out.contains("refunds can be listed"));
}

#[test]
fn suggested_tests_are_put_into_the_policy_and_pass() {
    let folder = Folder::refunds();
    let before = folder.read("refunds.mcpol");
    let ran = folder.run(&["test", "--mutate", "--write"]).exits(0);
    insta::assert_snapshot!(ran.out);
    let after = folder.read("refunds.mcpol");
    assert!(after.starts_with(&before), "{after}");
    insta::assert_snapshot!(after.strip_prefix(&before).unwrap());
    folder.run(&["fmt", "--check"]).exits(0);
    folder.run(&["test", "--mutate"]).exits(0);
    folder.run(&["test", "--mutate", "--write"]).exits(0);
    assert_eq!(folder.read("refunds.mcpol"), after);
    folder.run(&["test", "--write"]).exits(2);
}

#[test]
fn tests_are_put_into_no_policy_whose_own_fail() {
    let folder = Folder::new(&[("tools.json", TOOLS), ("a.mcpol", TWO)]);
    folder.run(&["test", "--mutate", "--write"]).exits(1);
    assert_eq!(folder.read("a.mcpol"), TWO);
}

#[test]
fn so_many_of_a_hundred_changes_can_be_enough() {
    let folder = Folder::refunds();
    // 2 of 9 are caught.
    folder.run(&["test", "--mutate", "--min", "22"]).exits(0);
    folder.run(&["test", "--mutate", "--min", "23"]).exits(1);
    folder.run(&["test", "--mutate", "--min", "101"]).exits(2);
    folder.run(&["test", "--min", "10"]).exits(2);
    folder.write("refunds.mcpol", POLICY.replace("=> allow", "=> deny"));
    folder.run(&["test", "--mutate", "--min", "0"]).exits(1);
}

#[test]
fn errors_of_a_policy_without_tests_are_faults() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.write("a.mcpol", "policy \"a\"\ncatalog \"tools.json\"\nhide nonsense\n");
    let ran = folder.run(&["test"]).exits(1);
    assert!(format!("{}{}", ran.out, ran.err).contains("unknown-tool"), "{}", ran.out);
    folder.write("a.mcpol", "policy \"a\"\ncatalog \"tools.json\"\nhide delete_user\n");
    folder.run(&["test"]).exits(2);
}

/// What isn't written isn't told as written.
#[cfg(unix)]
#[test]
fn tests_that_may_not_be_written_are_not_claimed() {
    let (folder, outside) = (Folder::refunds(), Folder::refunds());
    std::fs::remove_file(folder.path("refunds.mcpol")).unwrap();
    std::os::unix::fs::symlink(outside.path("refunds.mcpol"), folder.path("refunds.mcpol"))
        .unwrap();
    let before = outside.read("refunds.mcpol");
    let ran = folder.run(&["test", "refunds.mcpol", "--mutate", "--write"]).exits(2);
    assert!(ran.err.contains("won't write `refunds.mcpol`"), "{}", ran.err);
    assert!(!ran.out.contains("wrote") && ran.out.contains(": 0 passed"), "{}", ran.out);
    assert_eq!(outside.read("refunds.mcpol"), before);
}
