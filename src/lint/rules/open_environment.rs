//! Variables and folders that decide what a pinned command runs.

use super::per_threat::{ThreatLint, instead, without_condition};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "open-environment",
    weight: Weight::Warn,
    summary: "the environment or working folder of a command that a rule pins is free",
    check: Check::per_threat::<OpenEnvironment>(),
};

/// [`LINT`]
pub(in crate::lint) struct OpenEnvironment;

impl ThreatLint for OpenEnvironment {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match instead(threat) {
            Some(good) => format!("`require` {good}"),
            None => without_condition(threat),
        }
    }
}
