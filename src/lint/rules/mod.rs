//! The lints, one file each: what finds it and the words for it.

pub(super) mod allowed_and_hidden;
pub(super) mod broad_accept;
pub(super) mod broad_allow;
pub(super) mod burst_limit;
pub(super) mod confusable_text;
pub(super) mod default_allow;
pub(super) mod destructive_allowed;
pub(super) mod duplicate_statement;
pub(super) mod expired_accept;
pub(super) mod financial_unbounded;
pub(super) mod loose_limit;
pub(super) mod missing_reason;
pub(super) mod missing_schema;
pub(super) mod no_catalogue;
pub(super) mod no_global_limit;
pub(super) mod secret_in_policy;
pub(super) mod unclassified_allowed;
pub(super) mod unconstrained_execute;
pub(super) mod unlimited_read;
pub(super) mod unlimited_write;
pub(super) mod untested_allow;
pub(super) mod unused_accept;
pub(super) mod unused_group;
pub(super) mod unused_let;

mod alike;
mod bounds;
mod caps;
mod places;
mod rates;
mod removal;
mod uses;
mod words;
