//! What happens to a tool that no statement allows.

use super::error::FileError;
use super::{Part, Resolver};
use crate::policy::{Decision, Default};
use crate::source::Span;
use crate::syntax::ast::Statement;

impl Resolver<'_> {
    /// One default a file; across files `deny` wins, and an overruled line is reported.
    pub(super) fn default(&mut self, parts: &[Part<'_>]) -> Default {
        let written: Vec<_> = parts.iter().filter_map(|part| self.default_of(part)).collect();
        let refusing = written.iter().find(|(decision, _)| *decision == Decision::Deny);
        let Some((decision, span)) = refusing.or(written.first()).copied() else {
            return Default { decision: Decision::Deny, span: None };
        };
        for (other, overruled) in &written {
            if *other != decision {
                self.report(FileError::OverruledDefault { by: span, span: *overruled });
            }
        }
        Default { decision, span: Some(span) }
    }

    fn default_of(&mut self, part: &Part<'_>) -> Option<(Decision, Span)> {
        let mut written =
            part.file.statements.iter().filter_map(|statement| match statement.node {
                Statement::Default(decision) => Some((decision, statement.span)),
                _ => None,
            });
        let first = written.next()?;
        let again: Vec<_> = written.collect();
        for (_, span) in &again {
            self.report(FileError::Twice { word: "default", first: first.1, span: *span });
        }
        again.into_iter().chain([first]).min_by_key(|(decision, _)| *decision == Decision::Allow)
    }
}
