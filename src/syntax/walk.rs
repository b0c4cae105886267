//! What a condition of the syntax tree tests.

use super::ast::{Condition, Operator, Path};
use crate::source::{Span, Spanned};

/// One test of a condition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WrittenTest<'a> {
    /// The whole test.
    pub span: Span,
    /// The argument.
    pub path: &'a Spanned<Path>,
    /// What it must be.
    pub operator: &'a Spanned<Operator>,
}

impl Spanned<Condition> {
    /// Every test, in the order of the text.
    pub(crate) fn tests(&self) -> Vec<WrittenTest<'_>> {
        match &self.node {
            Condition::Test { path, operator } => {
                vec![WrittenTest { span: self.span, path, operator }]
            }
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().flat_map(Self::tests).collect()
            }
        }
    }
}
