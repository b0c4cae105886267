//! Rules that keep paths and addresses in a folder, and the ways out of it.

use super::folders;
use super::per_threat::ThreatLint;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "path-traversal",
    weight: Weight::Deny,
    summary: "a rule about paths accepts those that lead out of the folder, through `..` or without it",
    check: Check::per_threat::<PathTraversal>(),
};

/// [`LINT`]
pub(in crate::lint) struct PathTraversal;

impl ThreatLint for PathTraversal {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        folders::help(threat)
    }

    fn with_fix(context: &LintContext<'_>, threat: &Threat<'_>, draft: Draft) -> Draft {
        draft.fix(folders::fix(context, threat))
    }
}
