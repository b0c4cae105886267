//! Refusals that no call can trigger.

use std::sync::Arc;

use super::per_rule::rules_with_tools;
use crate::analysis::{Equality, Formula, Test as Asked};
use crate::catalog::Argument;
use crate::catalog::types::{Alternative, Kind};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::Rule;
use crate::policy::condition::{Condition, Path};
use crate::policy::semantics::of_condition;
use crate::source::Span;
use crate::witness::{Callable, fast_path};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "never-fires",
    weight: Weight::Warn,
    summary: "no call can trigger a `deny when`, given the types of its arguments",
    check: Check::Issues(check),
};

/// Why a condition never holds.
enum Never {
    /// Whatever a call gives.
    AtAll,
    /// For what its arguments may be.
    ByTypes,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let rules = rules_with_tools(context, |rule| may_be_idle(rule).is_some()).into_iter();
    rules.filter_map(|(rule, tools)| of_rule(context, rule, may_be_idle(rule)?, &tools)).collect()
}

/// The condition of a refusal of which it isn't plain to see that some call triggers it.
fn may_be_idle(rule: &Rule) -> Option<&Condition> {
    rule.kind.refused().filter(|condition| !fast_path::is_satisfiable(condition))
}

/// A rule that some tool can trigger is needed.
fn of_rule<'s>(
    context: &'s LintContext<'_>,
    rule: &'s Rule,
    condition: &'s Condition,
    tools: &[&Callable<'_>],
) -> Option<Issue<'s>> {
    let names = || tools.iter().map(|tool| Arc::clone(tool.name)).collect();
    let whole = of_condition(condition);
    let why = match context.finder.is_satisfiable(&whole) {
        Err(reason) => {
            return Some(Issue::unsure(names(), rule.span, reason));
        }
        Ok(false) => Never::AtAll,
        Ok(true) => Never::ByTypes,
    };
    let never = |tool: &&Callable<'_>| {
        let typed = typed(tool, condition).map(|types| types.and(whole.clone()));
        typed.is_some_and(|typed| context.finder.find_arguments(&typed).is_none())
    };
    if matches!(why, Never::ByTypes) && !tools.iter().all(never) {
        return None;
    }
    let place = tools.iter().find_map(|tool| place(tool, condition));
    let draft = draft(rule, &why, place);
    Some(Issue::of_tools(names(), move |_| draft.clone()))
}

/// What kinds of values the arguments of a condition may have, and which where the schema lists
/// them all. Not which must be there, nor ranges: no gateway holds a call to those, so a rule about
/// them makes sense.
fn typed(tool: &Callable<'_>, condition: &Condition) -> Option<Formula> {
    let arguments = tool.tool?.arguments();
    let paths = condition.tests().into_iter().map(|test| &test.path);
    let of_path = |path: &Path| Some(values(path, &arguments.lookup(path).ok()?));
    Some(Formula::All(paths.filter_map(of_path).collect()))
}

fn values(path: &[String], argument: &Argument<'_>) -> Formula {
    let missing = !Formula::test(path, Asked::Present);
    let alternatives = argument.alternatives().map(|alternative| match alternative {
        Alternative::Literal(value) => {
            Formula::test(path, Asked::Equal(Equality::Typed, value.clone()))
        }
        other => Formula::test(path, Asked::Is(other.kind())),
    });
    let null = Formula::test(path, Asked::Is(Kind::Null));
    Formula::Any([missing, null].into_iter().chain(alternatives).collect())
}

/// Where the catalog has the first argument.
fn place(tool: &Callable<'_>, condition: &Condition) -> Option<Span> {
    let test = condition.tests().into_iter().next()?;
    tool.tool?.arguments().lookup(&test.path).ok()?.name_span()
}

fn draft(rule: &Rule, why: &Never, place: Option<Span>) -> Draft {
    let draft = Draft::new(rule.span, "no call can trigger this rule");
    match (why, place) {
        (Never::AtAll, _) => draft
            .note("its parts can't all hold")
            .help("remove the rule, or write `or` where either is meant"),
        (Never::ByTypes, None) => draft.note("never holds, given its arguments' types"),
        (Never::ByTypes, Some(place)) => draft
            .note("never holds, given its arguments' types")
            .label(place, "its type")
            .help("compare with what the argument may be, or remove the rule"),
    }
}
