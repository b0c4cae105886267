//! Which rules the tests reach.
//!
//! A rule that refuses is reached by a call that it refused: the verdict names the part of the
//! document, and the compiler's map leads from there to the rule. What lists or hides tools is
//! reached by a call of one of them that was allowed, or found it hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::Reached;
use crate::gateway::{HIDDEN, Mapping};
use crate::policy::disposition::names;
use crate::policy::{Effect, Policy, Statement, Tools};
use crate::source::Span;

/// A rule, or a statement that is one by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rule {
    /// Where it is written.
    pub span: Span,
    /// Whether a call reached it.
    pub reached: bool,
}

/// Every rule of a policy in the order of the text, that of included files last. `mappings` are
/// those of the document that the tests ran on.
pub(crate) fn rules(policy: &Policy, mappings: &[Mapping], reached: &Reached) -> Vec<Rule> {
    let calls = Calls::new(mappings, reached);
    let shared = policy.all_tools.iter().map(|limit| calls.refused(limit.span));
    let of_statements = policy.statements.iter().flat_map(|statement| calls.of(statement));
    let mut rules: Vec<_> = shared.chain(of_statements).collect();
    rules.sort_by_key(|rule| rule.span);
    rules
}

/// What became of the tests' calls.
struct Calls<'a> {
    refusing: BTreeSet<Span>,
    allowed: BTreeSet<&'a str>,
    hidden: BTreeSet<&'a str>,
}

impl<'a> Calls<'a> {
    fn new(mappings: &[Mapping], reached: &'a Reached) -> Self {
        let places: BTreeMap<&str, Span> =
            mappings.iter().map(|mapping| (mapping.pointer.as_str(), mapping.span)).collect();
        let mut calls =
            Self { refusing: BTreeSet::new(), allowed: BTreeSet::new(), hidden: BTreeSet::new() };
        for (tool, rule) in reached.iter() {
            match rule.as_deref() {
                None => drop(calls.allowed.insert(tool)),
                Some(HIDDEN) => drop(calls.hidden.insert(tool)),
                Some(pointer) => calls.refusing.extend(places.get(pointer)),
            }
        }
        calls
    }

    /// The statement, where it does something by itself, and its rules.
    fn of(&self, statement: &Statement) -> Vec<Rule> {
        let rules = statement.effect.rules().iter().map(|rule| self.refused(rule.span));
        self.itself(statement).into_iter().chain(rules).collect()
    }

    fn itself(&self, statement: &Statement) -> Option<Rule> {
        let span = statement.span;
        match &statement.effect {
            Effect::Allow(_) => Some(Rule { span, reached: any(statement, &self.allowed) }),
            Effect::Hide => Some(Rule { span, reached: any(statement, &self.hidden) }),
            Effect::Deny(_) | Effect::Approve(_) => Some(self.refused(span)),
            Effect::Restrict(_) => None,
        }
    }

    fn refused(&self, span: Span) -> Rule {
        Rule { span, reached: self.refusing.contains(&span) }
    }
}

/// Whether the statement is about one of these tools.
fn any(statement: &Statement, tools: &BTreeSet<&str>) -> bool {
    match statement.tools {
        Tools::Every => !tools.is_empty(),
        Tools::Named(_) => names(statement).iter().any(|(name, _)| tools.contains(&**name)),
    }
}
