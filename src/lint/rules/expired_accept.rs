//! A waiver whose last day is over.

use jiff::civil::Date;

use crate::lint::Draft;
use crate::lint::registry::{Check, Lint, Weight};
use crate::policy::Waiver;
use crate::source::Spanned;
use crate::strings::tick;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "expired-accept",
    weight: Weight::Deny,
    summary: "a waiver's last day is over",
    check: Check::Waivers,
};

pub(in crate::lint) fn drafts(waiver: &Waiver) -> Vec<Draft> {
    waiver.until.iter().map(|until| ended(waiver, until)).collect()
}

fn ended(waiver: &Waiver, until: &Spanned<Date>) -> Draft {
    let message = format!("this waiver ended on {}", until.node);
    let help = format!(
        "review the findings of {} again: fix them, or give the waiver a later date",
        tick(&waiver.lint.node)
    );
    Draft::new(until.span, message).help(help)
}
