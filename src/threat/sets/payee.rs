//! Who gets the money of a tool that pays.

use super::recipients;
use super::scope::names;
use crate::analysis::Formula;
use crate::finding::Weight::{Deny, Pedantic};
use crate::risk::{Effect, Money, Role};
use crate::threat::constants::{Constants, Extent};
use crate::threat::question::of_effects;
use crate::threat::row::{Examples, Exemplar::Text, Known, Levels, Row, Set};
use crate::threat::subject::Subject;

pub(super) const ROWS: &[Row] = &[Row {
    name: "payee.stranger",
    roles: &[Role::Payee],
    asked: is_paid,
    beside: paying,
    set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}") },
    known: people,
    exemplars: &[
        Text("mallory"),
        Text("mallory@evil.example"),
        Text("acct_evil"),
        Text("{C}-evil"),
    ],
    levels: Levels { ruled: Some(Deny), free: Some(Pedantic) },
    says: "may be a payee whom no rule names",
    instead: Some("in [\"acct_1\"]"),
    examples: Examples {
        constants: &["acct_1"],
        within: &["mallory\n", "acct_2", " é"],
        outside: &["acct_1", ""],
    },
    ..recipients::ROW
}];

/// Whether the tool pays: whom what is asked for comes from isn't paid.
fn is_paid(subject: &Subject<'_, '_>) -> bool {
    subject.tool.money() == Some(Money::Out)
}

/// The calls that pay, where only some do.
fn paying(subject: &Subject<'_, '_>) -> Formula {
    of_effects(subject.profile.effects(), &[Effect::Pay])
}

/// People, and the mail domains that they are at.
pub(super) fn people(constants: &Constants<'_>) -> Vec<Known> {
    let at = |domain: &str| {
        Known::with(domain, |domain| format!(r"(?i:[^@\s]+@([a-z0-9-]+\.)*{domain})\s*\z"))
    };
    let ends =
        constants.of_extent(&[Extent::End]).filter_map(|text| Some(text.rsplit_once('@')?.1));
    let domains = constants.of_extent(&[Extent::Domain]).chain(ends).map(at);
    // The name before a domain is anybody's.
    let names = names(constants).into_iter().filter(|known| !known.text.ends_with('@'));
    names.chain(domains).collect()
}
