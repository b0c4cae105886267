//! Resolved and typed policies: what a policy means, apart from any target.
//!
//! A [`Policy`] is a set of statements about tools that the catalog lists, with every name looked
//! up and every part still pointing at its text. Nothing here knows the gateway's JSON.

pub mod condition;
pub mod disposition;
mod model;
mod resolve;
mod rule;
pub mod semantics;
pub mod text;
mod written;

pub use crate::syntax::ast::{Decision, Window};
pub use model::{
    Classified, Default, Effect, Invariant, Limit, Policy, Refusal, Rule, RuleKind, Statement,
    Tools, Waiver,
};
pub use resolve::{Part, Resolved, glob, resolve};
pub use rule::Polarity;
