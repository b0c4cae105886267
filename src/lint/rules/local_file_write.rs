//! Files of the server's machine that are written, sent away or run, wherever they lie.

use super::per_threat::{ThreatLint, instead, missing, without_condition};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "local-file-write",
    weight: Weight::Warn,
    summary: "a tool writes, sends away or runs a file of the server's machine, and no rule says which",
    check: Check::per_threat::<LocalFileWrite>(),
};

/// [`LINT`]
pub(in crate::lint) struct LocalFileWrite;

impl ThreatLint for LocalFileWrite {
    const NAME: &'static str = LINT.name;
    const IS_ONE: bool = true;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match (instead(threat), missing(threat)) {
            (Some(good), Some(missing)) if !good.contains(&missing) => {
                format!("`require` its folder, as in {good}, or {missing}")
            }
            (Some(good), _) => format!("`require` its folder, as in {good}"),
            (None, _) => without_condition(threat),
        }
    }
}
