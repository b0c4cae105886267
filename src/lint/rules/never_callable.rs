//! Tools that are allowed, and no call of which passes.

use std::sync::Arc;

use super::words::{all, who};
use super::{contradiction, places};
use crate::analysis::{Answer, Reason};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::policy::Rule;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "never-callable",
    weight: Weight::Deny,
    summary: "a tool is allowed and its rules refuse every call together",
    check: Check::Policy(check),
};

/// How many rules are shown.
const SHOWN: usize = 6;

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let (mut dead, mut unsure) = (Vec::new(), Vec::new());
    for tool in subject.callable() {
        match subject.finder.find_conflict(tool) {
            Answer::None => {}
            Answer::Found(_) if contradiction::of_tool(subject, tool).is_some() => {}
            Answer::Found(parts) => dead.push((tool, rules(tool, parts))),
            Answer::Unknown(reason) => unsure.push((tool, reason)),
        }
    }
    let dead = places::concerns(subject, dead.into_iter(), |span, tools, found| {
        let finding = Finding::warn(LINT.name, span, format!("no call of {} passes", who(tools)))
            .help(format!("`deny` or `hide` it, or change one of its rules{}", all(tools)));
        let rules = places::of_these(found, tools).next().map(|(_, rules)| rules.as_slice());
        let label =
            |finding: Finding, rule: &&Rule| finding.label(rule.span, "refuses what is left");
        rules.unwrap_or_default().iter().take(SHOWN).fold(finding, label)
    });
    dead.into_iter().chain(unsure.into_iter().map(|it| told(subject, it))).collect()
}

fn rules<'a>(tool: &Callable<'a>, parts: &[usize]) -> Vec<&'a Rule> {
    parts.iter().filter_map(|at| tool.rules.get(*at).copied()).collect()
}

fn told<'s>(subject: &Subject<'_>, (tool, reason): (&Callable<'_>, Reason)) -> Concern<'s> {
    let place = places::of(subject, tool);
    Concern::unsure(vec![Arc::clone(tool.name)], LINT.name, place, reason)
}
