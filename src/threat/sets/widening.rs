//! Switches by which a call reaches more than the rule about another argument says.

use crate::catalog::types::Kind;
use crate::finding::Weight::Warn;
use crate::json::Value;
use crate::risk::{Effect, Role, scope_of, widens_reach};
use crate::threat::constants::Constants;
use crate::threat::row::{Examples, Levels, Row, Set, anything, nothing};
use crate::threat::subject::Subject;

/// A row about a switch that widens.
const ROW: Row = Row {
    name: "owner.widened",
    roles: &[Role::WideningFlag],
    effects: &[],
    asked: reaches_other_scopes,
    beside: anything,
    set: Set::On,
    known: nothing,
    exemplars: &[],
    levels: Levels::always(Warn),
    lint: "scope-bypass",
    says: "may be true, and then reaches beyond what the rules name",
    instead: Some("== false"),
    examples: Examples::NONE,
};

pub(super) const ROWS: &[Row] = &[
    ROW,
    Row {
        name: "mail.widened",
        effects: &[Effect::Send],
        asked: reaches_other_people,
        lint: "recipient-bypass",
        says: "may be true, and then others get it whom no rule names",
        ..ROW
    },
    Row {
        name: "url.widened",
        asked: reaches_other_hosts,
        lint: "host-bypass",
        says: "may be true, and then reaches hosts that no rule names",
        ..ROW
    },
];

/// Words of a switch with which links to other hosts are followed.
const ELSEWHERE: &[&str] = &["external", "offsite", "outside", "cross"];

/// Words of one with which they aren't.
const LEAVING: &[&str] =
    &["block", "deny", "disable", "exclude", "ignore", "no", "skip", "without"];

/// What is fetched.
const ADDRESSES: &[Role] = &[Role::Url, Role::Host];

/// Where things lie.
const SCOPES: &[Role] = &[Role::Owner, Role::Identity];

/// Who gets a message.
const RECIPIENTS: &[Role] = &[Role::Mail, Role::ChatRecipient, Role::Phone];

/// Whether a rule names the scope of which the switch reaches all: `namespace` and
/// `allNamespaces`. What a call deletes is another lint's.
fn reaches_other_scopes(subject: &Subject<'_, '_>) -> bool {
    let name = own_name(subject);
    let widened = |scope: &str| scope_of(scope).is_some_and(|scope| subject.is_called(&[&scope]));
    !subject.has_effect(&[Effect::Delete, Effect::Overwrite])
        && is_off_by_itself(subject)
        && widens_reach(name)
        && pinned(subject, SCOPES).any(widened)
}

/// Whether a rule names the recipients beside whom the switch adds all others: `reply_all`.
fn reaches_other_people(subject: &Subject<'_, '_>) -> bool {
    is_off_by_itself(subject)
        && widens_reach(own_name(subject))
        && pinned(subject, RECIPIENTS).next().is_some()
}

/// Whether a rule names the host whose links to others the switch has followed:
/// `allowExternalLinks`.
fn reaches_other_hosts(subject: &Subject<'_, '_>) -> bool {
    is_off_by_itself(subject)
        && subject.is_called(ELSEWHERE)
        && !subject.is_called(LEAVING)
        && pinned(subject, ADDRESSES).next().is_some()
}

fn own_name<'s>(subject: &'s Subject<'_, '_>) -> &'s str {
    subject.found.leaf.path.names().next_back().unwrap_or_default()
}

/// The names of the arguments with one of these roles of which a rule says which values are good.
fn pinned<'s>(
    subject: &'s Subject<'s, '_>,
    roles: &'static [Role],
) -> impl Iterator<Item = &'s str> {
    let is_pinned = |path: &[String]| Constants::of(subject.tool, path).is_pinned();
    let siblings = subject.siblings(roles);
    let siblings = siblings.filter(move |found| is_pinned(&found.leaf.path.outside_lists()));
    siblings.filter_map(|found| found.leaf.path.names().next_back())
}

/// Whether it is a switch that a call has to turn on.
pub(super) fn is_off_by_itself(subject: &Subject<'_, '_>) -> bool {
    let argument = &subject.found.leaf.argument;
    let default = subject.tool.tool.and_then(|tool| tool.default_of(argument));
    argument.may_be(Kind::Boolean) && default != Some(Value::Bool(true))
}
