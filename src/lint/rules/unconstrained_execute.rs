//! Arguments by which anything is run.

use super::per_threat::{ThreatLint, instead, without_condition};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unconstrained-execute",
    weight: Weight::Deny,
    summary: "code, a command or a statement passes that no rule names",
    check: Check::per_threat::<UnconstrainedExecute>(),
};

/// [`LINT`]
pub(in crate::lint) struct UnconstrainedExecute;

impl ThreatLint for UnconstrainedExecute {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match instead(threat) {
            Some(good) => format!("`require` what may be run, such as {good}, or `approve` it"),
            None => without_condition(threat),
        }
    }
}
