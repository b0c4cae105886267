//! Rules that refuse what the server takes anyway where the argument is left out.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{assume, defaults, rewrite};
use crate::analysis::{Answer, Formula};
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::Rule;
use crate::policy::condition::Test;
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
        let tests = rule.kind.tests();
        Answer::first_found(tests.into_iter().filter_map(|test| {
            let argument = definition.arguments().lookup(&test.path).ok()?;
            let default = defaults::of_argument(definition, &argument)?;
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
        let exists = format!("require {argument} exists");
        let draft = Draft::new(bypass.test.span, message)
            .note("refuses that value only when it is given")
            .call(Some(bypass.call.clone()));
        let draft = match bypass.place {
            Some(place) => draft.label(place, format!("{} has this default", tick(tool))),
            None => draft,
        };
        match rewrite::closed(context, rule) {
            Some(closed) => {
                let help = closed.help("a call without it");
                draft.help(format!("{help}{}", list_if_several(tools.names()))).fix(closed.fix)
            }
            None => draft
                .help(format!("add `{exists}`{}", list_if_several(tools.names())))
                .fix(Some(rewrite::before(context, rule.span, &exists))),
        }
    }
}
