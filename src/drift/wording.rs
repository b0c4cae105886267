//! What is said otherwise: descriptions, titles, hints, and the members of a definition that mcpol
//! doesn't know.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::sides::Sides;
use super::{path, shape};
use crate::catalog::{Hints, Tool};
use crate::json::Value;
use crate::risk::LeafPath;

/// The members of a definition that are compared by what they mean.
const KNOWN: [&str; 3] = ["name", "description", "annotations"];

/// A text that is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TextChange {
    /// The argument that it is about, as `args.PATH`; none where it is about the tool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<String>,
    /// The key that it stands under, such as `description`.
    pub key: &'static str,
    /// The text on each side; null where there is none.
    #[serde(flatten)]
    pub text: Sides<Option<String>>,
}

/// A hint that says something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct HintChange {
    /// Its key among a tool's annotations.
    pub hint: &'static str,
    /// What it says on each side; null where it says nothing.
    #[serde(flatten)]
    pub says: Sides<Option<bool>>,
}

impl HintChange {
    /// Whether calls do more than the server said before: they change something, or destroy it.
    pub(super) fn weighs_more(&self) -> bool {
        match self.hint {
            READ_ONLY => self.says.old == Some(true),
            DESTRUCTIVE => self.says.new == Some(true),
            _ => false,
        }
    }
}

/// The hint that calls change nothing.
const READ_ONLY: &str = "readOnlyHint";

/// The hint that calls may destroy something.
const DESTRUCTIVE: &str = "destructiveHint";

/// The texts about a tool as a whole.
pub(super) fn of_tool(old: &Tool, new: &Tool) -> Vec<TextChange> {
    let title = |tool: &Tool| tool.hints().title.map(|title| title.node);
    let own_title = |tool: &Tool| match tool.other_members().into_iter().find(is_title) {
        Some((_, Value::String(title))) => Some(title),
        _ => title(tool),
    };
    let description = |tool: &Tool| tool.description().map(|text| text.into_owned());
    let changes = [
        text(None, "title", own_title(old), own_title(new)),
        text(None, "description", description(old), description(new)),
    ];
    changes.into_iter().flatten().collect()
}

/// The texts about an argument that both sides have.
pub(super) fn text_of(
    path: &LeafPath,
    key: &'static str,
    old: Option<String>,
    new: Option<String>,
) -> Option<TextChange> {
    text(Some(path), key, old, new)
}

fn text(
    path: Option<&LeafPath>,
    key: &'static str,
    old: Option<String>,
    new: Option<String>,
) -> Option<TextChange> {
    let text = Sides::changed(old, new)?;
    Some(TextChange { argument: path.map(path::text), key, text })
}

/// The hints that say something else.
pub(super) fn hints(old: &Tool, new: &Tool) -> Vec<HintChange> {
    let (old, new) = (said(&old.hints()), said(&new.hints()));
    let both = old.into_iter().zip(new);
    let change =
        |((hint, old), (_, new))| Some(HintChange { hint, says: Sides::changed(old, new)? });
    both.filter_map(change).collect()
}

fn said(hints: &Hints) -> [(&'static str, Option<bool>); 4] {
    [
        (READ_ONLY, &hints.read_only),
        (DESTRUCTIVE, &hints.destructive),
        ("idempotentHint", &hints.idempotent),
        ("openWorldHint", &hints.open_world),
    ]
    .map(|(hint, says)| (hint, says.as_ref().map(|says| says.node)))
}

/// The other members of a definition that are new, gone or say something else, by their keys.
pub(super) fn members(old: &Tool, new: &Tool) -> Vec<String> {
    let (old, new) = (other_members(old), other_members(new));
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = keys.into_iter().filter(|key| old.get(*key) != new.get(*key));
    changed.cloned().collect()
}

fn other_members(tool: &Tool) -> BTreeMap<String, Value> {
    let is_other = |member: &(String, Value)| !KNOWN.contains(&&*member.0) && !is_title(member);
    let others = tool.other_members().into_iter().filter(is_other);
    others.map(|(key, value)| (key, shape::plain(&value))).collect()
}

fn is_title((key, value): &(String, Value)) -> bool {
    key == "title" && matches!(value, Value::String(_))
}
