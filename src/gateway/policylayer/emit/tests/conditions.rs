//! What conditions become, and which have no exact form.

use super::build::*;
use crate::finding::Finding;
use crate::gateway::policylayer::names::operator_name;
use crate::gateway::{ToolRules, check, emit};
use crate::json::Value;
use crate::policy::condition::Condition::{self, And, Or};
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::{Decision, Rule};
use crate::re2::MAX_LENGTH;

fn emitted(rule: Rule) -> Result<ToolRules, Vec<Finding>> {
    let policy = policy(Decision::Deny, vec![allow(&["t"], vec![rule])]);
    let findings = check(&policy, None);
    if findings.is_empty() {
        Ok(emit(&policy).document.tools.remove("t").unwrap())
    } else {
        Err(findings)
    }
}

/// The entries of a rule, one a line: `require: args.a eq 1, args.b exists true`.
fn entries(rule: Rule) -> Vec<String> {
    let rules = emitted(rule).unwrap();
    let require = rules.require.iter().map(|entry| ("require", entry));
    let all = require.chain(rules.deny_if.iter().map(|entry| ("deny_if", entry)));
    all.map(|(list, entry)| {
        assert_eq!(entry.on_deny.as_deref(), Some("No."));
        let conditions = entry.conditions.iter();
        let conditions: Vec<_> = conditions
            .map(|test| format!("{} {} {}", &test.path[5..], operator_name(test.op), test.value))
            .collect();
        format!("{list}: {}", conditions.join(", "))
    })
    .collect()
}

/// The codes of a rule's findings with the places that they are at.
fn faults(rule: Rule) -> Vec<(&'static str, u32)> {
    let findings = emitted(rule).unwrap_err();
    findings.iter().map(|finding| (finding.code, finding.span.start)).collect()
}

fn at(condition: &Condition) -> u32 {
    match condition {
        Condition::Test(test) => test.span.start,
        _ => 0,
    }
}

fn at_most(path: &str, limit: i64) -> Condition {
    test(path, Operator::AtMost(number(limit)))
}

fn matches(path: &str, pattern: &str) -> Condition {
    test(path, Operator::Matches(pattern.to_owned()))
}

fn missing(path: &str) -> Condition {
    test(path, Operator::Missing)
}

fn not(path: &str, value: Value) -> Condition {
    test(path, Operator::NotEqual(value))
}

#[test]
fn require_and_is_one_entry() {
    let both = And(vec![at_most("n", 9), at_most("n", 9), test("s.t", Operator::Exists)]);
    assert_eq!(entries(require(both)), ["require: n lte 9, s.t exists true"]);
}

#[test]
fn deny_or_is_an_entry_each() {
    let any = Or(vec![at_most("n", 9), And(vec![is("a", 1), missing("b")]), at_most("n", 9)]);
    assert_eq!(entries(refuse(any)), ["deny_if: n lte 9", "deny_if: a eq 1, b exists false"]);
}

#[test]
fn deny_and_distributes_over_or() {
    let all = And(vec![is("a", 1), Or(vec![is("b", 1), is("b", 2)])]);
    let expected = ["deny_if: a eq 1, b eq 1", "deny_if: a eq 1, b eq 2"];
    assert_eq!(entries(refuse(all)), expected);
}

#[test]
fn require_or_refuses_what_no_branch_allows() {
    let either = Or(vec![is("a", 1), missing("b")]);
    let expected = ["deny_if: a exists false, b exists true", "deny_if: a neq 1, b exists true"];
    assert_eq!(entries(require(either)), expected);
}

#[test]
fn an_optional_argument_is_one_entry() {
    let optional = Or(vec![missing("a"), is("a", 1)]);
    assert_eq!(entries(require(optional)), ["deny_if: a exists true, a neq 1"]);
    let optional = Or(vec![not("a", "x".into()), missing("a")]);
    assert_eq!(entries(require(optional)), ["deny_if: a exists true, a eq \"x\""]);
}

#[test]
fn what_a_requirement_rules_out_is_not_refused_again() {
    let condition = And(vec![at_most("n", 9), Or(vec![is("n", 1), is("a", 1)])]);
    let expected =
        ["require: n lte 9", "deny_if: n neq 1, a exists false", "deny_if: n neq 1, a neq 1"];
    assert_eq!(entries(require(condition)), expected);
}

