//! The lints, one file each: what finds it and the words for it.

pub(super) mod alias_bypass;
pub(super) mod annotation_contradiction;
pub(super) mod broad_accept;
pub(super) mod broad_allow;
pub(super) mod burst_limit;
pub(super) mod credential_exposure;
pub(super) mod default_allow;
pub(super) mod destructive_allowed;
pub(super) mod expired_accept;
pub(super) mod financial_unbounded;
pub(super) mod hinted_instructions;
pub(super) mod key_argument_free;
pub(super) mod loose_limit;
pub(super) mod misleading_name;
pub(super) mod no_global_limit;
pub(super) mod privilege_escalation;
pub(super) mod sibling_argument_free;
pub(super) mod toxic_flow;
pub(super) mod unclassified_allowed;
pub(super) mod unconstrained_execute;
pub(super) mod uneven_constraint;
pub(super) mod unlimited_read;
pub(super) mod unlimited_write;
pub(super) mod unused_accept;

mod bounds;
mod caps;
mod places;
mod rates;
mod words;
