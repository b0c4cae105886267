//! Owners and things that a rule doesn't mean and lets through.

use super::per_threat::{ThreatLint, argument, instead, without_condition};
use super::texts;
use crate::lint::LintContext;
use crate::lint::registry::{Check, Lint, Weight};
use crate::re2::shape::{ANY, GAP};
use crate::strings::tick;
use crate::syntax::string_text;
use crate::threat::Threat;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "scope-bypass",
    weight: Weight::Deny,
    summary: "a rule about an owner, an account or an id accepts another one",
    check: Check::per_threat::<ScopeBypass>(),
};

/// [`LINT`]
pub(in crate::lint) struct ScopeBypass;

impl ThreatLint for ScopeBypass {
    const NAME: &'static str = LINT.name;

    fn help(_: &LintContext<'_>, threat: &Threat<'_>) -> String {
        let meant =
            threat.wanted().and_then(|(_, test)| texts::texts(&test.operator).into_iter().next());
        let whole = |text: String| tick(&format!("{} == {}", argument(threat), string_text(&text)));
        let is_whole = |text: &String| {
            !text.contains([GAP, ANY]) && text.starts_with(|first: char| first.is_alphanumeric())
        };
        let whole = meant.filter(is_whole).map(whole);
        match whole.or_else(|| instead(threat)) {
            Some(good) => format!("compare the whole of it, as in {good}{}", or_separator(threat)),
            None => without_condition(threat),
        }
    }
}

/// What comes after a separator is part of what comes before it, but not of an owner's name.
fn or_separator(threat: &Threat<'_>) -> &'static str {
    match threat.row.name.starts_with("id.") {
        true => ", or let the beginning end at a separator, such as `/` or `:`",
        false => "",
    }
}
