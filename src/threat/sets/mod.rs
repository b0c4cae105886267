//! The table: one file for each family of roles, its rows in the order in which they are asked.

mod argv;
mod chat;
mod code;
mod command;
mod explain;
mod graphql;
mod headers;
mod host;
mod inside;
mod internal;
mod money;
mod neighbours;
mod patch;
mod path;
mod payee;
mod permissions;
mod recipients;
mod refs;
mod scope;
mod several;
mod sql;
mod surroundings;
mod url;
mod widening;

pub(crate) use permissions::opens_all;

use super::row::{Exemplar, Row};
use crate::json::Value;
use crate::risk::Role;

/// Every family.
const FAMILIES: &[&[Row]] = &[
    sql::ROWS,
    command::ROWS,
    argv::ROWS,
    surroundings::ROWS,
    graphql::ROWS,
    code::ROWS,
    url::ROWS,
    refs::ROWS,
    host::ROWS,
    headers::ROWS,
    inside::ROWS,
    path::ROWS,
    patch::ROWS,
    recipients::ROWS,
    chat::ROWS,
    payee::ROWS,
    scope::ROWS,
    permissions::ROWS,
    several::ROWS,
    money::ROWS,
    widening::ROWS,
];

/// Every row.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    FAMILIES.iter().copied().flatten()
}

/// The rows about a role, in the order in which they are asked.
pub(super) fn rows(role: Role) -> impl Iterator<Item = &'static Row> {
    all().filter(move |row| row.roles.contains(&role))
}

/// A value of a role that an attacker would send.
pub(crate) fn harmful(role: Role) -> Option<Value> {
    rows(role).flat_map(|row| row.exemplars).find_map(Exemplar::own_value)
}
