//! What a lint finds of single rules: one finding for each, about all the tools that it holds for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::places::{Found, names};
use crate::analysis::{Answer, Reason};
use crate::finding::Finding;
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::source::Span;
use crate::witness::Callable;

/// The rules that `counts` takes, each with the callable tools that it holds for, in the order of the
/// text.
pub(super) fn rules<'s, 'a>(
    context: &'s LintContext<'a>,
    counts: impl Fn(&Rule) -> bool,
) -> Vec<(&'a Rule, Vec<&'s Callable<'a>>)> {
    let mut rules: BTreeMap<Span, (&'a Rule, Vec<&'s Callable<'a>>)> = BTreeMap::new();
    for tool in context.callable() {
        for rule in tool.rules.iter().filter(|rule| counts(rule)) {
            rules.entry(rule.span).or_insert((rule, Vec::new())).1.push(tool);
        }
    }
    rules.into_values().collect()
}

/// What was found of one rule.
struct Seen<'s, T> {
    rule: &'s Rule,
    found: Found<T>,
    unsure: Vec<Arc<str>>,
    reason: Option<Reason>,
}

/// One concern for each rule of which `look` finds something, about the tools where it does; `tell`
/// gets the rule, the tools that no waiver covers, and what was found of all.
pub(super) fn concerns<'s, 'a: 's, T: 's>(
    context: &'s LintContext<'a>,
    lint: &'static str,
    look: impl Fn(&'s Callable<'a>, &'s Rule) -> Answer<T>,
    tell: impl Fn(&'s Rule, &[Arc<str>], &Found<T>) -> Finding + Copy + 's,
) -> Vec<Issue<'s>> {
    let mut rules: BTreeMap<Span, Seen<'s, T>> = BTreeMap::new();
    for tool in context.callable() {
        for rule in &tool.rules {
            let answer = look(tool, rule);
            let new = || Seen { rule, found: Vec::new(), unsure: Vec::new(), reason: None };
            match answer {
                Answer::None => {}
                Answer::Found(what) => {
                    let seen = rules.entry(rule.span).or_insert_with(new);
                    seen.found.push((Arc::clone(tool.name), what));
                }
                Answer::Unknown(reason) => {
                    let seen = rules.entry(rule.span).or_insert_with(new);
                    seen.unsure.push(Arc::clone(tool.name));
                    seen.reason = Some(reason);
                }
            }
        }
    }
    rules.into_values().flat_map(|seen| of_rule(seen, lint, tell)).collect()
}

fn of_rule<'s, T: 's>(
    seen: Seen<'s, T>,
    lint: &'static str,
    tell: impl Fn(&'s Rule, &[Arc<str>], &Found<T>) -> Finding + Copy + 's,
) -> Vec<Issue<'s>> {
    let Seen { rule, found, unsure, reason } = seen;
    let unsure = reason.map(|reason| Issue::unsure(unsure, lint, rule.span, reason));
    let found = (!found.is_empty())
        .then(|| Issue::of_tools(names(&found), move |tools| tell(rule, tools, &found)));
    found.into_iter().chain(unsure).collect()
}
