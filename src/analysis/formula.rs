//! What the engine is asked about: a boolean combination of tests of single arguments.

use std::sync::Arc;

use super::equality::Equality;
use super::holds::Patterns;
use crate::catalog::types::Kind;
use crate::json::{Number, Value};

/// The keys that lead to an argument, outermost first. Empty for the value itself.
pub(crate) type Path = Vec<String>;

/// A boolean combination of tests.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Formula {
    /// Every part holds; without any, every call meets it.
    All(Vec<Formula>),
    /// Some part holds; without any, no call meets it.
    Any(Vec<Formula>),
    /// The part doesn't hold.
    Not(Box<Formula>),
    /// One test of one argument. Formulas are put together from the parts of others, which share
    /// it.
    Atom(Arc<Atom>),
}

/// One test of one argument. No test holds for an argument that is missing, or whose parent is no
/// object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Atom {
    /// The argument.
    pub path: Path,
    /// What it must be.
    pub test: Test,
}

/// What a value must be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Test {
    /// Anything, null included.
    Present,
    /// Of this kind.
    Is(Kind),
    /// Equal to this value.
    Equal(Equality, Value),
    /// A number in this order to another.
    Compare(Order, Number),
    /// A number without a fraction.
    Whole,
    /// A string in which RE2 finds the pattern.
    Matches(String),
    /// A string with more characters than this.
    LongerThan(u64),
    /// A string that contains this string, or a list that contains an equal element.
    Contains(Equality, Value),
}

/// An order between numbers, as 64-bit floats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Order {
    /// Whether two numbers stand in this order.
    pub(crate) fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

impl Formula {
    /// Every call meets it.
    pub(crate) const ALWAYS: Self = Self::All(Vec::new());

    /// No call meets it.
    pub(crate) const NEVER: Self = Self::Any(Vec::new());

    /// One test of the argument at a path.
    pub(crate) fn test(path: &[String], test: Test) -> Self {
        Self::Atom(Arc::new(Atom { path: path.to_vec(), test }))
    }

    /// The argument is there and not null.
    pub(crate) fn exists(path: &[String]) -> Self {
        Self::test(path, Test::Present).and(!Self::test(path, Test::Is(Kind::Null)))
    }

    /// Both hold.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(mut parts), Self::All(others)) => {
                parts.extend(others);
                Self::All(parts)
            }
            (Self::All(mut parts), other) => {
                parts.push(other);
                Self::All(parts)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// Either holds.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self::Any(vec![self, other])
    }

    /// Whether these arguments, an object, meet the formula.
    pub(crate) fn holds(&self, arguments: &Value) -> bool {
        Patterns::default().hold(self, arguments)
    }

    /// Every test, in the order of the formula.
    pub(crate) fn atoms(&self) -> Vec<&Arc<Atom>> {
        let mut atoms = Vec::new();
        self.collect(&mut atoms);
        atoms
    }

    fn collect<'f>(&'f self, atoms: &mut Vec<&'f Arc<Atom>>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.collect(atoms));
            }
            Self::Not(part) => part.collect(atoms),
            Self::Atom(atom) => atoms.push(atom),
        }
    }
}

/// The formula that holds where this one doesn't.
impl std::ops::Not for Formula {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Not(part) => *part,
            other => Self::Not(Box::new(other)),
        }
    }
}
