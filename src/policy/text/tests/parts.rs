//! Operators in parts: together they recognise what the one pattern does, and each part has a
//! complement.

use crate::analysis::{Answer, Engine, Formula, MAX_COMPLEMENT, Test, complement};
use crate::catalog::types::Kind;
use crate::policy::condition::TextOperator;
use crate::policy::text::{self, Parts};
use crate::testkit::laws;
use proptest::collection::vec;
use proptest::prelude::*;

fn numbered(count: usize, name: impl Fn(usize) -> String) -> Vec<String> {
    (0..count).map(name).collect()
}

fn hosts(count: usize) -> TextOperator {
    TextOperator::HostIn(numbered(count, |at| format!("api{at}.acme{}.com", at % 7)))
}

fn domains(count: usize) -> TextOperator {
    TextOperator::DomainIn(numbered(count, |at| format!("acme-{at}.example")))
}

fn commands(count: usize) -> TextOperator {
    TextOperator::CommandIn(numbered(count, |at| format!("tool{at} run")))
}

fn with_wildcards() -> TextOperator {
    let hosts = ["a.com", "*.acme.com", "b.com", "*.c.dev"];
    TextOperator::HostIn(hosts.map(str::to_owned).to_vec())
}

fn found(pattern: &str) -> Formula {
    Formula::test(&["x".to_owned()], Test::Matches(pattern.to_owned()))
}

fn recognised(Parts { refused, one_of }: &Parts) -> Formula {
    let all = |patterns: &Vec<String>| Formula::All(patterns.iter().map(|it| found(it)).collect());
    let one_of = Formula::Any(one_of.iter().map(|part| found(part)).collect());
    Formula::All(refused.iter().map(|patterns| !all(patterns)).chain([one_of]).collect())
}

#[test]
fn the_parts_recognise_together_what_the_one_pattern_does() {
    let operators =
        [hosts(1), hosts(12), with_wildcards(), domains(1), domains(2), domains(12), commands(30)];
    for operator in operators {
        let whole = found(&text::pattern(&operator));
        let parts = recognised(&text::parts(&operator));
        let mut engine = Engine::default();
        assert_eq!(engine.find_difference(&whole, &parts), Answer::None, "{operator:?}");
    }
}

#[test]
fn every_part_has_a_complement() {
    let longest = format!("{}.com", ["a".repeat(60), "b".repeat(60), "c".repeat(60)].join("."));
    let alone = TextOperator::HostIn(vec![longest]);
    let under = TextOperator::Under("/home/agent/work/project".to_owned());
    for operator in [hosts(40), with_wildcards(), domains(40), commands(60), alone, under] {
        let Parts { one_of, .. } = text::parts(&operator);
        one_of.iter().for_each(|part| assert_has_complement(part));
    }
}

/// That the complement has no string in common with the pattern, and both together have all.
fn assert_has_complement(pattern: &str) {
    let string = Formula::test(&["x".to_owned()], Test::Is(Kind::String));
    let complement = complement(pattern).unwrap();
    assert!(complement.as_ref().is_none_or(|it| it.len() <= MAX_COMPLEMENT), "{pattern}");
    let refused = complement.map_or(Formula::NEVER, |it| found(&it));
    let mut engine = Engine::default();
    let both = found(pattern).and(refused.clone());
    let neither = string.and(!found(pattern)).and(!refused);
    assert_eq!(engine.find_arguments(&both), Answer::None, "{pattern}");
    assert_eq!(engine.find_arguments(&neither), Answer::None, "{pattern}");
}

/// Operators over whatever operands they accept.
fn operator() -> impl Strategy<Value = TextOperator> {
    let text = "[abA.*/\\\\\"\\[\\n\u{e9}\u{d7ff}\u{e000}\u{2028}-]{0,12}";
    let host = r"(\*\.)?[a-z0-9]{1,8}(-[a-z0-9]{1,4})?(\.[a-z]{2,5}){1,2}";
    let domain = r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?(\.[a-z]{2,5}){1,2}";
    let under = r"(/[a-zA-Z0-9._ -]{1,8}){1,3}|https://[a-z]{1,6}\.com(/[a-z.]{1,5}){0,2}";
    let command = r"[a-z]{1,6}( [a-z-]{1,5}){0,2}";
    let operators = prop_oneof![
        text.prop_map(TextOperator::StartsWith),
        text.prop_map(TextOperator::EndsWith),
        vec(host, 1..6).prop_map(TextOperator::HostIn),
        vec(domain, 1..6).prop_map(TextOperator::DomainIn),
        under.prop_map(TextOperator::Under),
        vec(command, 1..6).prop_map(TextOperator::CommandIn),
    ];
    operators.prop_filter("its operands are accepted", |it| text::check(it).is_ok())
}

proptest! {
    #![proptest_config(laws::tried(24))]

    #[test]
    fn every_part_of_any_operator_has_a_complement(operator in operator()) {
        let Parts { one_of, .. } = text::parts(&operator);
        one_of.iter().for_each(|part| assert_has_complement(part));
    }
}

/// Lists of any length are some parts; no operand is lost.
#[test]
fn long_lists_are_split_in_the_order_of_the_text() {
    assert_eq!(text::parts(&hosts(8)).one_of.len(), 1);
    assert!(text::parts(&hosts(630)).one_of.len() > 50);
    assert_eq!(text::parts(&with_wildcards()).one_of.len(), 4);
    assert!(text::whole(&hosts(300)).is_some());
    assert_eq!(text::whole(&hosts(1000)), None);
}
