//! Access: roles with which everything is allowed, people and networks that nobody means.

use crate::catalog::types::Kind;
use crate::finding::Weight::{Deny, Warn};
use crate::json::Value;
use crate::re2::Pattern;
use crate::risk::{Effect, FoundRole, Role};
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, always, anything, nothing};
use crate::threat::sets::payee::people;
use crate::threat::sets::recipients::whole;
use crate::threat::sets::widening::is_off_by_itself;
use crate::threat::subject::{Subject, has_word};

/// Names of what says who may see a thing.
const AUDIENCES: &[&str] = &["audience", "privacy", "share", "sharing", "visibility"];

/// Words by which a switch does the opposite.
const NEGATING: &[&str] = &[
    "block", "disable", "exclude", "hide", "never", "no", "not", "prevent", "skip", "without",
    "won",
];

/// Words of a switch that hides a thing from everybody.
const PRIVATE: &[&str] = &["private"];

/// Names of what says who somebody may be, or what they may do.
const ROLES: &[&str] =
    &["access", "group", "level", "permission", "policy", "privilege", "right", "role", "scope"];

/// Words of a switch that shows a thing to everybody.
const PUBLISHING: &[&str] =
    &["anonymous", "anybody", "anyone", "everybody", "everyone", "public", "publicly", "world"];

/// Effects of tools that change who sees what there is.
const CHANGING: &[Effect] = &[Effect::Update, Effect::Grant];

/// The same, and of those that make or send what everybody then sees.
const SHOWING: &[Effect] = &[Effect::Create, Effect::Update, Effect::Send, Effect::Grant];

/// What stands for everybody.
macro_rules! everybody {
    () => {
        r"public([ _-]?read([ _-]?write)?)?|world|everyone|all_?users|anonymous|anyone([ _-]?with[ _-]?(the[ _-]?)?link)?"
    };
}

/// Those that everybody has.
const EVERYBODY: &str = concat!(r"(?i)\A(", everybody!(), r")\z");

/// The same, and what says of a thing that may be shown what others may do with it.
const PUBLIC: &str = concat!(r"(?i)\A\s*(", everybody!(), r"|reader|writer)\s*\z");

/// Roles with which everything is allowed.
const POWERFUL: &str = r"(?is)\A(.*[^a-z])?(admin|admins|administrator|administrators|owner|owners|superuser|root|fullaccess|full_access)([^a-z].*)?\z";

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "perm.public",
        roles: &[Role::Permission],
        effects: CHANGING,
        asked: is_audience,
        beside: anything,
        set: Set::Texts { within: PUBLIC, less: None },
        known: nothing,
        exemplars: &[
            Text("public"),
            Text("anyone"),
            Text("everyone"),
            Text("public-read"),
            Text("reader"),
        ],
        levels: Levels::always(Warn),
        lint: "privilege-escalation",
        says: "may make a thing public",
        instead: Some("== \"private\""),
        examples: Examples {
            constants: &[],
            within: &["public", "anyoneWithLink"],
            outside: &["private", "internal"],
        },
    },
    Row {
        name: "perm.powerful",
        roles: &[Role::Permission],
        effects: &[Effect::Grant],
        asked: is_role,
        beside: anything,
        set: Set::Texts { within: POWERFUL, less: None },
        known: nothing,
        exemplars: &[
            Text("owner"),
            Text("admin"),
            Text("Owner"),
            Text("Administrator"),
            Text("roles/owner"),
            Text("root"),
        ],
        levels: Levels::always(Deny),
        lint: "privilege-escalation",
        says: "may be a role with which everything is allowed",
        instead: Some("in [\"reader\"]"),
        examples: Examples {
            constants: &[],
            within: &["Owner", "roles/admin"],
            outside: &["reader", "administration-guide"],
        },
    },
    BY_SWITCH,
    Row {
        name: "perm.published",
        effects: SHOWING,
        asked: is_publishing,
        set: Set::On,
        says: "may make a thing public",
        ..BY_SWITCH
    },
    Row {
        name: "perm.unhidden",
        effects: CHANGING,
        asked: is_private,
        set: Set::Off,
        says: "may make a thing public",
        instead: Some("== true"),
        ..BY_SWITCH
    },
    Row {
        name: "grantee.stranger",
        roles: &[Role::Grantee],
        set: Set::Texts { within: r"\S", less: Some(r"\A\s*{C}") },
        known: people,
        exemplars: &[
            Text("mallory@evil.example"),
            Text("mallory"),
            Text("{C}-evil"),
            Text("mallory@{C}.evil.example"),
        ],
        examples: Examples {
            constants: &["ada"],
            within: &["mallory", "mallory@evil.example"],
            outside: &["ada", ""],
        },
        ..TO_SOMEBODY
    },
    Row {
        name: "range.stranger",
        roles: &[Role::NetworkRange],
        set: Set::Texts {
            within: r"\A\s*[0-9A-Fa-f.:]+(/[0-9]+)?\s*\z",
            less: Some(r"\A\s*{C}\s*\z"),
        },
        known: whole,
        exemplars: &[Text("0.0.0.0/0"), Text("::/0"), Text("0.0.0.0")],
        examples: Examples {
            constants: &["203.0.113.0/24"],
            within: &["0.0.0.0/0", "::/0"],
            outside: &["203.0.113.0/24", "any"],
        },
        ..TO_SOMEBODY
    },
];

