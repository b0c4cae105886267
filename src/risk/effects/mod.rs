//! What a call of a tool can do, effect by effect, each with its evidence.

mod access;
mod act;
mod choice;
mod effect;
mod forwarding;
mod found;
mod given;
mod keys;
mod objects;
mod said;
mod secret;
mod set;
mod taking;

pub(super) use act::{Act, SHOWING};
pub(super) use choice::{choices, lost_states, operations};
pub(crate) use choice::{operation_effects, quoted};
pub(crate) use effect::Effect;
pub(super) use found::Found;
pub(super) use given::given_effects;
pub(super) use said::{is_read_only, said_effects};
pub(super) use set::Effects;
pub(crate) use taking::takes_away;

use super::evidence::Evidence;
use super::leaves::LeafPath;

/// One thing that calls of a tool can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundEffect {
    /// What they do.
    pub effect: Effect,
    /// Which of them do it.
    pub when: When,
    /// What that rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// Which calls of a tool have an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    /// Every call.
    Always,
    /// Those that give this argument: an optional `filename` writes a file.
    Given(LeafPath),
    /// Those in which this argument has one of these values: `operation` chooses.
    OneOf(LeafPath, Vec<String>),
}
