//! Rules that refuse what the server takes anyway where the argument is left out.

use std::sync::Arc;

use super::per_rule;
use super::places::{Found, of_these};
use super::tool_names::list_if_several;
use super::{assume, defaults, rewrite};
use crate::analysis::{Answer, Formula};
use crate::finding::{Call, Finding};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::policy::condition::Test;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "default-value-bypass",
    weight: Weight::Deny,
    summary: "leaving an argument out makes the server take a value that a rule refuses",
    check: Check::Policy(check),
};

/// An argument that has a test and a default, and a call without it.
struct Bypass<'s> {
    test: &'s Test,
    default: Value,
    /// Where the catalog has the argument.
    place: Option<Span>,
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

fn of_rule<'s>(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    rule: &'s Rule,
) -> Answer<Bypass<'s>> {
    let Some(definition) = tool.tool.filter(|_| tool.has_defaults()) else {
        return Answer::None;
    };
    let tests = rule.kind.tests();
    Answer::first_found(tests.into_iter().filter_map(|test| {
        let argument = definition.arguments().lookup(&test.path).ok()?;
        let default = defaults::of_argument(definition, &argument)?;
        let question =
            (!Formula::exists(&test.path)).and(assume::refused(&rule.kind, &test.path, &default)?);
        Some(context.finder.find_valid_call(tool, &question).map(|call| Bypass {
            test,
            default,
            place: argument.name_span(),
            call,
        }))
    }))
}

fn finding(
    context: &LintContext<'_>,
    rule: &Rule,
    tools: &[Arc<str>],
    found: &Found<Bypass<'_>>,
) -> Finding {
    let Some((tool, bypass)) = of_these(found, tools).next() else {
        return Finding::warn(LINT.name, rule.span, String::new());
    };
    let (argument, default) = (argument_text(&bypass.test.path), bypass.default.to_string());
    let message = format!("leaving {} out means {}", tick(&argument), tick(&default));
    let exists = format!("require {argument} exists");
    let finding = Finding::warn(LINT.name, bypass.test.span, message)
        .note("refuses that value only where it is written")
        .call(Some(bypass.call.clone()));
    let finding = match bypass.place {
        Some(place) => finding.label(place, format!("{} has this default", tick(tool))),
        None => finding,
    };
    match rewrite::closed(context, rule.span).zip(rewrite::close(context, rule.span)) {
        Some((closed, fix)) => finding
            .help(format!(
                "write `require {closed}`, which refuses a call without it{}",
                list_if_several(tools)
            ))
            .fix(Some(fix)),
        None => finding
            .help(format!("add `{exists}`{}", list_if_several(tools)))
            .fix(Some(rewrite::before(rule.span, &exists))),
    }
}
