//! Edits that fix what a finding is about.

use crate::source::Span;
use crate::strings::{Near, escape, tick};

/// Whether an edit can be made without a person looking at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Safety {
    /// It never allows a call that was refused before, and guesses nothing.
    Safe,
    /// It changes what is allowed, or guesses what its author meant.
    Unsafe,
}

impl Safety {
    /// The option that makes such fixes.
    pub(crate) fn option(self) -> &'static str {
        match self {
            Self::Safe => "--fix",
            Self::Unsafe => "--fix=unsafe",
        }
    }

    /// What stands before the title of such a fix.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Safe => "fix",
            Self::Unsafe => "unsafe fix",
        }
    }

    /// Safe, and then unsafe where that is meant.
    pub(crate) fn up_to(self) -> impl Iterator<Item = Self> {
        [Self::Safe, Self::Unsafe].into_iter().filter(move |safety| *safety <= self)
    }
}

/// A change of the policy's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fix {
    /// Whether it can be made unseen.
    pub safety: Safety,
    /// What it does, in the imperative: `remove the statement`.
    pub title: String,
    /// The edits, made together or not at all; none overlaps another.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Writes a text in the place of what stands at `span`.
    pub(crate) fn replacement(safety: Safety, span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { safety, title: format!("write {}", tick(&text)), edits: vec![Edit { span, text }] }
    }

    /// Removes what stands at `span`, which `noun` names.
    pub(crate) fn removal(safety: Safety, span: Span, noun: &str) -> Self {
        let edits = vec![Edit { span, text: String::new() }];
        Self { safety, title: format!("remove the {noun}"), edits }
    }
}

/// One replaced stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    /// What goes; empty where something is only put in.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Near {
    /// Writes the name, spelled as `text`, at `span`; only where no other is as near. A name with
    /// characters that nobody sees is left to the author.
    pub(crate) fn fix(&self, span: Span, text: String) -> Option<Fix> {
        let plain = self.only && !text.chars().any(escape::is_unsafe);
        plain.then(|| Fix::replacement(Safety::Unsafe, span, text))
    }
}
