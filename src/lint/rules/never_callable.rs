//! Tools that are allowed, and no call of which passes.

use std::sync::Arc;

use super::per_tool::{issues_of, place_of};
use super::tool_names::{list_if_several, tool_or_count};
use crate::analysis::{Answer, Reason};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::Rule;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "never-callable",
    weight: Weight::Deny,
    summary: "a tool is allowed and its rules refuse every call together",
    check: Check::Issues(check),
};

/// How many rules are shown.
const MAX_LABELS: usize = 6;

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let (mut dead, mut unsure) = (Vec::new(), Vec::new());
    for tool in context.listed_tools().filter(|tool| !superseded.has_tool(tool.name)) {
        match context.finder.find_conflict(tool) {
            Answer::None => {}
            Answer::Found(parts) => dead.push((tool, rules(tool, parts))),
            Answer::Unknown(reason) => unsure.push(unsure_issue(context, tool, reason)),
        }
    }
    let dead = issues_of(context, dead.into_iter(), |place, tools| {
        let names = tools.names();
        let help = "`deny` or `hide` it, or change one of its rules";
        let draft = Draft::new(place, format!("no call of {} passes", tool_or_count(names)))
            .help(format!("{help}{}", list_if_several(names)));
        let label = |draft: Draft, rule: &&Rule| {
            draft.label(rule.span, "can't hold together with the others")
        };
        tools.first_found().iter().take(MAX_LABELS).fold(draft, label)
    });
    dead.into_iter().chain(unsure).collect()
}

fn rules<'a>(tool: &Callable<'a>, parts: &[usize]) -> Vec<&'a Rule> {
    parts.iter().filter_map(|at| tool.rules.get(*at).copied()).collect()
}

fn unsure_issue<'s>(context: &LintContext<'_>, tool: &Callable<'_>, reason: Reason) -> Issue<'s> {
    Issue::unsure(vec![Arc::clone(tool.name)], place_of(context, tool), reason)
}
