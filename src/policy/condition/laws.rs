//! Laws of conditions, over every truth of their tests.

use proptest::prelude::*;

use super::{Condition, Operator, Test};
use crate::source::Span;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn test(name: &str) -> Condition {
    let path = vec![name.to_owned()];
    Condition::Test(Test { span: Span::default(), path, operator: Operator::Exists })
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = proptest::sample::select(&NAMES[..]).prop_map(test);
    leaf.prop_recursive(4, 16, 3, |part| {
        let parts = proptest::collection::vec(part, 0..4);
        (any::<bool>(), parts).prop_map(|(and, parts)| match and {
            true => Condition::And(parts),
            false => Condition::Or(parts),
        })
    })
}

/// The arguments that exist, as a set of bits.
fn holds(condition: &Condition, exist: usize) -> bool {
    condition.holds_where(&|test| is_in(test, exist))
}

fn is_in(test: &Test, exist: usize) -> bool {
    NAMES.iter().position(|name| test.path == [*name]).is_some_and(|bit| exist & (1 << bit) != 0)
}

proptest! {
    #[test]
    fn substituting_the_truth_changes_no_truth(condition in condition(), decided in 0_usize..16) {
        for exist in 0..16 {
            let truth = |test: &Test| is_in(test, decided).then(|| is_in(test, exist));
            let substituted = condition.substitute(&truth);
            prop_assert!(substituted.tests().iter().all(|test| !is_in(test, decided)));
            prop_assert_eq!(holds(&substituted, exist), holds(&condition, exist));
        }
    }

    #[test]
    fn what_is_implied_holds_wherever_the_condition_does(condition in condition()) {
        for exist in (0..16).filter(|exist| holds(&condition, *exist)) {
            prop_assert!(condition.implied(&Some).iter().all(|test| is_in(test, exist)));
        }
    }

    #[test]
    fn a_property_is_implied_only_where_a_test_with_it_holds(
        condition in condition(),
        property in 0_usize..16,
    ) {
        let implies = condition.implies(&|test| is_in(test, property));
        for exist in (0..16).filter(|exist| implies && holds(&condition, *exist)) {
            prop_assert!(exist & property != 0);
        }
    }

    #[test]
    fn parts_say_together_what_the_whole_says(condition in condition()) {
        for exist in 0..16 {
            let whole = holds(&condition, exist);
            prop_assert_eq!(condition.conjuncts().iter().all(|part| holds(part, exist)), whole);
            prop_assert_eq!(condition.disjuncts().iter().any(|part| holds(part, exist)), whole);
        }
    }

    #[test]
    fn every_test_is_visited_once_and_in_order(condition in condition()) {
        let mut visited = Vec::new();
        condition.visit_guarded(&Some, &mut |test, _| visited.push(test));
        prop_assert_eq!(visited, condition.tests());
    }
}

#[test]
fn guards_stand_in_an_and_round_the_test() {
    let [a, b, c, d] = NAMES.map(test);
    let condition = Condition::And(vec![a, Condition::Or(vec![b, Condition::And(vec![c, d])])]);
    let name = |test: &Test| test.path.concat();
    let mut guarded = Vec::new();
    condition.visit_guarded(&|test| Some(name(test)), &mut |test, guards| {
        guarded.push(format!("{}: {}", name(test), guards.join(" ")));
    });
    assert_eq!(guarded, ["a: a", "b: a", "c: a c d", "d: a c d"]);
}

#[test]
fn an_empty_and_is_true_and_an_empty_or_is_false() {
    assert!(holds(&Condition::ALWAYS, 0) && !holds(&Condition::NEVER, 0));
}
