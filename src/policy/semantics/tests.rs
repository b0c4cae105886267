//! What policies mean: statements, conditions, limits and sums, from their text.

use std::path::Path;

use crate::json::Value;
use crate::policy::semantics::{MergedLimit, PolicySemantics};
use crate::policy::{Decision, Policy, Window};
use crate::session::{Depth, Memory, Session};
use crate::source::Sources;
use crate::testkit::ReferenceEvaluator;

const DAY: i64 = 86_400;

/// A policy without a catalog, which takes every name as it is.
fn policy(text: &str) -> Policy {
    let path = Path::new("p.mcpol");
    let text = format!("policy \"p\"\n{text}");
    let files = Memory::from([(path.to_owned(), text.clone().into_bytes())]);
    let checked = Session::new(files).check(path, Depth::Compile).unwrap();
    assert!(!checked.has_errors(), "{text}: {:?}", checked.findings);
    checked.policy.unwrap()
}

fn value(text: &str) -> Value {
    let source = Sources::default().add("value", text).unwrap();
    Value::read(&source).unwrap()
}

fn allows(text: &str, tool: &str, arguments: &str) -> bool {
    ReferenceEvaluator::new(&policy(text)).allows(tool, &value(arguments))
}

/// Calls of `t`, each with its time, as `y` and `n`.
fn decided(text: &str, calls: &[(i64, &str)]) -> String {
    let policy = policy(text);
    let mut reference = ReferenceEvaluator::new(&policy);
    let mut decide =
        |(at, arguments): &(i64, &str)| match reference.decide("t", &value(arguments), *at) {
            Decision::Allow => 'y',
            Decision::Deny => 'n',
        };
    calls.iter().map(&mut decide).collect()
}

