//! Rules that refuse what the server takes anyway where the argument is left out.

use std::sync::Arc;

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{added, assume, rewrite};
use crate::analysis::{Answer, Formula};
use crate::finding::{Call, Fix};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Operator, Path, Test};
use crate::policy::{Rule, RuleKind};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "default-value-bypass",
    weight: Weight::Deny,
    summary: "for a missing argument, the server uses a default that a rule refuses",
    check: Check::per_rule::<DefaultValueBypass>(),
};

/// An argument that has a test and a default, and a call without it.
pub(in crate::lint) struct Bypass<'s> {
    test: &'s Test,
    default: Value,
    /// Where the catalog has the argument.
    place: Option<Span>,
    call: Call,
}

/// [`LINT`]
pub(in crate::lint) struct DefaultValueBypass;

impl RuleLint for DefaultValueBypass {
    type Found<'s> = Bypass<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let Some(definition) = tool.tool.filter(|_| tool.has_defaults()) else {
            return Answer::None;
        };
        let mut tests = rule.kind.tests();
        tests.retain(|test| names_values(&rule.kind, &test.path));
        Answer::first_found(tests.into_iter().filter_map(|test| {
            let argument = definition.arguments().lookup(&test.path).ok()?;
            let default = definition.default_of(&argument)?;
            let question = (!Formula::exists(&test.path))
                .and(assume::refused(&rule.kind, &test.path, &default)?);
            Some(context.finder.find_valid_call(tool, &question).map(|call| Bypass {
                test,
                default,
                place: argument.name_span(),
                call,
            }))
        }))
    }

    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let (tool, bypass) = tools.first();
        let (argument, default) = (argument_text(&bypass.test.path), bypass.default.to_string());
        let message = format!("without {}, the server uses {}", tick(&argument), tick(&default));
        let draft = Draft::new(bypass.test.span, message)
            .note("refuses that value only when it is given")
            .call(Some(bypass.call.clone()));
        let draft = match bypass.place {
            Some(place) => draft.label(place, format!("{} has this default", tick(tool))),
            None => draft,
        };
        let (help, fix) = help_and_fix(context, rule, &bypass.test.path, tools.names());
        draft.help(format!("{help}{}", list_if_several(tools.names()))).fix(fix)
    }
}

/// Whether a rule says which values of an argument are good or bad. One that only requires it to be
/// missing leaves the choice to the server on purpose.
fn names_values(rule: &RuleKind, path: &Path) -> bool {
    let of_argument = |test: &&Test| test.path == *path;
    rule.tests().into_iter().filter(of_argument).any(|test| test.operator != Operator::Missing)
}

/// The rule as one that a call without the argument doesn't pass; where there is no such form or the
/// rule holds for other tools as well, the argument must be there.
fn help_and_fix(
    context: &LintContext<'_>,
    rule: &Rule,
    path: &Path,
    tools: &[Arc<str>],
) -> (String, Option<Fix>) {
    if let Some(meant) = rewrite::meant(context, rule) {
        return (meant.help, meant.fix);
    }
    if added::is_about_all(context, rule, tools) {
        if let Some(closed) = rewrite::closed(context, rule) {
            return (closed.help("a call without it"), closed.fix);
        }
        if let Some((required, fix)) = rewrite::without_missing(context, rule, path) {
            let help = format!("write `require {required}`, which refuses a call without it");
            return (help, Some(fix));
        }
    }
    let exists = format!("require {} exists", argument_text(path));
    let added = added::for_tools(context, rule, tools, &exists);
    (added.help, added.fix)
}
