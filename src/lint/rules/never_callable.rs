//! Tools that are allowed, and no call of which passes.

use std::sync::Arc;

use super::tool_names::{list_if_several, tool_or_count};
use super::{contradiction, places};
use crate::analysis::{Answer, Reason};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "never-callable",
    weight: Weight::Deny,
    summary: "a tool is allowed and its rules refuse every call together",
    check: Check::Policy(check),
};

/// How many rules are shown.
const MAX_LABELS: usize = 6;

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let (mut dead, mut unsure) = (Vec::new(), Vec::new());
    for tool in context.callable() {
        match context.finder.find_conflict(tool) {
            Answer::None => {}
            Answer::Found(_) if contradiction::of_tool(context, tool).is_some() => {}
            Answer::Found(parts) => dead.push((tool, rules(tool, parts))),
            Answer::Unknown(reason) => unsure.push((tool, reason)),
        }
    }
    let dead = places::concerns(context, dead.into_iter(), |span, tools, found| {
        let finding =
            Finding::warn(LINT.name, span, format!("no call of {} passes", tool_or_count(tools)))
                .help(format!(
                    "`deny` or `hide` it, or change one of its rules{}",
                    list_if_several(tools)
                ));
        let rules = places::of_these(found, tools).next().map(|(_, rules)| rules.as_slice());
        let label =
            |finding: Finding, rule: &&Rule| finding.label(rule.span, "refuses what is left");
        rules.unwrap_or_default().iter().take(MAX_LABELS).fold(finding, label)
    });
    dead.into_iter().chain(unsure.into_iter().map(|it| told(context, it))).collect()
}

fn rules<'a>(tool: &Callable<'a>, parts: &[usize]) -> Vec<&'a Rule> {
    parts.iter().filter_map(|at| tool.rules.get(*at).copied()).collect()
}

fn told<'s>(context: &LintContext<'_>, (tool, reason): (&Callable<'_>, Reason)) -> Issue<'s> {
    let place = places::of(context, tool);
    Issue::unsure(vec![Arc::clone(tool.name)], LINT.name, place, reason)
}
