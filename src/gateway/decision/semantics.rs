//! What engines decide differently from the same conditions and limits.

use crate::analysis::Equality;

/// How an engine reads a document. The target that makes or reads the document says so, and
/// whatever depends on it, in the evaluator and in the formulas, asks the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Semantics {
    /// When a condition finds two values equal.
    pub equality: Equality,
    /// What conditions make of an argument that a call doesn't have.
    pub missing: MissingArguments,
    /// Which calls a limit counts together.
    pub windows: Windows,
}

/// What conditions make of an argument that a call doesn't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingArguments {
    /// No condition holds for one but that it doesn't exist. Null doesn't exist either, and is
    /// compared as any other value.
    FailConditions,
}

/// Which calls a limit counts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Windows {
    /// Those of one minute, hour or day of the calendar, in UTC.
    CalendarAligned,
}
