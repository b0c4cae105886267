//! Laws of comparing policies by meaning, over random policies.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Change, Diff, Side, Verdict, Witness, diff};
use crate::finding::{Call, Level};
use crate::gateway::{Document, Gateway, check, emit};
use crate::policy::{Decision, Policy};
use crate::testkit::{generate, laws, replayed};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Runs a law over random values.
fn law<S: Strategy>(drawn: S, of: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    if let Err(error) = TestRunner::new(laws::tried(600)).run(&drawn, of) {
        panic!("{error}");
    }
}

/// What a random policy compiles to.
fn document() -> impl Strategy<Value = Document> {
    generate::policy()
        .prop_filter("it compiles", compiles)
        .prop_map(|policy| emit(&policy).document)
}

fn compiles(policy: &Policy) -> bool {
    check(policy, None).iter().all(|finding| finding.level != Level::Error)
}

/// A document and one that differs from it in little.
fn near() -> impl Strategy<Value = (Document, Document)> {
    (document(), document(), any::<u32>()).prop_map(|(one, other, which)| {
        let mut changed = one.clone();
        if which & 1 != 0 {
            changed.all_tools = other.all_tools.clone();
        }
        for (at, (tool, rules)) in other.tools.iter().enumerate() {
            let Some(own) = changed.tools.get_mut(tool) else { continue };
            if which & (2 << (at % 8 * 3)) != 0 {
                own.limits = rules.limits.clone();
            }
            if which & (4 << (at % 8 * 3)) != 0 {
                own.require = rules.require.clone();
            }
        }
        (one, changed)
    })
}

fn pairs() -> impl Strategy<Value = (Document, Document)> {
    prop_oneof![(document(), document()), near()]
}

fn compare(old: &Document, new: &Document) -> Diff {
    let places = |_: &str| None;
    let side =
        |document| Side { document, policy: None, catalog: None, places: &places, sources: None };
    diff(side(old), side(new))
}

#[test]
fn every_witness_replays() {
    law(pairs(), |(old, new)| {
        prop_assert_eq!(replayed::unfounded(&compare(&old, &new), &old, &new), None);
        Ok(())
    });
}

#[test]
fn the_sides_exchanged_give_the_mirror() {
    law(pairs(), |(old, new)| {
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(exchanged(there.verdict), back.verdict);
        prop_assert_eq!(there.tools.len(), back.tools.len());
        for (one, other) in there.tools.iter().zip(&back.tools) {
            prop_assert_eq!(&one.name, &other.name);
            prop_assert_eq!(mirrored(one.change), other.change, "{}", one.name);
            prop_assert_eq!(calls(one.let_through()), calls(other.kept_out()));
            prop_assert_eq!(calls(one.kept_out()), calls(other.let_through()));
        }
        Ok(())
    });
}

fn calls<'w>(witnesses: impl Iterator<Item = &'w Witness>) -> Vec<&'w Call> {
    witnesses.map(|witness| &witness.call).collect()
}

/// The verdict with the sides exchanged.
fn exchanged(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Looser => Verdict::Tighter,
        Verdict::Tighter => Verdict::Looser,
        other => other,
    }
}

fn mirrored(change: Change) -> Change {
    match change {
        Change::NewlyCallable => Change::NoLongerCallable,
        Change::NoLongerCallable => Change::NewlyCallable,
        Change::Looser => Change::Tighter,
        Change::Tighter => Change::Looser,
        Change::LimitsRaised => Change::LimitsLowered,
        Change::LimitsLowered => Change::LimitsRaised,
        Change::Hidden => Change::Shown,
        Change::Shown => Change::Hidden,
        same @ (Change::Both | Change::Unknown | Change::Message | Change::CounterRenamed) => same,
    }
}

#[test]
fn equal_policies_decide_every_drawn_call_alike() {
    law((pairs(), generate::calls()), |((old, new), calls)| {
        let found = compare(&old, &new);
        let (mut before, mut after) = (Gateway::new(&old), Gateway::new(&new));
        for call in &calls {
            let fresh = |document| Gateway::new(document).decide(call).decision == Decision::Allow;
            let (one, other) = (before.decide(call), after.decide(call));
            match found.verdict {
                Verdict::Equal => prop_assert_eq!(one.decision, other.decision, "{:?}", call),
                Verdict::Looser => prop_assert!(!fresh(&old) || fresh(&new), "{:?}", call),
                Verdict::Tighter => prop_assert!(fresh(&old) || !fresh(&new), "{:?}", call),
                Verdict::Both | Verdict::Unknown => {}
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_no_looser_twice_is_no_looser() {
    law((pairs(), document()), |((one, two), three)| {
        let [first, second, both] =
            [(&one, &two), (&two, &three), (&one, &three)].map(|(old, new)| per_tool(old, new));
        for tool in both.names() {
            let verdict = both.of(tool);
            let parts = [first.of(tool), second.of(tool)];
            prop_assume!(!parts.contains(&Verdict::Unknown) && verdict != Verdict::Unknown);
            let is_looser = parts.iter().any(|part| part.is_looser());
            let is_tighter = parts.iter().any(|part| exchanged(*part).is_looser());
            prop_assert!(is_looser || !verdict.is_looser(), "{} {:?}", tool, verdict);
            prop_assert!(is_tighter || !exchanged(verdict).is_looser(), "{} {:?}", tool, verdict);
        }
        Ok(())
    });
}

/// The verdict on every tool that two documents name, and on any other.
struct Verdicts {
    changed: BTreeMap<String, Verdict>,
    named: BTreeSet<String>,
}

impl Verdicts {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.changed.keys().map(String::as_str)
    }

    fn of(&self, tool: &str) -> Verdict {
        let name = if self.named.contains(tool) { tool } else { "*" };
        self.changed.get(name).copied().unwrap_or(Verdict::Equal)
    }
}

fn per_tool(old: &Document, new: &Document) -> Verdicts {
    let changed = compare(old, new).tools;
    let changed = changed.into_iter().map(|tool| (tool.name.clone(), tool.verdict())).collect();
    let named = |document: &Document| -> Vec<String> {
        document.tools.keys().chain(&document.hide).cloned().collect()
    };
    Verdicts { changed, named: named(old).into_iter().chain(named(new)).collect() }
}
