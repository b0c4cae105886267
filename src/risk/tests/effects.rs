//! Effects of the tools of our own: how many of them are found, and how many of those found are
//! right.

use std::collections::BTreeSet;

use super::examples;
use super::tools::tool;
use crate::risk::Profile;

/// Hits among all, in percent.
fn share(hits: usize, all: usize) -> usize {
    hits * 100 / all.max(1)
}

#[test]
fn effects_of_the_examples_are_found() {
    let (mut expected, mut named, mut hits) = (0, 0, 0);
    for example in examples::all().iter().flat_map(|domain| &domain.examples) {
        let Some(effects) = &example.effects else { continue };
        let effects: BTreeSet<&str> = effects.iter().map(String::as_str).collect();
        let catalog = tool(&example.definition);
        let profile = Profile::of(catalog.tools().first().unwrap());
        let found: BTreeSet<&str> =
            profile.effects().iter().map(|found| found.effect.name()).collect();
        expected += effects.len();
        named += found.len();
        hits += found.intersection(&effects).count();
    }
    assert!(expected > 2_000, "{expected}");
    let (found, right) = (share(hits, expected), share(hits, named));
    assert!(found >= 75 && right >= 78, "{found} % found, {right} % named right");
}
