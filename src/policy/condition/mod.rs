//! Conditions over a call's arguments, and what can be done with them.
//!
//! Every question about the tests of a condition is a method here, so that nobody else walks `and`
//! and `or` to answer it.

mod fold;
mod holds;
mod implied;
#[cfg(test)]
mod laws;
mod optional;
mod substitute;
mod tests;

use crate::json::{Number, Value};
use crate::source::Span;

/// The keys after `args`, outermost first; at least one, none with a dot.
pub(crate) type Path = Vec<String>;

pub(crate) use fold::Connective;

/// A boolean combination of tests.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Every part holds; without any, the condition always holds.
    And(Vec<Condition>),
    /// Some part holds; without any, the condition never holds.
    Or(Vec<Condition>),
    /// One test of one argument.
    Test(Test),
}

/// One test of one argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Test {
    /// The whole test.
    pub span: Span,
    /// The argument.
    pub path: Path,
    /// What it must be.
    pub operator: Operator,
}

/// What an argument must be. Every operator but [`Operator::Missing`] is false for a missing
/// argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operator {
    /// Present and not null.
    Exists,
    /// Missing or null.
    Missing,
    /// `==`
    Equal(Value),
    /// `!=`
    NotEqual(Value),
    /// `in`
    In(Vec<Value>),
    /// `not in`
    NotIn(Vec<Value>),
    /// `<`
    Less(Number),
    /// `<=`
    AtMost(Number),
    /// `>`
    Greater(Number),
    /// `>=`
    AtLeast(Number),
    /// `contains`
    Contains(Value),
    /// A string in which RE2 finds the pattern.
    Matches(String),
    /// A string that one of the safe operators recognises.
    Text(TextOperator),
}

impl Operator {
    /// Whether it holds for all values but those that it names.
    pub(crate) fn is_negative(&self) -> bool {
        matches!(self, Self::NotEqual(_) | Self::NotIn(_))
    }

    /// Whether it compares numbers by their size.
    pub(crate) fn is_order(&self) -> bool {
        matches!(self, Self::Less(_) | Self::AtMost(_) | Self::Greater(_) | Self::AtLeast(_))
    }
}

/// The operators that are safe by construction; each compiles to an anchored RE2 pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextOperator {
    /// The string begins with this text.
    StartsWith(String),
    /// The string ends with this text.
    EndsWith(String),
    /// The string is an http(s) URL with one of these hosts.
    HostIn(Vec<String>),
    /// The string is one plain e-mail address at one of these domains.
    DomainIn(Vec<String>),
    /// The string is this absolute path or one inside it.
    Under(String),
    /// The string is one of these commands, or one followed by plain arguments.
    CommandIn(Vec<String>),
}
