//! Rules that refuse every call together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::tool_names::{list_tools, tool_or_count};
use crate::analysis::Formula;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::{Rule, RuleKind, semantics};
use crate::source::Span;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "contradiction",
    weight: Weight::Deny,
    summary: "two requirements can't hold together, so that no call passes",
    check: Check::Issues(check),
};

/// A rule that no call passes, or none that passes the other.
#[derive(Clone, Copy)]
struct Clash<'a> {
    rule: &'a Rule,
    with: Option<&'a Rule>,
}

/// The clashes by the places of the two rules, each with its tools.
type Clashes<'s> = BTreeMap<(Span, Option<Span>), (Clash<'s>, Vec<Arc<str>>)>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let mut clashes = Clashes::new();
    for tool in context.listed_tools() {
        if let Some(clash) = find_clash(context, tool) {
            let key = (clash.rule.span, clash.with.map(|rule| rule.span));
            let (_, tools) = clashes.entry(key).or_insert((clash, Vec::new()));
            tools.push(Arc::clone(tool.name));
        }
    }
    let issue = |(clash, tools): (Clash<'s>, Vec<Arc<str>>)| {
        Issue::of_tools(tools, move |tools| draft(&clash, tools))
    };
    clashes.into_values().map(issue).collect()
}

/// The first rule of a tool that alone, or beside one before it, no call passes.
fn find_clash<'a>(context: &LintContext<'a>, tool: &Callable<'a>) -> Option<Clash<'a>> {
    let dead = context.finder.find_conflict(tool).found()?;
    let rules: Vec<_> = dead.iter().filter_map(|at| tool.rules.get(*at).copied()).collect();
    let never = |formula: Formula| context.finder.is_satisfiable(&formula) == Ok(false);
    let of_rule = |rule: &Rule| semantics::of_rule(rule).clone();
    if let Some(rule) = rules.iter().find(|rule| never(of_rule(rule))) {
        return Some(Clash { rule, with: None });
    }
    rules.iter().enumerate().find_map(|(at, rule)| {
        let mut before = rules.iter().take(at);
        let with = before.find(|other| never(of_rule(rule).and(of_rule(other))))?;
        Some(Clash { rule, with: Some(with) })
    })
}

fn draft(clash: &Clash<'_>, tools: &[Arc<str>]) -> Draft {
    let Clash { rule, with } = clash;
    let named = tool_or_count(tools);
    let of = if tools.len() > 1 {
        format!("; this is about {}", list_tools(tools))
    } else {
        String::new()
    };
    match with {
        Some(with) => {
            Draft::new(rule.span, format!("no call of {named} passes both of these rules"))
                .label(with.span, "can't hold together with the other rule")
                .help(format!("keep the one that is meant, or let both leave room{of}"))
        }
        None => Draft::new(rule.span, format!("no call of {named} passes this rule"))
            .help(format!("{}{of}", alone(rule))),
    }
}

fn alone(rule: &Rule) -> &'static str {
    match rule.kind {
        RuleKind::Require { .. } => "its parts can't hold together: take out what isn't meant",
        _ => "its condition holds for every call; to refuse all, write `deny` or `hide`",
    }
}
