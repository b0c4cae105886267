//! Addresses inside the network that pass, listed or not.

use super::per_threat::{ThreatLint, instead, without_condition};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "internal-host-reachable",
    weight: Weight::Warn,
    summary: "a rule about addresses accepts internal ones",
    check: Check::per_threat::<InternalHostReachable>(),
};

/// [`LINT`]
pub(in crate::lint) struct InternalHostReachable;

impl ThreatLint for InternalHostReachable {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match instead(threat) {
            Some(good) => format!("list public hosts alone: {good}"),
            None => without_condition(threat),
        }
    }
}
