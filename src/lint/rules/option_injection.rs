//! Options that write or run something, where an operand is meant.

use super::per_threat::{ThreatLint, instead, without_condition};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "option-injection",
    weight: Weight::Warn,
    summary: "an option passes that makes a program write or run something",
    check: Check::per_threat::<OptionInjection>(),
};

/// [`LINT`]
pub(in crate::lint) struct OptionInjection;

impl ThreatLint for OptionInjection {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match instead(threat) {
            Some(good) => format!("keep options out, as {good} does"),
            None => without_condition(threat),
        }
    }
}
