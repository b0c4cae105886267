//! A waiver whose last day is over.

use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::policy::Waiver;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "expired-accept",
    weight: Weight::Deny,
    summary: "a waiver's last day is over",
    check: Check::Waivers,
};

pub(in crate::lint) fn finding(waiver: &Waiver) -> Option<Finding> {
    let until = waiver.until.as_ref()?;
    let message = format!("this waiver ended on {}", until.node);
    let help = format!(
        "look at the findings of {} again: mend them, or give the waiver another day",
        tick(&waiver.lint.node)
    );
    Some(Finding::warn(LINT.name, until.span, message).help(help))
}
