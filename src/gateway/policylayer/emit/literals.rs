//! The tests of a condition as the gateway's conditions, each with a number.
//!
//! Numbers make sets of tests small and cheap to compare; equal tests get the same number.

use std::collections::{BTreeMap, BTreeSet};

use crate::gateway::decision::{Condition, Operator};
use crate::json::Value;
use crate::policy::condition::{Operator as Is, Path, Test};
use crate::policy::text;

/// Tests by their numbers. In a disjunction they mean "some holds", in a conjunction "all hold".
pub(super) type Clause = BTreeSet<usize>;

/// The tests of one condition, numbered in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Literals<'p> {
    tests: Vec<&'p Test>,
    numbers: BTreeMap<(String, Operator, String), usize>,
}

impl<'p> Literals<'p> {
    /// The number of a test.
    pub(super) fn number(&mut self, test: &'p Test) -> usize {
        let Condition { path, op, value } = condition(test);
        let next = self.tests.len();
        let number = *self.numbers.entry((path, op, value.to_string())).or_insert(next);
        if number == next {
            self.tests.push(test);
        }
        number
    }

    /// The tests with these numbers, in the order of the text.
    pub(super) fn tests(&self, clause: &Clause) -> Vec<&'p Test> {
        clause.iter().filter_map(|number| self.tests.get(*number).copied()).collect()
    }
}

/// A test as the gateway's condition: true for exactly the same arguments.
pub(super) fn condition(test: &Test) -> Condition {
    let number = |number: &crate::json::Number| Value::Number(number.clone());
    let (op, value) = match &test.operator {
        Is::Exists => (Operator::Exists, Value::Bool(true)),
        Is::Missing => (Operator::Exists, Value::Bool(false)),
        Is::Equal(value) => (Operator::Eq, value.clone()),
        Is::NotEqual(value) => (Operator::Neq, value.clone()),
        Is::In(values) => (Operator::In, Value::Array(values.clone())),
        Is::NotIn(values) => (Operator::NotIn, Value::Array(values.clone())),
        Is::Less(limit) => (Operator::Lt, number(limit)),
        Is::AtMost(limit) => (Operator::Lte, number(limit)),
        Is::Greater(limit) => (Operator::Gt, number(limit)),
        Is::AtLeast(limit) => (Operator::Gte, number(limit)),
        Is::Contains(value) => (Operator::Contains, value.clone()),
        Is::Matches(pattern) => (Operator::Regex, Value::String(pattern.clone())),
        Is::Text(operator) => (Operator::Regex, Value::String(text::pattern(operator))),
    };
    Condition { path: path(&test.path), op, value }
}

/// A path as the gateway writes it.
pub(super) fn path(path: &Path) -> String {
    format!("args.{}", path.join("."))
}
