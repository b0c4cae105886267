//! The rules by subject.

mod addresses;
mod code;
mod content;
mod environment;
mod execution;
mod flags;
mod images;
mod listing;
mod money;
mod names;
mod objects;
mod operations;
mod paths;
mod permissions;
mod queries;
mod recipients;
mod refs;
mod scope;
mod secrets;

use super::rule::Rule;

/// Every rule, subject by subject; of equally strong ones the first is right.
const RULES: [&[Rule]; 19] = [
    execution::RULES,
    images::RULES,
    environment::RULES,
    code::RULES,
    queries::RULES,
    secrets::RULES,
    addresses::RULES,
    paths::RULES,
    refs::RULES,
    objects::RULES,
    recipients::RULES,
    permissions::RULES,
    money::RULES,
    operations::RULES,
    flags::RULES,
    listing::RULES,
    scope::RULES,
    content::RULES,
    names::RULES,
];

/// Every rule.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.into_iter().flatten()
}
