//! A waiver that covers nothing.

use super::removal;
use crate::finding::{Finding, Safety, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::policy::Waiver;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-accept",
    weight: Weight::Warn,
    summary: "a waiver has no finding to waive",
    check: Check::Waivers,
};

pub(in crate::lint) fn finding(waiver: &Waiver) -> Finding {
    let message = format!("there is no finding of {} to waive", tick(&waiver.lint.node));
    Finding::warn(LINT.name, waiver.span, message)
        .help("remove the statement")
        .fix(Some(removal::of(waiver.span, "statement", Safety::Safe)))
}
