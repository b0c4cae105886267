//! Resolved and typed policies: what a policy means, apart from any target.
//!
//! A [`Policy`] is a set of statements about tools that the catalog lists, with every name looked
//! up and every part still pointing at its text. Nothing here knows the gateway's JSON.

mod class;
pub(crate) mod condition;
pub(crate) mod disposition;
mod model;
mod resolve;
mod rule;
pub(crate) mod semantics;
pub(crate) mod text;
mod written;

pub(crate) use crate::syntax::ast::{Decision, Window};
pub(crate) use class::{LoweredClass, ToolClass};
pub(crate) use model::{
    Classified, Default, Effect, Invariant, Limit, Policy, Refusal, Rule, RuleKind, Statement,
    Tools, Waiver,
};
pub(crate) use resolve::{Part, Resolved, glob, resolve};
pub(crate) use rule::Polarity;
