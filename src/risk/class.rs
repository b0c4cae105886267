//! The risk classes, how severe they are, and how sure an answer is.

use std::fmt;

use serde::Serialize;

/// The name of what has no class.
pub(crate) const UNCLASSIFIED: &str = "unclassified";

/// What a tool can do, from the least to the most severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It changes nothing.
    Read,
    /// It creates or changes things.
    Write,
    /// It runs something: code, commands, queries, jobs, machines.
    Execute,
    /// It destroys what may not come back.
    Destructive,
    /// It moves money or commits to moving it.
    Financial,
}

impl Class {
    /// Every class, the least severe first.
    pub const ALL: [Self; 5] =
        [Self::Read, Self::Write, Self::Execute, Self::Destructive, Self::Financial];

    /// The class's word in the language and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Execute => "execute",
            Self::Destructive => "destructive",
            Self::Financial => "financial",
        }
    }

    /// The class with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// How much harm its tools can do.
    pub fn severity(self) -> Severity {
        match self {
            Self::Read => Severity::Low,
            Self::Write => Severity::Medium,
            Self::Execute => Severity::High,
            Self::Destructive | Self::Financial => Severity::Critical,
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// The name of a class, or [`UNCLASSIFIED`].
pub(crate) fn class_name(class: Option<Class>) -> &'static str {
    class.map_or(UNCLASSIFIED, Class::name)
}

/// How much harm a call can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// None to what is there.
    Low,
    /// Some that can be fixed.
    Medium,
    /// What the thing that is run does.
    High,
    /// Some that can't be fixed.
    Critical,
}

impl Severity {
    /// The severity's word in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Confidence {
    /// One weak sign, or signs that disagree.
    Low,
    /// A sign that can be read in another way.
    Medium,
    /// A clear sign that nothing speaks against.
    High,
}

impl Confidence {
    /// The confidence's word in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// One step surer.
    pub(super) fn up(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium | Self::High => Self::High,
        }
    }

    /// One step less sure.
    pub(super) fn down(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }
}
