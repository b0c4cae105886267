//! Lints that look at one callable tool after the other, and say the same of all in which they find
//! the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::per_tool::place_of;
use crate::analysis::Reason;
use crate::finding::Level;
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::witness::Callable;

/// A lint about tools in groups of its own.
pub(in crate::lint) trait GroupLint: 'static {
    /// What is found of a tool; tools of which the same is found are one finding.
    type Found<'s>: Ord + 's;

    /// What is wrong with a tool; nothing where it is fine.
    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>>;

    /// Why nobody knows whether something is wrong with a tool of which nothing is found.
    fn unknown(_: &LintContext<'_>, _: &Callable<'_>) -> Option<Reason> {
        None
    }

    /// Whether what was found is a matter of taste.
    fn is_pedantic(_: &Self::Found<'_>) -> bool {
        false
    }

    /// What is said about the tools of which this was found.
    fn draft(context: &LintContext<'_>, found: &Self::Found<'_>, tools: &[Arc<str>]) -> Draft;
}

/// What a lint finds of all callable tools: one issue for each group, and what nobody can tell.
pub(in crate::lint) fn issues<'s, L: GroupLint>(
    context: &'s LintContext<'_>,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let mut groups: BTreeMap<L::Found<'s>, Vec<Arc<str>>> = BTreeMap::new();
    let mut unsure = Vec::new();
    for tool in context.callable().filter(|tool| !superseded.has_tool(tool.name)) {
        if let Some(found) = L::find(context, tool) {
            groups.entry(found).or_default().push(Arc::clone(tool.name));
        } else if let Some(reason) = L::unknown(context, tool) {
            let (tools, place) = (vec![Arc::clone(tool.name)], place_of(context, tool));
            unsure.push(Issue::unsure(tools, place, reason));
        }
    }
    let issue = |(found, tools)| {
        let is_pedantic = L::is_pedantic(&found);
        let issue = Issue::of_tools(tools, move |tools| L::draft(context, &found, tools));
        if is_pedantic { issue.at_level(Level::Warn).pedantic() } else { issue }
    };
    groups.into_iter().map(issue).chain(unsure).collect()
}
