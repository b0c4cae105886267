//! Patterns of secrets and personal data, as people write them, on one argument: what one of them
//! more or less changes is told quickly, whichever stand beside it.

use crate::analysis::{Answer, Engine, Formula, Test};
use crate::json::Value;

const PATTERNS: [&str; 11] = [
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    r"gh[pousr]_[A-Za-z0-9]{36,}",
    r"xox[baprs]-[0-9A-Za-z-]{10,}",
    r"AIza[0-9A-Za-z_-]{35}",
    r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----",
    r"eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+",
    r"\b(?:\d[ -]*?){13,16}\b",
    r"\b\d{3}-\d{2}-\d{4}\b",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    r"\b[A-Z]{2}\d{2}[ ]?(?:[0-9A-Z]{4}[ ]?){2,7}[0-9A-Z]{1,4}\b",
    r"(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}",
];

/// How many steps of automata a question may take: some 50 milliseconds.
const MAX_STEPS: usize = 2_500_000;

/// How many steps two changed patterns among eight may take.
const FEW_STEPS: usize = 1_000_000;

/// How many questions are asked; the numbers of subsets are spread over all.
const ASKED: u32 = 60;

fn test(pattern: &str) -> Formula {
    Formula::test(&["s".to_owned()], Test::Matches(pattern.to_owned()))
}

/// The calls that several `deny when` lines let pass, or one with `or`.
fn passing(subset: u32, in_one_line: bool) -> Formula {
    let kept = PATTERNS.iter().enumerate().filter(|(at, _)| subset & (1 << at) != 0);
    let found = kept.map(|(_, pattern)| test(pattern));
    match in_one_line {
        true => !Formula::Any(found.collect()),
        false => Formula::All(found.map(|found| !found).collect()),
    }
}

/// Asks a question, and how many steps it takes.
fn ask(question: &Formula) -> (Answer<Value>, usize) {
    let mut engine = Engine::default();
    let answer = engine.find_arguments(question);
    (answer, engine.steps())
}

/// Subsets of every size, each with a pattern to drop.
fn subsets() -> impl Iterator<Item = (u32, u32)> {
    let all = (1_u32 << PATTERNS.len()) - 1;
    let spread = (0..ASKED).map(move |at| at.wrapping_mul(2_654_435_761) >> 7 & all);
    let pairs =
        (0..PATTERNS.len()).flat_map(|one| (0..one).map(move |other| 1 << one | 1 << other));
    let subsets = spread.chain(pairs).chain([all]);
    subsets.enumerate().filter_map(|(at, subset)| {
        let kept: Vec<u32> =
            (0..PATTERNS.len() as u32).filter(|it| subset & 1 << it != 0).collect();
        let all_of_it = subset == (1 << PATTERNS.len()) - 1;
        let dropped = kept.get(if all_of_it { 0 } else { at % kept.len().max(1) })?;
        Some((subset, 1 << dropped))
    })
}

#[test]
fn a_dropped_pattern_is_told_by_a_call() {
    let mut most = 0;
    for (subset, dropped) in subsets() {
        for in_one_line in [false, true] {
            let (old, new) = (passing(subset, in_one_line), passing(subset & !dropped, false));
            let looser = new.clone().and(!old.clone());
            let (answer, steps) = ask(&looser);
            assert!(answer.is_found(), "{subset:b} without {dropped:b}: {answer:?}");
            assert!(steps <= MAX_STEPS, "{subset:b} without {dropped:b}: {steps} steps");
            most = most.max(steps);
            let (answer, steps) = ask(&old.and(!new));
            assert_eq!(answer, Answer::None, "{subset:b} without {dropped:b}");
            assert!(steps <= MAX_STEPS, "{subset:b} without {dropped:b}: {steps} steps");
        }
    }
    println!("most steps: {most}");
}

