//! One tool as programs and spreadsheets get it.

use serde::Serialize;

use super::joined;
use crate::catalog::Tool;
use crate::risk::{
    Class, Classification, Confidence, Effect, Evidence, FoundEffect, FoundRole, Profile,
    RoleAnswer, Severity, When, class_name,
};
use crate::strings::{escape, joined_with};

/// One tool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ToolReport {
    /// Its name, as the server spells it.
    pub name: String,
    /// Its class's name.
    pub class: &'static str,
    /// Its class's severity; null where there is no class.
    pub severity: Option<Severity>,
    /// How sure the class is.
    pub confidence: Confidence,
    /// What the class rests on.
    pub evidence: Vec<Evidence>,
    /// What speaks for another class.
    pub conflicts: Vec<Evidence>,
    /// What its calls can do.
    pub effects: Vec<EffectReport>,
    /// What its arguments are, in the order of their names.
    pub arguments: Vec<ArgumentReport>,
    #[serde(skip)]
    pub(super) order: Option<Class>,
}

/// One thing that calls can do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct EffectReport {
    /// What they do.
    pub effect: Effect,
    /// The argument whose presence or value makes them do it; missing where every call does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<String>,
    /// The values of that argument that do; missing where any does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<String>>,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
}

/// One argument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ArgumentReport {
    /// Where it stands: `files[].path`.
    pub path: String,
    /// Its role, `none` for what can't do harm, `unsure` where nothing tells.
    pub role: &'static str,
    /// Whether a value of it can do harm by itself.
    pub dangerous: bool,
    /// What that rests on.
    pub evidence: Vec<Evidence>,
    #[serde(skip)]
    pub(super) answer: RoleAnswer,
}

impl ToolReport {
    pub(super) fn of(tool: &Tool) -> Self {
        let profile = Profile::of(tool);
        let effects = profile.effects().iter().map(EffectReport::of).collect();
        let arguments = profile.roles().iter().map(ArgumentReport::of).collect();
        let Classification { class, confidence, evidence, conflicts, .. } =
            profile.classification.clone();
        Self {
            name: tool.name().to_string(),
            class: class_name(class),
            severity: class.map(Class::severity),
            confidence,
            evidence,
            conflicts,
            effects,
            arguments,
            order: class,
        }
    }

    /// What the cells of a row are.
    pub(super) const COLUMNS: [&str; 8] = [
        "name",
        "class",
        "severity",
        "confidence",
        "effects",
        "arguments",
        "evidence",
        "conflicts",
    ];

    /// As a row. Arguments that can't do harm are left out.
    pub(super) fn cells(&self) -> [String; 8] {
        let told = self.arguments.iter().filter(|argument| !argument.is_harmless());
        [
            self.name.clone(),
            self.class.to_owned(),
            self.severity.map_or("", Severity::name).to_owned(),
            self.confidence.name().to_owned(),
            list(self.effects.iter().map(EffectReport::phrase)),
            list(told.map(ArgumentReport::phrase)),
            joined(&self.evidence),
            joined(&self.conflicts),
        ]
    }
}

impl EffectReport {
    fn of(found: &FoundEffect) -> Self {
        let (argument, values) = match &found.when {
            When::Always => (None, None),
            When::Given(path) => (Some(path.to_string()), None),
            When::OneOf(path, values) => (Some(path.to_string()), Some(values.clone())),
        };
        Self { effect: found.effect, argument, values, evidence: found.evidence.clone() }
    }

    /// `delete if operation is "delete" or "purge"`
    fn phrase(&self) -> String {
        let condition = self.condition().map(|condition| format!(" {condition}"));
        format!("{}{}", self.effect.name(), condition.unwrap_or_default())
    }

    /// Which calls do it; `None` where every one does.
    pub(super) fn condition(&self) -> Option<String> {
        let argument = self.argument.as_ref()?;
        Some(match &self.values {
            None => format!("if {argument} is given"),
            Some(values) => {
                let quoted = |value: &String| format!("\"{}\"", escape::inline(value));
                let values: Vec<_> = values.iter().map(quoted).collect();
                format!("if {argument} is {}", joined_with(&values, "or"))
            }
        })
    }
}

impl ArgumentReport {
    fn of(found: &FoundRole<'_>) -> Self {
        Self {
            path: found.leaf.path.to_string(),
            role: found.answer.name(),
            dangerous: found.answer.role().is_some_and(|role| role.is_dangerous()),
            evidence: found.evidence.clone(),
            answer: found.answer,
        }
    }

    /// Whether it was found to be nothing that can do harm.
    fn is_harmless(&self) -> bool {
        self.answer == RoleAnswer::Harmless
    }

    /// Whether nothing tells what it is.
    pub(super) fn is_unsure(&self) -> bool {
        self.answer == RoleAnswer::Unsure
    }

    /// `files[].path: local-path`
    pub(super) fn phrase(&self) -> String {
        format!("{}: {}", self.path, self.role)
    }
}

fn list(phrases: impl Iterator<Item = String>) -> String {
    phrases.collect::<Vec<_>>().join("; ")
}
