//! Operators in parts: together they recognise what the one pattern does, and each part has a
//! complement.

use crate::analysis::{Answer, Engine, Formula, MAX_COMPLEMENT, Test, complement};
use crate::catalog::types::Kind;
use crate::policy::condition::TextOperator;
use crate::policy::text::{self, Parts};

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
        for part in &one_of {
            let complement = complement(part).unwrap().unwrap();
            assert!(complement.len() <= MAX_COMPLEMENT);
            let string = Formula::test(&["x".to_owned()], Test::Is(Kind::String));
            let mut engine = Engine::default();
            let both = found(part).and(found(&complement));
            let neither = string.and(!found(part)).and(!found(&complement));
            assert_eq!(engine.find_arguments(&both), Answer::None, "{part}");
            assert_eq!(engine.find_arguments(&neither), Answer::None, "{part}");
        }
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
