//! What changes of one tool.

use serde::Serialize;

use super::argument::ArgumentChange;
use super::arguments::{self, Changes};
use super::effects::EffectChange;
use super::instructions::{self, NewInstruction};
use super::pairing::Pair;
use super::schema_text::{self, Difference};
use super::wording::{self, HintChange, TextChange};
use crate::catalog::{Catalog, Tool};
use crate::risk::{Class, classify};
use crate::source::Sources;

/// What changes of one tool.
#[derive(Debug, Serialize)]
pub(crate) struct ToolDrift<'c> {
    /// Its name, the new one where it has another.
    pub name: String,
    /// The change in one word.
    pub change: ToolChange,
    /// Its old name, where it has another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// Texts that instruct the model and weren't there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instructions: Vec<NewInstruction>,
    /// What its calls can do.
    #[serde(flatten)]
    pub effects: EffectChange,
    /// What changes of its arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<ArgumentChange>,
    /// The hints that say something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<HintChange>,
    /// The texts that are others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<TextChange>,
    /// The members of its definition that say something else and that mcpol doesn't compare.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// Its definitions.
    #[serde(skip)]
    pub(super) old: Option<&'c Tool>,
    #[serde(skip)]
    pub(super) new: Option<&'c Tool>,
}

/// A tool's change in one word, the weightiest that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ToolChange {
    /// It wasn't there.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It takes other arguments or can do other things.
    Changed,
    /// Only what is said of it.
    Reworded,
}

/// What changes of a pair; nothing where they are the same.
pub(super) fn compare<'c>(
    pair: Pair<'c>,
    (old, new): (&Catalog, &Catalog),
    sources: &Sources,
) -> Option<ToolDrift<'c>> {
    match pair {
        Pair::Added(tool) => Some(ToolDrift {
            instructions: instructions::of(None, (tool, new), sources),
            ..ToolDrift::of(ToolChange::Added, None, Some(tool))
        }),
        Pair::Removed(tool) => Some(ToolDrift::of(ToolChange::Removed, Some(tool), None)),
        Pair::Both(before, after) if before.is_same_as(after) => None,
        Pair::Both(before, after) => {
            let Changes { arguments, texts: of_arguments, is_whole } =
                arguments::changes(before, after);
            let mut members = wording::members(before, after);
            let is_told = match Difference::between(before, after) {
                Difference::None => true,
                Difference::Compared => is_whole && !arguments.is_empty(),
                Difference::More => false,
            };
            if !is_told {
                members.push(schema_text::KEY.to_owned());
            }
            let mut texts = wording::of_tool(before, after);
            texts.extend(of_arguments);
            let drift = ToolDrift {
                instructions: instructions::of(Some((before, old)), (after, new), sources),
                arguments,
                hints: wording::hints(before, after),
                texts,
                members,
                ..ToolDrift::of(ToolChange::Reworded, Some(before), Some(after))
            };
            drift.in_a_word()
        }
    }
}

impl<'c> ToolDrift<'c> {
    fn of(change: ToolChange, old: Option<&'c Tool>, new: Option<&'c Tool>) -> Self {
        let name = |tool: &Tool| tool.name().to_string();
        let (before, after) = (old.map(name), new.map(name));
        let renamed_from = before.clone().filter(|it| after.as_ref().is_some_and(|new| new != it));
        Self {
            name: after.or(before).unwrap_or_default(),
            change,
            renamed_from,
            instructions: Vec::new(),
            effects: EffectChange::of(old, new),
            arguments: Vec::new(),
            hints: Vec::new(),
            texts: Vec::new(),
            members: Vec::new(),
            old,
            new,
        }
    }

    /// The same with its change in one word; nothing where there is none.
    fn in_a_word(self) -> Option<Self> {
        let is_said = !self.texts.is_empty() || !self.members.is_empty();
        let change = if self.renamed_from.is_some() {
            ToolChange::Renamed
        } else if !self.arguments.is_empty()
            || !self.hints.is_empty()
            || !self.effects.is_none()
            || self.has_other_schema()
        {
            ToolChange::Changed
        } else if is_said || !self.instructions.is_empty() {
            ToolChange::Reworded
        } else {
            return None;
        };
        Some(Self { change, ..self })
    }

    /// Its class, that of the new side where it is there.
    pub(crate) fn class(&self) -> Option<Class> {
        classify(self.new.or(self.old)?).class
    }

    /// Whether the new side has a tool of this name and the old one hasn't.
    pub(super) fn has_new_name(&self) -> bool {
        matches!(self.change, ToolChange::Added | ToolChange::Renamed)
    }

    /// Whether its schema differs in what isn't compared.
    pub(super) fn has_other_schema(&self) -> bool {
        self.members.iter().any(|key| key == schema_text::KEY)
    }

    /// Whether it instructs the model to something, or hides a text that says something.
    pub(crate) fn instructs(&self) -> bool {
        self.instructions.iter().any(|it| !it.is_quiet)
    }
}
