//! Rules without which the same calls are refused.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::per_rule::rules_with_tools;
use crate::analysis::Formula;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::condition::{Condition, Operator};
use crate::policy::{Rule, RuleKind, semantics::of_rule};
use crate::source::Span;
use crate::syntax::ast;
use crate::witness::{Callable, Tried};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "redundant-rule",
    weight: Weight::Warn,
    summary: "without a rule the same calls are refused by the others",
    check: Check::Issues(check),
};

/// How many of the rules that imply one are shown.
const MAX_LABELS: usize = 4;

/// A rule that says nothing beside others.
struct Redundant<'a> {
    rule: &'a Rule,
    tools: Vec<Arc<str>>,
    /// The rules that imply it; none where every call passes it.
    by: Vec<Span>,
}

/// From the last rule to the first, so that of two that say the same the later is named; what is
/// named implies no other.
fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let mut candidates = rules_with_tools(context, |rule| context.is_own(rule.span));
    candidates.retain(|(rule, tools)| tools.iter().all(|tool| may_be_implied(rule, tool)));
    if candidates.is_empty() {
        return Vec::new();
    }
    let mut gone: BTreeSet<Span> = superseded.rules_of_all_tools().collect();
    let mut issues = Vec::new();
    candidates.retain(|(rule, _)| !gone.contains(&rule.span));
    for (rule, tools) in candidates.into_iter().rev() {
        if let Some(redundant) = redundant(context, rule, &tools, &gone) {
            gone.insert(rule.span);
            issues.push(issue(&redundant));
        }
    }
    issues
}

/// Whether another rule looks at one of its arguments, or no argument is needed to pass it.
fn may_be_implied(rule: &Rule, tool: &Callable<'_>) -> bool {
    let is_other = |at: &usize| tool.rules.get(*at).is_some_and(|other| other.span != rule.span);
    let names = rule.kind.top_arguments();
    names.into_iter().any(|name| tool.rules_about(name).iter().any(is_other))
        || rule.kind.required().is_some_and(needs_nothing)
}

fn needs_nothing(condition: &Condition) -> bool {
    condition.holds_where(&|test| test.operator == Operator::Missing)
}

/// Whether a rule is implied for each of its tools.
fn redundant<'a>(
    context: &LintContext<'a>,
    rule: &'a Rule,
    tools: &[&Callable<'a>],
    gone: &BTreeSet<Span>,
) -> Option<Redundant<'a>> {
    let mut by = BTreeSet::new();
    for tool in tools {
        by.extend(implying(context, rule, tool, gone)?);
    }
    let tools = tools.iter().map(|tool| Arc::clone(tool.name)).collect();
    Some(Redundant { rule, tools, by: by.into_iter().collect() })
}

/// The other rules of a tool that refuse all that a rule refuses; nothing where they don't. A call
/// that a human may approve isn't refused for good: `approve when` implies only its like.
fn implying(
    context: &LintContext<'_>,
    rule: &Rule,
    tool: &Callable<'_>,
    gone: &BTreeSet<Span>,
) -> Option<Vec<Span>> {
    if context.finder.is_spent() || !context.finder.find_conflict(tool).is_none() {
        return None;
    }
    let refused = !of_rule(rule).clone();
    let asks = asks_a_human(context, rule);
    let counts = |other: &&Rule| other.span != rule.span && !gone.contains(&other.span);
    let alike = |other: &&Rule| asks || !asks_a_human(context, other);
    let counted = |at: usize| tool.rules.get(at).copied().filter(counts).filter(alike);
    let tried = context.finder.try_calls(tool, &refused, &|at| counted(at).is_some());
    if tried == Tried::Passes {
        return None;
    }
    // What the rule itself names stands first: it mostly shows that the others let it pass.
    let implied = |by: &[&Rule]| {
        let passed = by.iter().map(|rule| of_rule(rule).clone());
        let escapes = Formula::All(std::iter::once(refused.clone()).chain(passed).collect());
        context.finder.is_satisfiable(&escapes) == Ok(false)
    };
    if implied(&[]) {
        // A refusal that never fires is reported by `never-fires`.
        return matches!(rule.kind, RuleKind::Require { .. }).then(Vec::new);
    }
    let single = |others: &[&Rule]| others.iter().find(|it| implied(&[**it])).map(|it| it.span);
    // One rule that implies it alone refuses every call of it.
    let by = match tried {
        Tried::Refused(by) => Some(by.into_iter().filter_map(counted).collect::<Vec<_>>()),
        Tried::Passes | Tried::Nothing => None,
    };
    if let Some(span) = by.as_ref().and_then(|by| single(by)) {
        return Some(vec![span]);
    }
    let names = rule.kind.top_arguments().into_iter();
    let related: BTreeSet<usize> = names.flat_map(|it| tool.rules_about(it)).copied().collect();
    let others: Vec<&Rule> = related.into_iter().filter_map(counted).collect();
    if !implied(&others) {
        return None;
    }
    let single = by.is_none().then(|| single(&others)).flatten();
    Some(single.map_or_else(|| spans(&others), |span| vec![span]))
}

fn spans(rules: &[&Rule]) -> Vec<Span> {
    rules.iter().map(|rule| rule.span).collect()
}

fn asks_a_human(context: &LintContext<'_>, rule: &Rule) -> bool {
    matches!(context.rule(rule.span), Some(ast::Rule::ApproveWhen { .. }))
}

fn issue<'s>(redundant: &Redundant<'_>) -> Issue<'s> {
    let Redundant { rule, tools, by } = redundant;
    let (note, help) = match by.as_slice() {
        [] => ("lets every call pass", "remove it, or write what it should refuse"),
        [_] => ("refuses nothing that the other rule doesn't", "remove it, or make it stricter"),
        _ => ("refuses nothing that the others don't", "remove it, or make it stricter"),
    };
    let draft = Draft::new(rule.span, "this rule makes no difference")
        .note(note)
        .help(help)
        .fix(Some(Fix::removal(Safety::Safe, rule.span, "rule")));
    let label = |draft: Draft, span: &Span| draft.label(*span, "implies it");
    let draft = by.iter().take(MAX_LABELS).fold(draft, label);
    Issue::of_tools(tools.clone(), move |_| draft.clone())
}
