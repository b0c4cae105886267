//! Whatever is no longer checked is told: over drawn policies, of which one check is taken away.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{Folder, TOOLS};

/// What a policy does, whatever it checks.
const RULES: &str = r#"policy "refunds"
catalog "tools.json"

allow list_refunds

allow create_refund {
    require args.amount_in_cents >= 1 and args.amount_in_cents <= 50000
        because "Refund exceeds the policy limit."
    require args.transaction_id in ["a", "b"]
    limit 2 per minute
}

hide delete_user
"#;

/// A check, and what is left of it when it is weakened.
type Part = (&'static str, &'static str);

/// Checks of which none says what another says.
const CHECKS: &[Part] = &[
    ("never allow delete_user", ""),
    ("never allow create_refund when args.amount_in_cents > 50000", ""),
    (
        "never allow create_refund when args.transaction_id in [\"t-0\", \"t-1\"]",
        "never allow create_refund when args.transaction_id == \"t-0\"",
    ),
    ("never allow create_refund when args.amount_in_cents < 1", ""),
    (
        "test \"small\" {\n    call create_refund { transaction_id: \"a\", amount_in_cents: 1 } => allow\n}",
        "",
    ),
    (
        "test \"large\" {\n    call create_refund { amount_in_cents: 90000 } => deny \"Refund exceeds the policy limit.\"\n}",
        "test \"large\" {\n    call create_refund { amount_in_cents: 90000 } => deny\n}",
    ),
    (
        "test \"lists\" {\n    call list_refunds {} 3 times => allow\n}",
        "test \"lists\" {\n    call list_refunds {} 2 times => allow\n}",
    ),
    ("test \"users\" {\n    call delete_user { userId: \"u\" } => deny\n}", ""),
    (
        "accept unlimited-read for list_refunds because \"They are few.\"",
        "accept unlimited-read for list_refunds because \"\"",
    ),
    (
        "accept financial-unbounded for create_refund because \"It is new.\" until 2099-01-01",
        "accept financial-unbounded for create_refund because \"It is new.\"",
    ),
    (
        "accept sibling-argument-free for create_refund because \"Free text.\"",
        "accept sibling-argument-free because \"Free text.\"",
    ),
    ("classify list_refunds as financial because \"It pays.\"", ""),
];

/// The same of mcpol.toml, by lines.
const SETTINGS: &[Part] = &[
    ("pedantic = true", ""),
    ("lints.loose-limit = \"deny\"", "lints.loose-limit = \"off\""),
    ("lints.toxic-flow = \"deny\"", ""),
    ("lints.unlimited-read = \"deny\"", "lints.unlimited-read = \"warn\""),
    ("thresholds.write-per-minute = 5", ""),
    ("thresholds.many-tools = 10", "thresholds.many-tools = 11"),
];

/// Some of these, in any order, and which of them is weakened.
fn drawn() -> impl Strategy<Value = (Vec<Part>, Vec<Part>, usize)> {
    let checks = prop::sample::subsequence(CHECKS, 1..=CHECKS.len()).prop_shuffle();
    let settings = prop::sample::subsequence(SETTINGS, 0..=SETTINGS.len());
    (checks, settings).prop_flat_map(|(checks, settings)| {
        let all = checks.len() + settings.len();
        (Just(checks), Just(settings), 0..all)
    })
}

/// The checks with the one at `weakened` as what is left of it.
fn text(checks: &[(&str, &str)], weakened: Option<usize>) -> String {
    let lines = checks.iter().enumerate().map(|(at, (whole, rest))| match weakened == Some(at) {
        true => format!("{rest}\n"),
        false => format!("{whole}\n"),
    });
    lines.collect()
}

#[test]
fn a_check_that_is_taken_away_is_told() {
    let folder = Folder::new(&[("tools.json", TOOLS)]);
    folder.init_git_in(".");
    let law = |(checks, settings, taken): (Vec<_>, Vec<_>, usize)| {
        folder.write("a.mcpol", [RULES, &text(&checks, None)].concat());
        folder.write("mcpol.toml", text(&settings, None));
        // Two cases may begin with the same files.
        folder.git(&["add", "--all"]);
        folder.git(&["commit", "--quiet", "--allow-empty", "--message", "a case"]);
        let diff = ["diff", "--base", "HEAD", "--fail-on", "weakened", "--format", "json"];
        let ran = folder.run(&diff);
        prop_assert_eq!(ran.code, 0, "nothing changed: {}{}", ran.out, ran.err);
        folder.write("a.mcpol", [RULES, &text(&checks, Some(taken))].concat());
        let taken = taken.checked_sub(checks.len());
        folder.write("mcpol.toml", text(&settings, taken));
        let ran = folder.run(&diff);
        prop_assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        let json = ran.json();
        let policies = json["policies"].as_array().unwrap().iter();
        let lists = policies.map(|policy| &policy["weakened"]).chain([&json["weakened"]]);
        let told: usize = lists.filter_map(|list| list.as_array()).map(Vec::len).sum();
        prop_assert!(told >= 1, "{}", ran.out);
        Ok(())
    };
    if let Err(error) =
        TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(48) })
            .run(&drawn(), law)
    {
        panic!("{error}");
    }
}
