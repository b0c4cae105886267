//! The table: one file for each family of roles, its rows in the order in which they are asked.

mod argv;
mod code;
mod command;
mod host;
mod internal;
mod money;
mod path;
mod permissions;
mod recipients;
mod refs;
mod scope;
mod sql;
mod surroundings;
mod url;

pub(crate) use permissions::opens_all;

use super::row::Row;
use crate::risk::Role;

/// Every family.
const FAMILIES: &[&[Row]] = &[
    sql::ROWS,
    command::ROWS,
    argv::ROWS,
    surroundings::ROWS,
    code::ROWS,
    url::ROWS,
    refs::ROWS,
    host::ROWS,
    path::ROWS,
    recipients::ROWS,
    scope::ROWS,
    permissions::ROWS,
    money::ROWS,
];

/// Every row.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    FAMILIES.iter().copied().flatten()
}

/// The rows about a role, in the order in which they are asked.
pub(super) fn rows(role: Role) -> impl Iterator<Item = &'static Row> {
    all().filter(move |row| row.roles.contains(&role))
}