#[test]
fn a_tool_is_allowed_by_name_or_by_default() {
    assert!(allows("allow t", "t", "{}"));
    assert!(!allows("allow t", "u", "{}"));
    assert!(!allows("", "t", "{}"));
    assert!(allows("default allow", "t", "{}"));
    assert!(!allows("restrict t { require args.x exists }", "t", r#"{"x":1}"#));
    assert!(allows("default allow restrict t { require args.x exists }", "t", r#"{"x":1}"#));
}

#[test]
fn refusal_wins_in_any_order() {
    for refusal in ["hide t", "deny t", "approve t", "hide *"] {
        for default in ["default deny", "default allow"] {
            assert!(!allows(&format!("{default} allow t {refusal}"), "t", "{}"), "{refusal}");
            assert!(!allows(&format!("{default} {refusal} allow t"), "t", "{}"), "{refusal}");
        }
    }
    assert!(!allows("hide *", "u", "{}"));
    assert!(allows("allow t deny u", "t", "{}"));
}

#[test]
fn the_rules_of_every_statement_about_a_tool_hold() {
    let text = "allow t, u { require args.a == 1 }
                allow t { deny when args.b == 2 }
                restrict t { approve when args.c exists }";
    assert!(allows(text, "t", r#"{"a":1}"#));
    assert!(allows(text, "u", r#"{"a":1,"b":2,"c":3}"#));
    for refused in ["{}", r#"{"a":2}"#, r#"{"a":1,"b":2}"#, r#"{"a":1,"c":0}"#] {
        assert!(!allows(text, "t", refused), "{refused}");
    }
}

#[test]
fn a_missing_argument_meets_no_operator_but_missing() {
    let missing = "allow t { require args.a.b missing }";
    for absent in ["{}", r#"{"a":1}"#, r#"{"a":null}"#, r#"{"a":{}}"#, r#"{"a":{"b":null}}"#] {
        assert!(allows(missing, "t", absent), "{absent}");
    }
    assert!(!allows(missing, "t", r#"{"a":{"b":0}}"#));
    for test in ["!= 1", "not in [1]", "exists", "< 1", "contains \"\"", "matches /x*/"] {
        assert!(!allows(&format!("allow t {{ require args.a {test} }}"), "t", "{}"), "{test}");
        assert!(allows(&format!("allow t {{ deny when args.a {test} }}"), "t", "{}"), "{test}");
    }
    assert!(allows("allow t { require args.a != 1 }", "t", r#"{"a":null}"#));
}

#[test]
fn parts_of_a_condition_are_put_together() {
    let both = "allow t { require args.a == 1 and args.b == 2 }";
    let either = "allow t { require args.a == 1 or args.b == 2 }";
    assert!(allows(both, "t", r#"{"a":1,"b":2}"#));
    assert!(!allows(both, "t", r#"{"a":1}"#));
    assert!(allows(either, "t", r#"{"b":2}"#));
    assert!(!allows(either, "t", r#"{"a":2}"#));
}

#[test]
fn literal_texts_and_patterns_are_found_in_strings_only() {
    let starts = "allow t { require args.a starts with \"a.\" }";
    assert!(allows(starts, "t", r#"{"a":"a.b"}"#));
    assert!(!allows(starts, "t", r#"{"a":"axb"}"#));
    assert!(!allows(starts, "t", r#"{"a":["a.b"]}"#));
    let found = "allow t { require args.a matches /^5$/ }";
    assert!(allows(found, "t", r#"{"a":"5"}"#));
    assert!(!allows(found, "t", r#"{"a":5}"#));
}

#[test]
fn limits_of_one_thing_and_window_are_one_the_smaller() {
    let policy = policy(
        "allow t, u { limit 9 per minute limit args.n to 7 per day }
         restrict t { limit 4 per minute as \"other\" limit 5 per hour limit args.m to 6 per day
                      limit 2 per hour }
         limit all tools to 8 per minute
         limit all tools to 3 per minute",
    );
    let semantics = PolicySemantics::new(&policy);
    let (n, m) = (vec!["n".to_owned()], vec!["m".to_owned()]);
    let own = |sum, window, max| MergedLimit { shared: false, sum, window, counter: None, max };
    let all = MergedLimit { shared: true, ..own(None, Window::Minute, 3) };
    assert_eq!(
        semantics.limits("t"),
        [
            all,
            own(None, Window::Minute, 9),
            own(Some(&n), Window::Day, 7),
            MergedLimit { counter: Some("other"), ..own(None, Window::Minute, 4) },
            own(None, Window::Hour, 2),
            own(Some(&m), Window::Day, 6),
        ]
    );
    assert_eq!(
        semantics.limits("u"),
        [all, own(None, Window::Minute, 9), own(Some(&n), Window::Day, 7)]
    );
    assert_eq!(semantics.limits("v"), [all]);
}

#[test]
fn a_window_begins_on_the_calendar() {
    let calls = [(59, "{}"), (59, "{}"), (60, "{}"), (119, "{}"), (120, "{}")];
    assert_eq!(decided("allow t { limit 1 per minute }", &calls), "ynyny");
    let calls = [(DAY - 1, "{}"), (DAY, "{}"), (DAY + 7_200, "{}")];
    assert_eq!(decided("allow t { limit 1 per day }", &calls), "yyn");
    assert_eq!(decided("allow t { limit 1 per minute }", &[(-1, "{}"), (0, "{}")]), "yy");
}

#[test]
fn a_refused_call_uses_no_limit() {
    let text = "allow t { require args.ok == true limit 1 per minute limit 2 per hour }";
    let (good, bad) = (r#"{"ok":true}"#, r#"{"ok":false}"#);
    let calls = [(0, bad), (0, good), (0, good), (60, good), (120, good), (3_600, good)];
    assert_eq!(decided(text, &calls), "nynyny");
}

#[test]
fn tools_share_only_the_limit_of_all_tools() {
    let policy = policy("allow t, u { limit 2 per minute } limit all tools to 3 per minute");
    let mut reference = ReferenceEvaluator::new(&policy);
    let mut allowed = |tool| reference.decide(tool, &value("{}"), 0) == Decision::Allow;
    assert!(allowed("t") && allowed("t") && !allowed("t"));
    assert!(allowed("u") && !allowed("u"));
}

#[test]
fn sums_cut_amounts_and_take_negative_ones_back() {
    let text = "allow t { limit args.n to 10 per day }";
    let n = |amount: &str| format!("{{\"n\":{amount}}}");
    let sums = |amounts: &[&str]| {
        let calls: Vec<_> = amounts.iter().map(|amount| n(amount)).collect();
        decided(text, &calls.iter().map(|call| (0, call.as_str())).collect::<Vec<_>>())
    };
    assert_eq!(sums(&["10", "0", "1"]), "yyn");
    assert_eq!(sums(&["11", "10.99", "0.99", "1"]), "nyyn");
    assert_eq!(sums(&["10", "-5", "5", "-0.9", "1"]), "yyyyn");
    assert_eq!(sums(&["\"1\"", "null", "true", "[1]", "10"]), "nnnny");
    assert_eq!(decided(text, &[(0, "{}"), (0, r#"{"n":10}"#)]), "ny");
}

/// A counter has 64 bits and wraps: what is too large passes, and so does every amount after it
/// until the window ends.
#[test]
fn an_amount_that_is_too_large_passes() {
    let text = "allow t { limit args.n to 10 per day }";
    let (huge, ten) = (r#"{"n":9223372036854775808}"#, r#"{"n":10}"#);
    let calls = [(0, ten), (0, ten), (0, huge), (0, ten), (0, ten), (DAY, ten), (DAY, ten)];
    assert_eq!(decided(text, &calls), "ynyyyyn");
    let below = r#"{"n":9223372036854774784}"#;
    assert_eq!(decided(text, &[(0, below), (0, ten)]), "ny");
    let text = "allow t { limit args.n to 200000 per day }";
    let (first, many) = (r#"{"n":2000}"#, r#"{"n":150000}"#);
    let calls = [(0, first), (0, below), (0, many), (0, many), (0, many)];
    assert_eq!(decided(text, &calls), "yyyyy");
}

#[test]
fn limits_stand_in_the_order_of_the_text() {
    let (credit, one, more) = (r#"{"n":-5}"#, r#"{"n":1}"#, r#"{"n":15}"#);
    let calls = [(0, credit), (0, one), (60, more)];
    let rules = ["limit 1 per minute", "limit args.n to 10 per day"];
    let text = |one: &str, other: &str| format!("restrict t {{ {one} }} allow t {{ {other} }}");
    assert_eq!(decided(&text(rules[0], rules[1]), &calls), "yny");
    assert_eq!(decided(&text(rules[1], rules[0]), &calls), "ynn");
}
