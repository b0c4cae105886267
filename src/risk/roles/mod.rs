//! What each argument of a tool is, with the evidence.
//!
//! [`signs`] reads an argument's own definition, [`tool`] what surrounds it, [`rules`] holds by
//! subject what they mean, and [`votes`] asks the rules.

mod phrase;
mod role;
mod rule;
mod rules;
mod signs;
mod tool;
mod votes;

pub(crate) use role::Role;

use self::signs::Signs;
use self::tool::Facts;
use super::evidence::Evidence;
use super::leaves::{self, Leaf};
use super::profile::Profile;

/// What an argument was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleAnswer {
    /// This.
    Is(Role),
    /// Nothing that could be dangerous.
    Harmless,
    /// Nothing tells: lints take it for harmless, `init` for dangerous.
    Unsure,
}

impl RoleAnswer {
    /// The role, where one was found.
    pub(crate) fn role(self) -> Option<Role> {
        match self {
            Self::Is(role) => Some(role),
            Self::Harmless | Self::Unsure => None,
        }
    }

    /// Its word in tables and reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Is(role) => role.name(),
            Self::Harmless => "none",
            Self::Unsure => "unsure",
        }
    }
}

/// One argument with what it is.
#[derive(Debug, Clone)]
pub(crate) struct FoundRole<'t> {
    /// The argument.
    pub leaf: Leaf<'t>,
    /// What it is.
    pub answer: RoleAnswer,
    /// What that rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// What each argument of a tool is, in the order of their names.
pub(super) fn of<'t>(profile: &Profile<'t>) -> Vec<FoundRole<'t>> {
    let leaves = leaves::of(profile.tool);
    let facts = Facts::of(profile, &leaves);
    let judged: Vec<_> = leaves.iter().map(|leaf| judge(leaf, &facts)).collect();
    let found = leaves.into_iter().zip(judged);
    found.map(|(leaf, (answer, evidence))| FoundRole { leaf, answer, evidence }).collect()
}

fn judge(leaf: &Leaf<'_>, tool: &Facts<'_>) -> (RoleAnswer, Vec<Evidence>) {
    let signs = Signs::of(leaf);
    let votes = votes::of(&signs, tool);
    let best = votes.first().filter(|vote| vote.strength > 0);
    best.map_or((RoleAnswer::Unsure, Vec::new()), |vote| (vote.answer, vec![vote.evidence()]))
}
