//! Hosts listed by a wildcard under which anybody can have a name.

use super::per_threat::{ThreatLint, argument};
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::risk::Role;
use crate::strings::tick;
use crate::syntax::string_text;
use crate::threat::{Threat, hosts};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "anyone-can-register",
    weight: Weight::Warn,
    summary: "a rule lists hosts by a wildcard under which anybody can have a name",
    check: Check::per_threat::<AnyoneCanRegister>(),
};

/// [`LINT`]
pub(in crate::lint) struct AnyoneCanRegister;

impl ThreatLint for AnyoneCanRegister {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        let shared = threat.wanted().and_then(|(_, test)| hosts::shared(&test.operator));
        let own = format!("acme.{}", shared.as_deref().unwrap_or("example"));
        let verb = if threat.row.roles.contains(&Role::Host) { "in" } else { "host in" };
        let listed = tick(&format!("{} {verb} [{}]", argument(threat), string_text(&own)));
        format!("name the hosts in full, as in {listed}")
    }
}
