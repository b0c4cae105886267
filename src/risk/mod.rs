//! What a tool can do: its risk class, and what else about it a policy's author should know.
//!
//! `classify` reads one [`Tool`](crate::catalog::Tool) and answers with the signs it went by,
//! quoted. The name speaks first; the description, the arguments and the annotations can make an
//! answer more severe, never less. Knows nothing of policies, files or how answers are printed.

mod answer;
mod arguments;
mod charges;
mod class;
mod classify;
mod deeds;
mod description;
mod effects;
mod evidence;
mod hints;
mod interpreters;
mod known;
mod leaves;
mod lexicon;
mod money;
mod name;
mod object;
mod paging;
mod profile;
mod requests;
mod roles;
mod saving;
pub(crate) mod score;
mod traits;
mod usage;
mod words;

pub use class::Class;
pub(crate) use class::{Confidence, Severity, UNCLASSIFIED, class_name};
pub(crate) use classify::{Classification, classify};
pub(crate) use effects::{Effect, FoundEffect, When, operation_effects, quoted, takes_away};
pub(crate) use evidence::{Evidence, Hint};
pub(crate) use leaves::{LeafPath, Step};
pub(crate) use profile::Profile;
pub(crate) use roles::{FoundRole, Role, RoleAnswer};
pub(crate) use traits::{
    Amount, Content, Contradiction, Deed, Money, content, destroying_operation, is_many_of,
    is_sibling, kin, lies_in, scope_of, weakening_value, widens_reach,
};
pub(crate) use usage::Usage;
pub(crate) use words::has_any;

#[cfg(test)]
mod tests;
