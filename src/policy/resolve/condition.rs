//! Conditions and the arguments that they are about.

use super::Resolver;
use super::error::OperandError;
use crate::finding::Finding;
use crate::policy::Tools;
use crate::policy::condition::{Condition, Path, Test};
use crate::source::Spanned;
use crate::syntax::ast;

impl Resolver<'_> {
    /// A condition that rules of these tools name; `refusing` is the rule's word where the
    /// condition refuses. `None` where something in it is wrong. An argument that a tool doesn't
    /// have is reported once, however often the condition names it.
    pub(super) fn condition(
        &mut self,
        condition: &Spanned<ast::Condition>,
        tools: &Tools,
        refusing: Option<&'static str>,
    ) -> Option<Condition> {
        let known = self.findings.len();
        let resolved = self.condition_part(condition, tools, refusing);
        let found = self.findings.split_off(known);
        for finding in found {
            let is_same =
                |other: &Finding| other.code == finding.code && other.message == finding.message;
            let is_said =
                finding.code == "unknown-argument" && self.findings.iter().skip(known).any(is_same);
            if !is_said {
                self.findings.push(finding);
            }
        }
        resolved
    }

    fn condition_part(
        &mut self,
        condition: &Spanned<ast::Condition>,
        tools: &Tools,
        refusing: Option<&'static str>,
    ) -> Option<Condition> {
        match &condition.node {
            ast::Condition::And(parts) => self.parts(parts, tools, refusing).map(Condition::And),
            ast::Condition::Or(parts) => self.parts(parts, tools, refusing).map(Condition::Or),
            ast::Condition::Test { path, operator } => {
                let keys = self.path(path);
                let resolved = self.operator(operator, &path.node, tools, refusing);
                let test = Test { span: condition.span, path: keys?, operator: resolved? };
                let sound = self.check_test(&test, path, operator, tools)
                    && self.check_stars(&test, operator, tools, refusing);
                sound.then_some(Condition::Test(test))
            }
        }
    }

    /// Every part is looked at, so that all of their faults are reported.
    fn parts(
        &mut self,
        parts: &[Spanned<ast::Condition>],
        tools: &Tools,
        refusing: Option<&'static str>,
    ) -> Option<Vec<Condition>> {
        let resolved: Vec<_> =
            parts.iter().map(|part| self.condition_part(part, tools, refusing)).collect();
        resolved.into_iter().collect()
    }

    /// The keys of a path that the gateway can follow.
    pub(super) fn path(&mut self, path: &Spanned<ast::Path>) -> Option<Path> {
        let odd = path.node.keys.iter().find(|key| key.node.is_empty() || key.node.contains('.'));
        if let Some(key) = odd {
            self.report(OperandError::UnreachableKey { key: key.node.clone(), span: key.span });
            return None;
        }
        Some(path.node.keys.iter().map(|key| key.node.clone()).collect())
    }
}
