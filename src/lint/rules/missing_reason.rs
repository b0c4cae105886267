//! Refusals that don't say why.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded, trees};
use crate::policy::{Effect, RuleKind, disposition};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::ast::{Rule, Statement, Term, Text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-reason",
    weight: Weight::Pedantic,
    summary: "a refusal doesn't say why",
    check: Check::Issues(check),
};

/// Something that refuses calls, and what the agent is told then.
struct Refusal<'a> {
    span: Span,
    message: &'a str,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let bare = without_reason(context);
    let mut issues = Vec::new();
    for statement in &context.policy.statements {
        let names = disposition::names(statement).iter().map(|(name, _)| name.clone());
        let tools: Vec<_> = names.collect();
        for refusal in refusals(statement).filter(|refusal| bare.contains(&refusal.span)) {
            let draft = draft(&refusal);
            issues.push(Issue::of_tools(tools.clone(), move |_| draft.clone()));
        }
    }
    issues.extend(classes_without_reason(context));
    issues
}

/// The statements that give tools a class and leave the reason blank.
fn classes_without_reason<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let statements = context.parts.iter().flat_map(|part| &part.file.statements);
    let blank = statements.filter_map(|statement| match &statement.node {
        Statement::Classify { tools, because, .. } if because.node.trim().is_empty() => {
            Some((because.span, tools))
        }
        _ => None,
    });
    let issue = |(span, terms): (Span, &Vec<Term>)| {
        let named = |place: Span| terms.iter().any(|term| term.span == place);
        let given = context.policy.classes.iter().filter(|(_, given)| named(given.span));
        let tools = given.map(|(name, _)| Arc::clone(name)).collect();
        Issue::of_tools(tools, move |_| {
            Draft::new(span, "this doesn't say why the tool has another class")
                .help("say what it does: whoever changes the policy reads it")
        })
    };
    blank.map(issue).collect()
}

fn draft(refusal: &Refusal<'_>) -> Draft {
    let told = match refusal.message.trim() {
        "" => "the agent is told nothing".to_owned(),
        message => format!("the agent is told {}", tick(message)),
    };
    Draft::new(refusal.span, "this doesn't say why it refuses a call")
        .note(told)
        .help("add `because \"…\"`: the agent reads it, and so does whoever changes the policy")
}

/// The places that could say why and don't.
fn without_reason(context: &LintContext<'_>) -> BTreeSet<Span> {
    let statements = || context.parts.iter().flat_map(|part| &part.file.statements);
    let rules = statements().flat_map(|statement| trees::rules(&statement.node));
    let rules = rules.filter(|rule| match &rule.node {
        Rule::Require { because, .. }
        | Rule::DenyWhen { because, .. }
        | Rule::ApproveWhen { because, .. } => is_blank(because.as_ref()),
        _ => false,
    });
    let whole = statements().filter(|statement| match &statement.node {
        Statement::Deny { because, .. } | Statement::Approve { because, .. } => {
            is_blank(because.as_ref())
        }
        _ => false,
    });
    rules.map(|rule| rule.span).chain(whole.map(|statement| statement.span)).collect()
}

fn is_blank(because: Option<&Text>) -> bool {
    because.is_none_or(|because| because.node.trim().is_empty())
}

/// The statement itself where it refuses, and those of its rules that do.
fn refusals(statement: &crate::policy::Statement) -> impl Iterator<Item = Refusal<'_>> {
    let whole = match &statement.effect {
        Effect::Deny(message) | Effect::Approve(message) => Some((statement.span, message)),
        Effect::Allow(_) | Effect::Restrict(_) | Effect::Hide => None,
    };
    let rules = statement.effect.rules().iter().filter_map(|rule| match &rule.kind {
        RuleKind::Require { message, .. } | RuleKind::Refuse { message, .. } => {
            Some((rule.span, message))
        }
        RuleKind::Limit(_) => None,
    });
    whole.into_iter().chain(rules).map(|(span, message)| Refusal { span, message })
}
