//! Statements and the rules inside them.

use super::Resolver;
use super::error::{Except, MovedRule, SelectorError};
use super::select::{Usage, span_of};
use crate::policy::{
    Effect, Invariant, Limit, Policy, Refusal, Rule, RuleKind, Statement, Tools, Window,
};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, Selector, Statement as Syntax, TermKind, Text};

/// What every refusal says that a human could lift.
const APPROVAL: &str = "Requires human approval.";

impl Resolver<'_> {
    /// Adds what a statement says to the policy.
    pub(super) fn statement(
        &mut self,
        policy: &mut Policy,
        statement: &Spanned<Syntax>,
        own: bool,
    ) {
        let span = statement.span;
        let (selector, rules, effect) = match &statement.node {
            Syntax::Allow { selector, rules } => {
                (selector, rules.as_deref().unwrap_or_default(), Effect::Allow(Vec::new()))
            }
            Syntax::Restrict { selector, rules } => {
                (selector, rules.as_slice(), Effect::Restrict(Vec::new()))
            }
            Syntax::Deny { selector, because } => {
                (selector, [].as_slice(), Effect::Deny(refusal(because.as_ref())))
            }
            Syntax::Approve { selector, because } => {
                (selector, [].as_slice(), Effect::Approve(approval(because.as_ref())))
            }
            Syntax::Hide(selector) => (selector, [].as_slice(), Effect::Hide),
            Syntax::LimitAll { max, window } => {
                return policy.all_tools.push(limit_of_all(span, max.node, *window));
            }
            Syntax::Accept { lint, selector, because, until } => {
                let words = (because, until.as_ref());
                let waiver = self.waiver((span, own), lint, selector.as_ref(), words);
                return policy.waivers.extend(waiver);
            }
            Syntax::Never { selector, when } => {
                let invariant = self.invariant((span, own), selector, when.as_ref());
                return policy.invariants.extend(invariant);
            }
            // Read before: what these say holds for the whole policy or for others' names.
            Syntax::Policy(_)
            | Syntax::Catalog(_)
            | Syntax::Include(_)
            | Syntax::Default(_)
            | Syntax::Let { .. }
            | Syntax::Group { .. }
            | Syntax::Classify { .. }
            | Syntax::Test { .. } => return,
        };
        let tools = self.selected(&effect, selector, own);
        self.except = Some(except(selector));
        let effect = match effect {
            Effect::Allow(_) => Effect::Allow(self.rules(span, rules, &tools)),
            Effect::Restrict(_) => Effect::Restrict(self.rules(span, rules, &tools)),
            other => other,
        };
        policy.statements.push(Statement { span, own, tools, effect });
    }

    fn selected(&mut self, effect: &Effect, selector: &Selector, own: bool) -> Tools {
        if matches!(effect, Effect::Hide) && is_everything(selector) {
            return Tools::Every;
        }
        let refuses = !matches!(effect, Effect::Allow(_));
        self.tools(selector, Usage { refuses, own })
    }

    /// What must never be allowed; `None` where something in its condition is wrong.
    fn invariant(
        &mut self,
        (span, own): (Span, bool),
        selector: &Selector,
        when: Option<&Spanned<ast::Condition>>,
    ) -> Option<Invariant> {
        let tools = self.tools(selector, Usage { refuses: true, own });
        self.except = Some(except(selector));
        let condition = match when {
            Some(when) => Some(self.condition(when, &tools, Some("never"))?),
            None => None,
        };
        match tools {
            Tools::Named(tools) => Some(Invariant { span, tools, condition }),
            Tools::Every => None,
        }
    }

    fn rules(&mut self, statement: Span, rules: &[Spanned<ast::Rule>], tools: &Tools) -> Vec<Rule> {
        let after = Span { start: statement.end, ..statement };
        let resolved = rules.iter().filter_map(|rule| {
            self.rule = Some((rule.span, after));
            self.rule(rule, tools)
        });
        resolved.collect()
    }

    /// The rule that is being resolved, to stand in a block of its own.
    pub(super) fn moved_rule(&self) -> Option<MovedRule> {
        let (span, after) = self.rule?;
        let text = self.text.get(span.range())?.to_owned();
        Some(MovedRule { text, span, after })
    }

    fn rule(&mut self, rule: &Spanned<ast::Rule>, tools: &Tools) -> Option<Rule> {
        let kind = match &rule.node {
            ast::Rule::Require { condition, because } => {
                let condition = self.condition(condition, tools, None)?;
                let message = message(because.as_ref(), || format!("Requires {condition}."));
                RuleKind::Require { condition, message }
            }
            ast::Rule::DenyWhen { condition, because } => {
                let condition = self.condition(condition, tools, Some("deny when"))?;
                let message = message(because.as_ref(), || format!("Refused when {condition}."));
                RuleKind::Refuse { refusal: Refusal::Denied, condition, message }
            }
            ast::Rule::ApproveWhen { condition, because } => {
                let message = approval(because.as_ref());
                RuleKind::Refuse {
                    refusal: Refusal::NeedsApproval,
                    condition: self.condition(condition, tools, Some("approve when"))?,
                    message,
                }
            }
            ast::Rule::Limit { sum, max, window, counter } => {
                self.check_counter(counter.as_ref(), tools);
                let sum = match sum {
                    Some(path) => Some(self.sum(path, tools)?),
                    None => None,
                };
                let counter = counter.as_ref().map(|text| text.node.clone());
                RuleKind::Limit(Limit {
                    span: rule.span,
                    sum,
                    max: signed(max.node),
                    window: *window,
                    counter,
                })
            }
        };
        Some(Rule::new(rule.span, kind))
    }

    /// A counter of one name can't count for several tools.
    fn check_counter(&mut self, counter: Option<&Text>, tools: &Tools) {
        let several = matches!(tools, Tools::Named(tools) if tools.len() > 1);
        if let Some(counter) = counter.filter(|_| several) {
            self.report(SelectorError::SharedCounter {
                counter: counter.node.clone(),
                span: counter.span,
            });
        }
    }
}

fn except(selector: &Selector) -> Except {
    let all = span_of(selector);
    Except { end: Span { start: all.end, ..all }, goes_on: !selector.except.is_empty() }
}

/// `*` alone.
fn is_everything(selector: &Selector) -> bool {
    let every =
        |term: &ast::Term| matches!(&term.node, TermKind::Glob { pattern, .. } if pattern == "*");
    selector.except.is_empty() && selector.terms.iter().any(every)
}

fn limit_of_all(span: Span, max: u64, window: Window) -> Limit {
    Limit { span, sum: None, max: signed(max), window, counter: None }
}

/// Counts are at most 2^53 by their syntax.
fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn message(because: Option<&Text>, otherwise: impl FnOnce() -> String) -> String {
    because.map_or_else(otherwise, |text| text.node.clone())
}

fn refusal(because: Option<&Text>) -> String {
    message(because, || "Refused by policy.".to_owned())
}

fn approval(because: Option<&Text>) -> String {
    match because {
        Some(reason) => format!("{APPROVAL} {}", reason.node),
        None => APPROVAL.to_owned(),
    }
}
