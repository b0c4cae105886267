//! Addresses and hosts that no rule names.

use super::per_threat::{ThreatLint, argument, instead, without_condition};
use super::texts::edit;
use crate::finding::Safety;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::risk::Role;
use crate::strings::tick;
use crate::threat::{Threat, hosts};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "host-bypass",
    weight: Weight::Deny,
    summary: "an address passes that leads to a host which no rule names",
    check: Check::per_threat::<HostBypass>(),
};

/// [`LINT`]
pub(in crate::lint) struct HostBypass;

impl ThreatLint for HostBypass {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        match (operator(threat), instead(threat)) {
            (Some(operator), _) => {
                format!("add {}", tick(&format!("{} {operator}", argument(threat))))
            }
            (None, Some(good)) => format!("`require` the hosts it may lead to, as in {good}"),
            (None, None) => without_condition(threat),
        }
    }

    fn with_fix(_: &LintContext<'_>, threat: &Threat<'_>, draft: Draft) -> Draft {
        let fix = threat
            .wanted()
            .zip(operator(threat))
            .and_then(|((rule, test), operator)| edit::and(rule, test, &operator, Safety::Unsafe));
        draft.fix(fix)
    }
}

/// What says the same of hosts as the rule means.
fn operator(threat: &Threat<'_>) -> Option<String> {
    let (_, test) = threat.wanted()?;
    hosts::operator(&test.operator, threat.row.roles.contains(&Role::Host))
}