/// A row about a switch that gives access.
const BY_SWITCH: Row = Row {
    name: "perm.switch",
    roles: &[Role::Permission],
    effects: &[Effect::Grant],
    asked: is_power,
    beside: anything,
    set: Set::On,
    known: nothing,
    exemplars: &[],
    levels: Levels::always(Deny),
    lint: "privilege-escalation",
    says: "may be true, with which everything is allowed",
    instead: Some("== false"),
    examples: Examples::NONE,
};

/// A row about who gets access, which the stranger test asks.
const TO_SOMEBODY: Row = Row {
    name: "",
    roles: &[],
    effects: &[Effect::Grant],
    asked: always,
    beside: anything,
    set: Set::Given,
    known: nothing,
    exemplars: &[],
    levels: Levels::ASIDE,
    lint: "privilege-escalation",
    says: "",
    instead: None,
    examples: Examples::NONE,
};

/// Whether the argument says what somebody may do.
fn is_role(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(ROLES)
}

/// Whether the argument is a switch by which somebody may do everything.
fn is_power(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(&["admin", "administrator", "superuser", "owner", "root", "staff"])
        && subject.found.leaf.argument.may_be(Kind::Boolean)
}

/// Whether the argument is a switch that shows a thing to everybody, by its name or by what is said
/// of it.
fn is_publishing(subject: &Subject<'_, '_>) -> bool {
    let description = subject.found.leaf.description.as_deref().unwrap_or_default();
    let is_said = || has_word(description, PUBLISHING) && !has_word(description, NEGATING);
    is_off_by_itself(subject)
        && !subject.is_called(PRIVATE)
        && !subject.is_called(NEGATING)
        && (subject.is_called(PUBLISHING) || is_said())
}

/// Whether the argument is a switch that hides a thing from everybody.
fn is_private(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(PRIVATE) && subject.found.leaf.argument.may_be(Kind::Boolean)
}

/// Whether the argument says who may see a thing, by its name or by its values.
fn is_audience(subject: &Subject<'_, '_>) -> bool {
    let values = subject.found.leaf.argument.values().unwrap_or_default();
    let lists_everybody = |pattern: Pattern| {
        values.iter().any(|value| matches!(value, Value::String(text) if pattern.is_match(text)))
    };
    subject.is_called(AUDIENCES) || Pattern::new(EVERYBODY).is_ok_and(lists_everybody)
}

/// Whether a value of an argument that gives access gives it to everybody, or gives all of it.
pub(crate) fn opens_all(found: &FoundRole<'_>, value: &str) -> bool {
    let public = if found.leaf.is_called(AUDIENCES) { PUBLIC } else { EVERYBODY };
    [public, POWERFUL]
        .into_iter()
        .any(|pattern| Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(value)))
}
