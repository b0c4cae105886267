//! Who gets what a tool sends in a chat or to a list of people.

use super::recipients::{self, sends};
use super::scope::names;
use crate::finding::Weight::{Deny, Pedantic, Warn};
use crate::risk::Role;
use crate::threat::constants::Constants;
use crate::threat::row::{
    Examples,
    Exemplar::{Number, Text},
    Levels, Row, Set,
};
use crate::threat::subject::Subject;

/// Who can get something.
const RECIPIENTS: &[Role] = &[Role::Mail, Role::Phone, Role::ChatRecipient];

/// Words for many people at once.
const CROWDS: &[&str] = &["list", "lists", "audience", "audiences", "segment", "segments"];

/// People and channels. Which of them lie outside can't be told by their names.
const CHAT: Row = Row {
    roles: &[Role::ChatRecipient],
    set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}") },
    known: names,
    exemplars: &[
        Text("#general"),
        Text("C0EVIL"),
        Text("{C}-evil"),
        Text("evil-{C}"),
        Text("arn:aws:sns:eu-west-1:111122223333:evil"),
    ],
    says: "may be a recipient that no rule names",
    instead: Some("in [\"#builds\"]"),
    examples: Examples {
        constants: &["team-", "ops"],
        within: &["#general\n", " C0EVIL", "ops-evil", "é"],
        outside: &["team-a", ""],
    },
    ..recipients::ROW
};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "chat.second",
        asked: is_beside_a_pinned_one,
        levels: Levels { ruled: None, free: Some(Warn) },
        says: "may be any recipient, beside another one that a rule bounds",
        instead: Some("missing"),
        ..CHAT
    },
    Row {
        name: "audience.given",
        roles: &[Role::ChatRecipient],
        asked: is_a_crowd,
        exemplars: &[Number(1), Text("everybody")],
        levels: Levels { ruled: None, free: Some(Warn) },
        says: "may be any list of people",
        ..recipients::ROW
    },
    Row {
        name: "chat.stranger",
        asked: is_pinned_or_free,
        levels: Levels { ruled: Some(Deny), free: Some(Pedantic) },
        ..CHAT
    },
];

fn is_pinned_or_free(subject: &Subject<'_, '_>) -> bool {
    sends(subject) && (subject.constants.is_pinned() || !subject.constants.is_ruled())
}

/// Whether a rule says who gets it, by another argument.
fn is_beside_a_pinned_one(subject: &Subject<'_, '_>) -> bool {
    let is_pinned = |path: Vec<String>| Constants::of(subject.tool, &path).is_pinned();
    sends(subject)
        && subject.siblings(RECIPIENTS).any(|found| is_pinned(found.leaf.path.outside_lists()))
}

fn is_a_crowd(subject: &Subject<'_, '_>) -> bool {
    sends(subject) && subject.is_called(CROWDS)
}
