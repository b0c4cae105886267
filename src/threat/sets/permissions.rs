//! Roles and permissions: one with which everything is allowed.

use crate::finding::Weight::Deny;
use crate::risk::{Effect, Role};
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, always, anything, nothing};

pub(super) const ROWS: &[Row] = &[Row {
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
}];
