//! Listed programs that run what follows them.

use super::per_threat::{ThreatLint, argument};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::strings::tick;
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "command-runner",
    weight: Weight::Deny,
    summary: "a rule about commands lists a program that runs what follows it",
    check: Check::per_threat::<CommandRunner>(),
};

/// [`LINT`]
pub(in crate::lint) struct CommandRunner;

impl ThreatLint for CommandRunner {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        let whole = tick(&format!("{} in [\"npm test\"]", argument(threat)));
        format!("list whole commands, as in {whole}, or `approve` it")
    }
}
