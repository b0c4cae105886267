//! What changes of one argument.

use serde::{Serialize, Serializer};

use super::path;
use super::shape::Values;
use super::sides::Sides;
use crate::json::Value;
use crate::risk::{LeafPath, Role, Step};

/// What changes of one argument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ArgumentChange {
    /// Where it stands, as `args.PATH`.
    #[serde(serialize_with = "path_text")]
    pub path: LeafPath,
    /// The change in one word.
    pub change: Presence,
    /// Whether calls must have it; null where it isn't there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<Sides<Option<bool>>>,
    /// What it may be, in words; null where it isn't there.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<Sides<Option<String>>>,
    /// The values of its list that are new or gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Values>,
    /// Whether its objects take members that no schema lists.
    #[serde(rename = "other_members", skip_serializing_if = "Option::is_none")]
    pub others: Option<Sides<bool>>,
    /// What the server takes where it is left out; null where it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Sides<Option<Value>>>,
    /// What it is, where that could be dangerous.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Sides<Option<Role>>>,
    /// Whether values may be taken that weren't and that the analysis can't tell apart.
    #[serde(skip)]
    pub may_take_more: bool,
}

/// Which sides have an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Presence {
    /// Only the new one.
    Added,
    /// Only the old one.
    Removed,
    /// Both.
    Changed,
}

impl ArgumentChange {
    /// Where it stands, in words.
    pub(crate) fn name(&self) -> String {
        path::text(&self.path)
    }

    /// Whether it has no name of its own: a member with any key, or with one of a pattern.
    pub(super) fn is_unnamed(&self) -> bool {
        matches!(self.path.steps().last(), Some(Step::Pattern(_) | Step::Other))
    }

    /// A change of which nothing is said yet.
    pub(super) fn of(path: &LeafPath, change: Presence) -> Self {
        Self {
            path: path.clone(),
            change,
            required: None,
            ty: None,
            values: None,
            others: None,
            default: None,
            role: None,
            may_take_more: false,
        }
    }
}

fn path_text<S: Serializer>(path: &LeafPath, serializer: S) -> Result<S::Ok, S::Error> {
    path::text(path).serialize(serializer)
}
