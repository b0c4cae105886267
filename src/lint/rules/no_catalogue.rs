//! A policy that nothing can be checked against.

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-catalogue",
    weight: Weight::Warn,
    summary: "a policy names no catalogue, so that nothing checks its names",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    if subject.catalogue.is_some() || subject.own_statements().is_empty() {
        return Vec::new();
    }
    let message = "no catalogue: tool and argument names aren't checked";
    let help = "save the server's `tools/list` answer in a file and write `catalog \"FILE\"`";
    vec![Concern::of_policy(Finding::warn(LINT.name, subject.place(), message).help(help))]
}