#[test]
fn an_alternative_that_is_required_anyway_is_no_alternative() {
    let condition = And(vec![at_most("n", 9), Or(vec![is("a", 1), at_most("n", 9)])]);
    assert_eq!(entries(require(condition)), ["require: n lte 9"]);
}

#[test]
fn patterns_on_one_argument_are_one_pattern() {
    let text = test("s", Operator::Text(TextOperator::StartsWith("a.".to_owned())));
    let any = Or(vec![matches("s", "(?i)x|y"), text]);
    let expected = r#"require: s regex "(?:(?i)x|y)|(?:\\Aa\\.)""#;
    assert_eq!(entries(require(any)), [expected]);
}

#[test]
fn patterns_that_dont_join_have_no_exact_form() {
    let long = "x".repeat(MAX_LENGTH - 1);
    let (one, other) = (matches("s", &long), matches("s", "y"));
    let expected = [("no-exact-form", at(&one))];
    assert_eq!(faults(require(Or(vec![one, other]))), expected);
    let (one, other) = (matches("s", "x"), matches("t", "y"));
    let expected = [("no-exact-form", at(&one)), ("no-exact-form", at(&other))];
    assert_eq!(faults(require(Or(vec![one, other]))), expected);
}

#[test]
fn an_order_has_no_exact_form_in_or() {
    let most = at_most("n", 100);
    let span = at(&most);
    let findings = emitted(require(Or(vec![is("a", 1), most]))).unwrap_err();
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((finding.code, finding.span.start), ("no-exact-form", span));
    assert!(finding.message.contains("`args.n <= 100`"), "{}", finding.message);
    assert!(finding.help.as_ref().unwrap().contains("`require args.n <= 100`"));
}

#[test]
fn null_decides_which_equalities_have_an_exact_form() {
    for null in [Value::Null, "<nil>".into()] {
        let equal = test("a", Operator::Equal(null.clone()));
        let expected = [("no-exact-form", at(&equal))];
        assert_eq!(faults(require(Or(vec![equal, is("b", 1)]))), expected);
        let either = Or(vec![not("a", null), missing("b")]);
        assert_eq!(entries(require(either)).len(), 2);
    }
    let unequal = not("a", "x".into());
    let expected = [("no-exact-form", at(&unequal))];
    assert_eq!(faults(require(Or(vec![unequal, is("b", 1)]))), expected);
}

#[test]
fn unequal_compiles_beside_exists() {
    let exists = And(vec![test("a", Operator::Exists), not("a", "x".into())]);
    let expected = ["deny_if: a exists false, b exists true", "deny_if: b exists true, a eq \"x\""];
    assert_eq!(entries(require(Or(vec![exists, missing("b")]))), expected);
}

fn product(width: usize, factors: usize) -> Vec<Condition> {
    let factor = |factor: usize| {
        let branch = |branch: usize| is(&format!("a{factor}_{branch}"), 1);
        Or((0..width).map(branch).collect())
    };
    (0..factors).map(factor).collect()
}

#[test]
fn sixty_four_entries_compile_and_more_are_an_error() {
    assert_eq!(entries(refuse(And(product(2, 6)))).len(), 64);
    assert_eq!(entries(require(product(6, 1).remove(0))).len(), 64);
    for rule in [refuse(And(product(2, 7))), require(product(7, 1).remove(0))] {
        let span = rule.span.start;
        assert_eq!(faults(rule), [("too-many-entries", span)]);
    }
    let many = |count: i64| Or((0..count).map(|value| is("a", value)).collect());
    assert_eq!(entries(refuse(many(64))).len(), 64);
    assert_eq!(faults(refuse(many(65)))[0].0, "too-many-entries");
    assert_eq!(entries(require(many(65))).len(), 2);
}

#[test]
fn a_large_condition_takes_no_time() {
    assert!(emitted(refuse(And(product(40, 40)))).is_err());
    assert!(emitted(require(Or(vec![And(product(40, 40)), And(product(40, 40))]))).is_err());
    let tests: Vec<_> = (0..20_000).map(|value| not("a", Value::Number(number(value)))).collect();
    assert_eq!(emitted(require(And(tests.clone()))).unwrap().require[0].conditions.len(), 20_000);
    assert_eq!(emitted(refuse(And(tests))).unwrap().deny_if[0].conditions.len(), 20_000);
}
