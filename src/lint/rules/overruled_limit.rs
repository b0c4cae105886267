//! Limits beside a smaller one over the same thing and window, which is the one that is enforced.

use std::sync::Arc;

use super::edits;
use super::per_rule::rules_with_tools;
use super::tool_names::list_tools;
use crate::finding::{Fix, Safety};
use crate::lint::{Draft, Issue, LintContext};
use crate::policy::Limit;
use crate::source::Span;

/// What the file itself says of limits in vain.
pub(super) fn issues<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    of_tools(context).into_iter().chain(of_all_tools(context)).collect()
}

fn of_tools<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let own = rules_with_tools(context, |rule| context.is_own(rule.span));
    let issues = own.into_iter().filter_map(|(rule, tools)| {
        let limit = rule.kind.limit()?;
        let smaller = tools.iter().map(|tool| smaller(limit, tool.limits()));
        let by = smaller.collect::<Option<Vec<_>>>()?.first()?.span;
        let tools: Vec<Arc<str>> = tools.iter().map(|tool| Arc::clone(tool.name)).collect();
        let fix = Fix::removal(Safety::Safe, rule.span, "rule");
        Some(Issue::of_tools(tools, move |tools| draft(limit.span, by, &list_tools(tools), &fix)))
    });
    issues.collect()
}

fn of_all_tools<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let limits = &context.policy.all_tools;
    let own = limits.iter().filter(|limit| context.is_own(limit.span));
    let issues = own.filter_map(|limit| {
        let by = smaller(limit, limits.iter())?.span;
        let fix = edits::remove_statement(limit.span);
        Some(Issue::of_policy(draft(limit.span, by, "all tools together", &fix)))
    });
    issues.collect()
}

/// A limit that is enforced in the place of another.
fn smaller<'l>(limit: &Limit, mut others: impl Iterator<Item = &'l Limit>) -> Option<&'l Limit> {
    let counted = |limit: &'_ Limit| (limit.sum.clone(), limit.window, limit.counter.clone());
    others.find(|other| other.max < limit.max && counted(other) == counted(limit))
}

fn draft(limit: Span, by: Span, on: &str, fix: &Fix) -> Draft {
    Draft::new(limit, format!("this limit has no effect on {on}"))
        .label(by, "this smaller limit is enforced")
        .help("remove one of the two")
        .fix(Some(fix.clone()))
}
