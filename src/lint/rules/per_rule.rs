//! Lints that look at one rule after the other: one issue for each rule, about all the tools for
//! which something is found of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Answer, Reason};
use crate::lint::registry::Weight;
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::Rule;
use crate::source::Span;
use crate::witness::Callable;

/// A lint about single rules.
pub(in crate::lint) trait RuleLint: 'static {
    /// What is found of a rule of a tool.
    type Found<'s>: 's;

    /// What is wrong with a rule of a tool.
    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>>;

    /// How much weighs what was found, where that isn't what the lint weighs.
    fn weight(_: &Self::Found<'_>) -> Option<Weight> {
        None
    }

    /// What is said about the rule.
    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft;
}

/// What was found of one rule.
struct FoundOfRule<'s, T> {
    rule: &'s Rule,
    found: Found<T>,
    unsure: Vec<Arc<str>>,
    reason: Option<Reason>,
}

/// What a lint finds of the rules of all callable tools.
pub(in crate::lint) fn issues<'s, L: RuleLint>(
    context: &'s LintContext<'_>,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let mut rules: BTreeMap<Span, FoundOfRule<'s, L::Found<'s>>> = BTreeMap::new();
    for tool in context.callable() {
        for rule in tool.rules.iter().copied() {
            if superseded.has_rule(tool, rule) {
                continue;
            }
            let answer = L::find(context, tool, rule);
            let new = || FoundOfRule { rule, found: Vec::new(), unsure: Vec::new(), reason: None };
            match answer {
                Answer::None => {}
                Answer::Found(what) => {
                    let of_rule = rules.entry(rule.span).or_insert_with(new);
                    of_rule.found.push((Arc::clone(tool.name), what));
                }
                Answer::Unknown(reason) => {
                    let of_rule = rules.entry(rule.span).or_insert_with(new);
                    of_rule.unsure.push(Arc::clone(tool.name));
                    of_rule.reason = Some(reason);
                }
            }
        }
    }
    rules.into_values().flat_map(|of_rule| issues_of_rule::<L>(context, of_rule)).collect()
}

fn issues_of_rule<'s, L: RuleLint>(
    context: &'s LintContext<'_>,
    of_rule: FoundOfRule<'s, L::Found<'s>>,
) -> Vec<Issue<'s>> {
    let FoundOfRule { rule, found, unsure, reason } = of_rule;
    let unsure = reason.map(|reason| Issue::unsure(unsure, rule.span, reason));
    let mut by_weight: BTreeMap<Option<Weight>, Found<L::Found<'s>>> = BTreeMap::new();
    for (tool, found) in found {
        by_weight.entry(L::weight(&found)).or_default().push((tool, found));
    }
    let issues = by_weight.into_iter().map(|(weight, found)| {
        let draft = move |tools: &Remaining<'_, L::Found<'_>>| L::draft(context, rule, tools);
        let issue = Issue::of_found(found, draft).about_rules([rule.span]);
        match weight {
            Some(weight) => issue.at_weight(weight),
            None => issue,
        }
    });
    issues.chain(unsure).collect()
}

/// The rules that `counts` takes, each with the listed tools that it holds for, in the order of the
/// text. What is said of a rule may hold only since it refuses every call of one of them.
pub(super) fn rules_with_tools<'s, 'a>(
    context: &'s LintContext<'a>,
    counts: impl Fn(&Rule) -> bool,
) -> Vec<(&'a Rule, Vec<&'s Callable<'a>>)> {
    let mut rules: BTreeMap<Span, (&'a Rule, Vec<&'s Callable<'a>>)> = BTreeMap::new();
    for tool in context.listed_tools() {
        for rule in tool.rules.iter().filter(|rule| counts(rule)) {
            rules.entry(rule.span).or_insert((rule, Vec::new())).1.push(tool);
        }
    }
    rules.into_values().collect()
}
