//! Refusals that do not apply to a call without an argument.

use std::sync::Arc;

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{added, assume, refusals, rewrite};
use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::{Call, Fix, Safety};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::Rule;
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::risk::Profile;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "fail-open-deny",
    weight: Weight::Deny,
    summary: "a `deny when` does not refuse a call without its argument",
    check: Check::per_rule::<FailOpenDeny>(),
};

/// The test that does not apply when the argument is missing, and a call without it.
pub(in crate::lint) struct Slip<'s> {
    test: &'s Test,
    call: Call,
    /// Whether the argument is a switch, which is off by all that is known where it is missing.
    stays_off: bool,
}

/// [`LINT`]
pub(in crate::lint) struct FailOpenDeny;

impl RuleLint for FailOpenDeny {
    type Found<'s> = Slip<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let Some(condition) = rule.kind.refused() else { return Answer::None };
        let open = refusals::unguarded(condition).into_iter().filter(|test| is_open(tool, test));
        let open = open.map(|test| (is_switched_on(test) && stays_off(tool, &test.path), test));
        let mut open: Vec<_> = open.collect();
        open.sort_by_key(|(stays_off, _)| *stays_off);
        Answer::first_found(open.into_iter().map(|(stays_off, test)| {
            let question = (!Formula::exists(&test.path)).and(as_meant(condition, test));
            let call = context.finder.find_valid_call(tool, &question);
            call.map(|call| Slip { test, call, stays_off })
        }))
    }

    fn weight(found: &Self::Found<'_>) -> Option<Weight> {
        found.stays_off.then_some(Weight::Warn)
    }

    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let Slip { test, call, .. } = tools.first_found();
        let argument = argument_text(&test.path);
        let message = format!("this rule does not refuse a call without {}", tick(&argument));
        let (help, fix) = match refusals::is_null(&test.operator) {
            true => as_missing(test, &argument),
            false => help_and_fix(context, rule, &argument, tools.names()),
        };
        Draft::new(test.span, message)
            .note("does not apply when the argument is missing")
            .help(format!("{help}{}", list_if_several(tools.names())))
            .call(Some(call.clone()))
            .fix(fix)
    }
}

fn as_meant(condition: &Condition, test: &Test) -> Formula {
    assume::as_meant(condition, &test.path)
}

/// How descriptions say what is taken where an argument is left out.
const TAKEN: &[&str] = &[
    "default",
    "omit",
    "if not ",
    "when not ",
    "if unset",
    "if absent",
    "if missing",
    "if empty",
    "when empty",
    "leave empty",
    "leave blank",
    "otherwise",
    "unless",
    "without it",
];

/// Whether a call may do without the argument, and nobody knows what the server takes then.
fn is_open(tool: &Callable<'_>, test: &Test) -> bool {
    if tool.is_required(&test.path) {
        return false;
    }
    let Some(definition) = tool.tool else { return true };
    let Ok(argument) = definition.arguments().lookup(&test.path) else { return true };
    (argument.is_optional() || argument.may_be(Kind::Null))
        && definition.default_of(&argument).is_none()
        && !stays_as_it_is(tool, &test.path)
}

/// Whether a test is about a switch that is on.
fn is_switched_on(test: &Test) -> bool {
    test.operator == Operator::Equal(Value::Bool(true))
}

/// Whether a switch is off in a call without it, as switches are of which nothing else is said.
fn stays_off(tool: &Callable<'_>, path: &Path) -> bool {
    !descriptions(tool, path)
        .iter()
        .any(|text| says_what_is_taken(text) && text.to_ascii_lowercase().contains("true"))
}

/// Whether a call without the argument leaves things as they are: what an update isn't told stays,
/// unless the argument's description says otherwise.
fn stays_as_it_is(tool: &Callable<'_>, path: &Path) -> bool {
    tool.profile().is_some_and(Profile::only_updates)
        && !descriptions(tool, path).into_iter().any(says_what_is_taken)
}

/// What the server says of an argument.
fn descriptions<'t>(tool: &'t Callable<'_>, path: &Path) -> Vec<&'t str> {
    let roles = tool.profile().map(Profile::roles).unwrap_or_default();
    let own = roles.iter().filter(|found| found.leaf.path.outside_lists() == *path);
    own.filter_map(|found| found.leaf.description.as_deref()).collect()
}

fn says_what_is_taken(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    TAKEN.iter().any(|words| description.contains(words))
}

/// `missing` in the place of `== null`: it holds for both, though not for the text `<nil>`, which the
/// gateway takes for null.
fn as_missing(test: &Test, argument: &str) -> (String, Option<Fix>) {
    let missing = format!("{argument} missing");
    let help = format!("write {}, which `null` is, too", tick(&missing));
    (help, Some(Fix::replacement(Safety::Unsafe, test.span, missing)))
}

/// The fail-closed form; where there is none, the argument must be there.
fn help_and_fix(
    context: &LintContext<'_>,
    rule: &Rule,
    argument: &str,
    tools: &[Arc<str>],
) -> (String, Option<Fix>) {
    if let Some(meant) = rewrite::meant(context, rule) {
        return (meant.help, meant.fix);
    }
    if let Some(closed) = rewrite::closed(context, rule) {
        return (closed.help("a call without it"), closed.fix);
    }
    let added = added::for_tools(context, rule, tools, &format!("require {argument} exists"));
    (added.help, added.fix)
}
