//! Rules about folders, addresses and buckets that let others through whose names begin alike.

use super::folders;
use super::per_threat::ThreatLint;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "path-prefix",
    weight: Weight::Deny,
    summary: "a rule about a folder or an address accepts others whose names begin alike",
    check: Check::per_threat::<PathPrefix>(),
};

/// [`LINT`]
pub(in crate::lint) struct PathPrefix;

impl ThreatLint for PathPrefix {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        folders::help(threat)
    }

    fn with_fix(context: &LintContext<'_>, threat: &Threat<'_>, draft: Draft) -> Draft {
        draft.fix(folders::fix(context, threat))
    }
}
