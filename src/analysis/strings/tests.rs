//! What is told of two patterns before their automata are multiplied.

use super::walk::Walk;
use super::{Automata, Clause};
use crate::analysis::Test;

/// Whether the engine tells by their matches alone that what finds one pattern finds the other.
fn is_implied(found: &str, refused: &str) -> bool {
    let [one, other] = [found, refused].map(|pattern| Test::Matches(pattern.to_owned()));
    let tests = [(0, &one), (1, &other)];
    let clause = Clause::All(vec![Clause::Literal(0, true), Clause::Literal(1, false)]);
    let mut automata = Automata::default();
    let walk = Walk::new(&tests, &clause, &[], &mut automata).unwrap().unwrap();
    walk.is_implied_contradiction(&clause, usize::MAX, &mut automata)
}

#[test]
fn a_pattern_that_matches_wherever_another_does_is_told() {
    for (found, refused) in [
        ("ab", "a"),
        ("ab", "a.|c"),
        (r"\bab", r"\ba"),
        ("^ab", "(?m)^a"),
        ("(?m)^ab", r"\ba"),
        (r"ab\b", "ab"),
        ("AIza[0-9A-Za-z-]{35}", "AIza[0-9A-Za-z_-]{35}"),
    ] {
        assert!(is_implied(found, refused), "{found} and {refused}");
    }
}

#[test]
fn a_pattern_that_matches_only_after_something_is_not_implied() {
    for (found, refused) in [
        ("ab", "^a"),
        ("ab", r"\ba"),
        ("ab", r"\Ba"),
        ("ab", "(?m)^a"),
        ("(?m)^ab", "^a"),
        (r"\bab", "(?m)^a"),
        ("ab", r"ab\b"),
        ("ab", "ab$"),
        ("a", "ab"),
        ("", "a"),
    ] {
        assert!(!is_implied(found, refused), "{found} and {refused}");
    }
}

#[test]
fn two_patterns_that_are_both_to_be_found_contradict_each_other_by_no_match() {
    let [one, other] = ["^a", "b$"].map(|pattern| Test::Matches(pattern.to_owned()));
    let tests = [(0, &one), (1, &other)];
    let clause = Clause::All(vec![Clause::Literal(0, true), Clause::Literal(1, true)]);
    let mut automata = Automata::default();
    let walk = Walk::new(&tests, &clause, &[], &mut automata).unwrap().unwrap();
    assert!(!walk.is_implied_contradiction(&clause, usize::MAX, &mut automata));
}
