//! What each argument of a tool is, with the evidence.

mod role;

pub(crate) use role::Role;

use super::evidence::Evidence;
use super::leaves::Leaf;
use super::traits::{Content, content};

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

/// What an argument is.
pub(super) fn of(leaf: Leaf<'_>) -> FoundRole<'_> {
    let name = leaf.path.names().next_back().unwrap_or_default();
    let answer = content(name).map_or(RoleAnswer::Unsure, |content| {
        RoleAnswer::Is(match content {
            Content::Url => Role::Url,
            Content::Host => Role::Host,
            Content::Email => Role::Mail,
            Content::Path => Role::LocalPath,
            Content::Command => Role::CommandLine,
            Content::Sql => Role::Sql,
            Content::Branch => Role::GitRef,
            Content::Prose => Role::Content,
        })
    });
    let evidence = vec![Evidence::Name(name.to_owned())];
    FoundRole { leaf, answer, evidence }
}
