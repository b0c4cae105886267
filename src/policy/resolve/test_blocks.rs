//! `test` blocks that prove nothing, or can't be told apart.

use std::collections::BTreeMap;

use super::error::FileError;
use super::{Part, Resolver};
use crate::syntax::ast::{Statement, Step};

impl Resolver<'_> {
    /// Looks at the tests of the compiled file, which are the ones that are run.
    pub(super) fn check_test_blocks(&mut self, part: &Part<'_>) {
        let mut first_of = BTreeMap::new();
        for statement in &part.file.statements {
            let Statement::Test { name, steps } = &statement.node else { continue };
            let calls = steps.iter().any(|step| matches!(step.node, Step::Call { .. }));
            // A call may have been lost to a fault in the text.
            if !calls && !part.broken {
                self.report(FileError::EmptyTest { span: name.span });
            }
            let first = *first_of.entry(name.node.as_str()).or_insert(name.span);
            if first != name.span {
                let (name, span) = (name.node.clone(), name.span);
                self.report(FileError::SameTestName { name, first, span });
            }
        }
    }
}
