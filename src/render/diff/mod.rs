//! Two policies compared, for people and programs.

pub(crate) mod facts;
mod groups;
pub(crate) mod human;
pub(crate) mod markdown;
mod policies;
pub(crate) mod weakened;
pub(crate) mod words;

pub(crate) use policies::ChangedPolicies;

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::diff::checks::Weakened;
use crate::diff::{Diff, Verdict};

/// What came of comparing two sides.
#[derive(Debug)]
pub(crate) struct Compared {
    /// What people call the sides.
    pub(crate) names: (String, String),
    /// What it came to.
    pub(crate) outcome: Outcome,
    /// What the old side checks and the new one doesn't.
    pub(crate) weakened: Vec<Weakened>,
    /// Whether neither is a policy by itself, as files that others include aren't.
    pub(crate) parts: bool,
    /// The texts' difference as a unified diff, where it is asked for.
    pub(crate) text: Option<String>,
}

/// What comparing two sides came to.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// They are the same to the byte.
    Same,
    /// They differ, in text or in more.
    Diff(Diff),
    /// They are parts of other policies, and change what nobody can tell without these.
    Parts,
    /// One has errors, so nobody knows.
    Broken,
}

/// The shape of the JSON.
#[derive(Serialize)]
pub(crate) struct Document<'d> {
    #[serde(flatten)]
    diff: &'d Diff,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    weakened: &'d [Weakened],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parts: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'d str>,
}

/// What a program reads of sides that are the same.
static EQUAL: Diff = Diff { verdict: Verdict::Equal, tools: Vec::new(), all_tools: None };

/// What is said of parts that can't be compared by themselves.
const PARTS: &str = "parts of other policies by themselves; `mcpol diff --base HEAD` tells what \
                     they change there";

/// What a program reads where nobody knows what changes.
static UNKNOWN: Diff = Diff { verdict: Verdict::Unknown, tools: Vec::new(), all_tools: None };

impl Render for Compared {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| human::text(it, context.terminal)),
            (Format::Json, |it, context| context.notes.json(&it.document())),
            (Format::Markdown, |it, context| markdown::text(it) + &context.notes.markdown("diff")),
        ]
    }
}

impl Compared {
    /// What changes by meaning.
    pub(crate) fn diff(&self) -> &Diff {
        match &self.outcome {
            Outcome::Same => &EQUAL,
            Outcome::Diff(diff) => diff,
            Outcome::Parts | Outcome::Broken => &UNKNOWN,
        }
    }

    /// The shape of the JSON.
    pub(crate) fn document(&self) -> Document<'_> {
        let (diff, text) = (self.diff(), self.text.as_deref());
        Document { diff, weakened: &self.weakened, parts: self.parts, text }
    }

    /// Whether nothing at all changes but the text.
    pub(crate) fn is_silent(&self) -> bool {
        let diff = self.diff();
        diff.tools.is_empty() && diff.all_tools.is_none() && self.weakened.is_empty()
    }

    /// Whether every call comes out as before.
    pub(crate) fn has_no_changes(&self) -> bool {
        let diff = self.diff();
        diff.tools.is_empty() && diff.all_tools.is_none()
    }
}
/// A policy that changed.
#[derive(Debug)]
pub(crate) struct Changed {
    /// The policy, as it is reached from the current folder.
    pub(crate) policy: String,
    /// What became of its file.
    pub(crate) status: Status,
    /// How it changed.
    pub(crate) compared: Compared,
}

/// What became of a policy's file.
#[derive(Debug)]
pub(crate) enum Status {
    Changed,
    New,
    Deleted,
    /// What it was called before.
    Renamed(String),
    /// No command takes it for a policy any more; its JSON may still be enforced.
    NoLongerCompiled,
    /// It is JSON that isn't what its policy compiles to.
    ChangedByHand,
}

impl Status {
    /// As a word.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::New => "new",
            Self::Deleted => "deleted",
            Self::Renamed(_) => "renamed",
            Self::NoLongerCompiled => "no-longer-compiled",
            Self::ChangedByHand => "changed-by-hand",
        }
    }

    /// What it was called before.
    pub(crate) fn renamed_from(&self) -> Option<&str> {
        match self {
            Self::Renamed(from) => Some(from),
            Self::Changed
            | Self::New
            | Self::Deleted
            | Self::NoLongerCompiled
            | Self::ChangedByHand => None,
        }
    }
}
