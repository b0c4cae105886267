//! A waiver that covers nothing.

use super::edits;
use crate::lint::Draft;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::waivers::Entry;
use crate::strings::tick;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-accept",
    weight: Weight::Warn,
    summary: "a waiver has no finding to waive",
    check: Check::Waivers,
};

pub(in crate::lint) fn draft(entry: &Entry<'_>) -> Draft {
    let waiver = entry.waiver;
    let lint = tick(&waiver.lint.node);
    if entry.misses {
        let message = format!("the finding of {lint} is about the policy, not about tools");
        return Draft::new(waiver.span, message)
            .note("so this waives nothing")
            .help("leave `for` and the tools out");
    }
    let message = format!("there is no finding of {lint} to waive");
    Draft::new(waiver.span, message)
        .help("remove the statement")
        .fix(Some(edits::remove_statement(waiver.span)))
}
