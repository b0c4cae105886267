//! What the engine answers.

use crate::json::{MAX_DEPTH, Value};

/// The answer to one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// These arguments, an object, meet the formula.
    Found(Value),
    /// No call meets it.
    Nothing,
    /// Neither a call nor a proof that there is none was found within the bounds.
    Unknown(Limit),
}

/// Which bound a question outgrew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Limit {
    /// A pattern's automaton is too large.
    #[error("a pattern is too large")]
    Pattern,
    /// The patterns of one argument have too many states together.
    #[error("its patterns have too many states together")]
    States,
    /// Too many ways to combine the conditions were tried.
    #[error("its conditions combine in too many ways")]
    Choices,
    /// Too many lists or objects have a text that a condition names.
    #[error("too many lists or objects have one text")]
    Splits,
    /// A condition asks for what is nested deeper than JSON is read.
    #[error("a condition reaches deeper than {MAX_DEPTH} levels")]
    Depth,
}
