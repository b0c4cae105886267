//! Refusals that a call slips past by leaving an argument out.

use std::sync::Arc;

use super::per_rule;
use super::places::{Found, of_these};
use super::tool_names::list_if_several;
use super::{assume, defaults, refusals, rewrite};
use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::{Call, Finding, Fix};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::policy::condition::{Condition, Test};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::{Callable, fast_path};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "fail-open-deny",
    weight: Weight::Deny,
    summary: "a `deny when` is slipped past by leaving an argument out",
    check: Check::Policy(check),
};

/// The test that says nothing of a missing argument, and a call without it.
pub(super) struct Slip<'s> {
    test: &'s Test,
    call: Call,
}

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    per_rule::concerns(
        context,
        LINT.name,
        move |tool, rule| of_rule(context, tool, rule),
        move |rule, tools, found| finding(context, rule, tools, found),
    )
}

/// How a call slips past a rule by leaving an argument out.
pub(super) fn of_rule<'s>(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    rule: &'s Rule,
) -> Answer<Slip<'s>> {
    let Some(condition) = rule.kind.refused() else { return Answer::None };
    let open = refusals::comparing(condition).into_iter().filter(|test| is_open(tool, test));
    Answer::first_found(open.map(|test| {
        let question = (!Formula::exists(&test.path)).and(as_meant(condition, test));
        context.finder.find_valid_call(tool, &question).map(|call| Slip { test, call })
    }))
}

fn as_meant(condition: &Condition, test: &Test) -> Formula {
    assume::as_meant(condition, &test.path)
}

/// Whether a call may do without the argument, and nobody knows what the server takes then.
fn is_open(tool: &Callable<'_>, test: &Test) -> bool {
    if fast_path::is_required(tool, &test.path) {
        return false;
    }
    let Some(definition) = tool.tool else { return true };
    let Ok(argument) = definition.arguments().lookup(&test.path) else { return true };
    (argument.is_optional() || argument.may_be(Kind::Null))
        && defaults::of_argument(definition, &argument).is_none()
}

fn finding(
    context: &LintContext<'_>,
    rule: &Rule,
    tools: &[Arc<str>],
    found: &Found<Slip<'_>>,
) -> Finding {
    let finding = Finding::warn(LINT.name, rule.span, String::new());
    let Some((_, Slip { test, call })) = of_these(found, tools).next() else { return finding };
    let argument = argument_text(&test.path);
    let message = format!("a call without {} slips past this rule", tick(&argument));
    let (help, fix) = mend(context, rule, &argument);
    Finding::warn(LINT.name, test.span, message)
        .note("says nothing of a missing argument")
        .help(format!("{help}{}", list_if_several(tools)))
        .call(Some(call.clone()))
        .fix(Some(fix))
}

/// The fail-closed form; where there is none, the argument must be there.
fn mend(context: &LintContext<'_>, rule: &Rule, argument: &str) -> (String, Fix) {
    let closed = rewrite::closed(context, rule.span).zip(rewrite::close(context, rule.span));
    if let Some((closed, fix)) = closed {
        return (format!("write `require {closed}`, which refuses a call without it"), fix);
    }
    let exists = format!("require {argument} exists");
    (format!("add `{exists}`"), rewrite::before(rule.span, &exists))
}
