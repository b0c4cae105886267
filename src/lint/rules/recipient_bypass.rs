//! Recipients that no rule names.

use super::per_threat::{ThreatLint, argument, instead, without_condition};
use super::texts::{self, edit};
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Operator;
use crate::re2::shape::{ANY, GAP};
use crate::risk::Role;
use crate::strings::tick;
use crate::syntax::string_text;
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "recipient-bypass",
    weight: Weight::Deny,
    summary: "a message can go to people whom no rule names",
    check: Check::per_threat::<RecipientBypass>(),
};

/// [`LINT`]
pub(in crate::lint) struct RecipientBypass;

impl ThreatLint for RecipientBypass {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        let listed = threat.wanted().and_then(|(_, test)| domain_in(threat, &test.operator));
        let listed = listed.map(|operator| tick(&format!("{} {operator}", argument(threat))));
        match listed.or_else(|| instead(threat)) {
            Some(good) => format!("`require` who may get it, such as {good}, or `approve` it"),
            None => without_condition(threat),
        }
    }

    fn with_fix(context: &LintContext<'_>, threat: &Threat<'_>, draft: Draft) -> Draft {
        draft.fix(fix(context, threat))
    }
}

/// `domain in` with the mail domains that a test spells, where it spells nothing else.
fn domain_in(threat: &Threat<'_>, operator: &Operator) -> Option<String> {
    let is_mail = threat.row.roles.contains(&Role::Mail);
    let domain = |text: &String| {
        let (_, domain) = text.rsplit_once('@')?;
        let is_plain = domain.contains('.') && !domain.contains([GAP, ANY, ' ', ',']);
        is_plain.then(|| string_text(domain))
    };
    let texts = texts::texts(operator);
    let domains: Option<Vec<_>> = texts.iter().map(domain).collect();
    let domains = domains.filter(|domains| is_mail && !domains.is_empty())?;
    Some(format!("domain in [{}]", domains.join(", ")))
}

fn fix(context: &LintContext<'_>, threat: &Threat<'_>) -> Option<Fix> {
    let (rule, test) = threat.wanted()?;
    let operator = domain_in(threat, &test.operator)?;
    let is_in_list = threat.found.leaf.path.is_in_list();
    let is_required = rule.kind.required().is_some() && !test.operator.is_negative();
    let replace = || edit::replace(context, rule, test, &operator, Safety::Unsafe);
    (is_required && !is_in_list).then(replace).flatten()
}