#[test]
fn each_pattern_of_all_is_told() {
    let all = (1 << PATTERNS.len()) - 1;
    for dropped in (0..PATTERNS.len()).map(|at| 1 << at) {
        let question = passing(all & !dropped, false).and(!passing(all, true));
        let (answer, steps) = ask(&question);
        assert!(answer.is_found() && steps <= MAX_STEPS, "{dropped:b}: {steps} {answer:?}");
    }
}

#[test]
fn patterns_that_combine_in_too_many_ways_are_given_up_early() {
    let patterns: Vec<_> = (1..10).map(|n| test(&format!("a{{{n}}}.*b{n}"))).collect();
    let mut engine = Engine::default();
    let whole = Formula::All(patterns.clone());
    assert!(!engine.find_arguments(&whole).is_none());
    for left_out in 0..patterns.len() {
        let mut others = patterns.clone();
        let own = others.remove(left_out);
        engine.find_arguments(&Formula::All(others.clone()).and(!own.clone()));
        engine.find_arguments(&own.and(!Formula::All(others)));
    }
    assert!(engine.steps() <= 60_000_000, "{}", engine.steps());
}

/// Each pattern finding less.
const NARROWER: [&str; 11] = [
    r"\bAKIA[0-9A-Z]{16}\b",
    r"gh[pousr]_[A-Za-z0-9]{40,}",
    r"xox[baprs]-[0-9A-Za-z-]{20,}",
    r"AIza[0-9A-Za-z-]{35}",
    r"-----BEGIN (?:RSA |EC )?PRIVATE KEY-----",
    r"eyJ[A-Za-z0-9]+\.eyJ[A-Za-z0-9]+\.[A-Za-z0-9]+",
    r"\b(?:\d[ -]*?){14,16}\b",
    r"\b\d{3}-\d{2}-\d{4}$",
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{3,}",
    r"\b[A-Z]{2}\d{2}[ ]?(?:[0-9A-Z]{4}[ ]?){3,7}[0-9A-Z]{1,4}\b",
    r"(?:\+?\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}",
];

/// What becomes of a pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    Dropped,
    Loosened,
}

/// The calls that pass once some of eight patterns, those from `first` on, have changed.
fn changed(first: usize, changes: &[(usize, Change)]) -> Formula {
    let eight = (first..first + 8).map(|at| at % PATTERNS.len());
    let kept = eight.filter_map(|at| match changes.iter().find(|(changed, _)| *changed == at) {
        Some((_, Change::Dropped)) => None,
        Some((_, Change::Loosened)) => NARROWER.get(at),
        None => PATTERNS.get(at),
    });
    Formula::All(kept.map(|pattern| !test(pattern)).collect())
}

/// Every two of the patterns, and the first of eight in a row that hold both.
fn pairs_among_eight() -> impl Iterator<Item = (usize, usize, usize)> {
    let pairs = (0..PATTERNS.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    pairs.map(|(one, other)| (one, other, if one - other > 7 { one } else { other }))
}

#[test]
fn two_changes_among_eight_patterns_are_told_by_a_call() {
    use Change::{Dropped, Loosened};
    let changes = [[Loosened, Loosened], [Dropped, Loosened], [Dropped, Dropped]];
    for (at, (one, other, first)) in pairs_among_eight().enumerate() {
        let [one_change, other_change] = changes[at % changes.len()];
        let change = [(one, one_change), (other, other_change)];
        let (old, new) = (changed(first, &[]), changed(first, &change));
        let looser = new.clone().and(!old.clone());
        let (answer, steps) = ask(&looser);
        let is_told = matches!(&answer, Answer::Found(call) if looser.holds(call));
        assert!(is_told && steps <= FEW_STEPS, "{change:?}: {steps} {answer:?}");
        let (answer, steps) = ask(&old.and(!new));
        assert_eq!(answer, Answer::None, "{change:?}: {steps}");
        assert!(steps <= FEW_STEPS, "{change:?}: {steps}");
    }
}
