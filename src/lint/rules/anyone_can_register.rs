//! Hosts and mail domains of which anybody can have one of his own.

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
    summary: "a rule lists hosts or mail domains at which anybody can have a name",
    check: Check::per_threat::<AnyoneCanRegister>(),
};

/// [`LINT`]
pub(in crate::lint) struct AnyoneCanRegister;

impl ThreatLint for AnyoneCanRegister {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        if threat.row.roles.contains(&Role::Mail) {
            let domain = threat.named.first().map_or("example.com", String::as_str);
            let own = string_text(&format!("ada@{domain}"));
            let listed = tick(&format!("{} in [{own}]", argument(threat)));
            return format!("name the addresses in full, as in {listed}");
        }
        let shared = threat.wanted().and_then(|(_, test)| hosts::shared(&test.operator));
        let own = format!("acme.{}", shared.as_deref().unwrap_or("example"));
        let verb = if threat.row.roles.contains(&Role::Host) { "in" } else { "host in" };
        let listed = tick(&format!("{} {verb} [{}]", argument(threat), string_text(&own)));
        format!("name the hosts in full, as in {listed}")
    }
}
