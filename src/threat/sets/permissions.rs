//! Roles and permissions: one with which everything is allowed.

use crate::finding::Weight::{Deny, Warn};
use crate::risk::{Effect, Role};
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, always, anything, nothing};
use crate::threat::subject::Subject;

/// Names of what says who may see a thing.
const AUDIENCES: &[&str] = &["audience", "privacy", "sharing", "visibility"];

/// Effects of tools that change who sees what there is.
const CHANGING: &[Effect] = &[Effect::Update, Effect::Grant];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "perm.public",
        roles: &[Role::Permission],
        effects: CHANGING,
        asked: is_audience,
        beside: anything,
        set: Set::Texts {
            within: r"(?i)\A(public|world|everyone|anyone([ _-]?with[ _-]?(the[ _-]?)?link)?|reader|writer)\z",
            less: None,
        },
        known: nothing,
        exemplars: &[Text("public"), Text("anyone"), Text("everyone"), Text("reader")],
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
        asked: always,
        beside: anything,
        set: Set::Texts {
            within: r"(?i)\A(.*[^a-z])?(admin|admins|administrator|administrators|owner|owners|superuser|root|fullaccess|full_access)([^a-z].*)?\z",
            less: None,
        },
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
];

/// Whether the argument says who may see a thing.
fn is_audience(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(AUDIENCES)
}
