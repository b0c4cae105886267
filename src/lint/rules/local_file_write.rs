//! Files of the server's machine that are written, sent away or run, wherever they lie.

use super::per_threat::{ThreatLint, argument, instead};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::strings::tick;
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
        let missing = tick(&format!("{} missing", argument(threat)));
        match instead(threat) {
            Some(good) => {
                format!(
                    "`require` its folder, as in {good}, or where it can be left out, {missing}"
                )
            }
            None => "no condition can restrict a whole list: `approve` it".to_owned(),
        }
    }
}
