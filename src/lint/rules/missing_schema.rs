//! Arguments that nobody describes: all those of a tool, or one that a rule or a selector names.

mod taking;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::per_tool;
use super::tool_names::{list_if_several, list_tools, tool_or_count};
use crate::catalog::Tool;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::Path;
use crate::risk::When;
use crate::source::Span;
use crate::strings::{nearest, tick};
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-schema",
    weight: Weight::Warn,
    summary: "an allowed tool has no schema, or one that says nothing of an argument that a rule \
              or a selector names",
    check: Check::Issues(check),
};

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let tools = || context.callable().filter(|tool| !superseded.has_tool(tool.name));
    let undescribed = tools().filter_map(|tool| Some((tool, undescribed(tool)?)));
    let issues = per_tool::issues_of(context, undescribed, of_tools);
    let mut arguments: BTreeMap<(Span, &'s Path), Found<&'s Tool>> = BTreeMap::new();
    for tool in tools().filter(|tool| undescribed_none(tool)) {
        for (span, path, definition) in unsaid(context, tool) {
            let found = arguments.entry((span, path)).or_default();
            found.push((Arc::clone(tool.name), definition));
        }
    }
    let of_argument = |((span, path), found): ((Span, &'s Path), Found<&'s Tool>)| {
        let issue = Issue::of_found(found, move |tools| of_argument(span, path, tools));
        issue.about_argument(path.clone())
    };
    let arguments = arguments.into_iter().map(of_argument);
    issues.into_iter().chain(arguments).chain(taking::issues(context)).collect()
}

/// The tool's definition, where that describes no arguments.
fn undescribed<'a>(tool: &Callable<'a>) -> Option<&'a Tool> {
    tool.tool.filter(|tool| tool.schema().is_none_or(says_nothing) || leads_nowhere(tool))
}

fn undescribed_none(tool: &Callable<'_>) -> bool {
    undescribed(tool).is_none()
}

/// `{}`; a schema that says `"type": "object"` may well mean that there are no arguments.
fn says_nothing(schema: &str) -> bool {
    schema.bytes().filter(|byte| !byte.is_ascii_whitespace()).eq(*b"{}")
}

/// Whether the schema names no argument, but for what can't be read, such as a `$ref` to nothing.
fn leads_nowhere(tool: &Tool) -> bool {
    let arguments = tool.arguments();
    !arguments.types().get(arguments.id()).widenings.is_empty() && arguments.all().keys().is_empty()
}

/// The arguments that rules name and of which the schema says nothing, each once for each block.
fn unsaid<'s>(
    context: &LintContext<'_>,
    tool: &'s Callable<'_>,
) -> Vec<(Span, &'s Path, &'s Tool)> {
    let Some(definition) = tool.tool else { return Vec::new() };
    let tests = tool.rules.iter().flat_map(|rule| rule.kind.tests());
    let tests = tests.map(|test| (test.span, &test.path));
    let limits = tool.rules.iter().filter_map(|rule| rule.kind.limit());
    let sums = limits.filter_map(|limit| Some((limit.span, limit.sum.as_ref()?)));
    let unsaid = tests.chain(sums).filter(|(_, path)| is_unsaid(definition, path));
    let unsaid = unsaid.filter(|(_, path)| !has_effect(tool, path));
    let block = |span: Span| {
        let statements = context.parts.iter().flat_map(|part| &part.file.statements);
        statements.map(|statement| statement.span).find(|block| {
            block.source == span.source
                && block.range().start <= span.range().start
                && span.range().end <= block.range().end
        })
    };
    let mut first: BTreeMap<(Option<Span>, &'s Path), Span> = BTreeMap::new();
    for (span, path) in unsaid {
        let earliest = first.entry((block(span), path)).or_insert(span);
        *earliest = span.min(*earliest);
    }
    first.into_iter().map(|((_, path), span)| (span, path, definition)).collect()
}

/// Whether a tool's schema leaves open whether there is such an argument.
fn is_unsaid<K: AsRef<str>>(tool: &Tool, path: &[K]) -> bool {
    let argument = tool.arguments().lookup(path);
    argument.is_ok_and(|it| it.is_anything() && it.name_span().is_none())
}

/// Whether it is known without a schema what an argument does: where a filter forwards mail to.
fn has_effect(tool: &Callable<'_>, path: &Path) -> bool {
    tool.effects().iter().any(|found| match &found.when {
        When::Given(given) => given.outside_lists() == *path,
        When::Always | When::OneOf(..) => false,
    })
}

fn of_tools(place: Span, tools: &Remaining<'_, &Tool>) -> Draft {
    let (_, tool) = tools.first();
    let verb = if tools.names().len() == 1 { "has" } else { "have" };
    let message =
        format!("{} {verb} no schema: no argument can be checked", tool_or_count(tools.names()));
    Draft::new(place, message)
        .help(format!(
            "ask for an `inputSchema` where the server is made, or leave the tool out{}",
            list_if_several(tools.names())
        ))
        .label(tool.name_span(), why(tool))
}

fn why(tool: &Tool) -> &'static str {
    match tool.schema().is_none_or(says_nothing) {
        true => "describes no argument",
        false => "its schema refers to what isn't there or can't be read",
    }
}

fn of_argument(span: Span, path: &Path, tools: &Remaining<'_, &Tool>) -> Draft {
    let (_, tool) = tools.first();
    let argument = tick(&argument_text(path));
    let message = format!("the schema of {} says nothing of {argument}", list_tools(tools.names()));
    Draft::new(span, message)
        .note("can't be checked")
        .help(help(path, tool))
        .label(tool.name_span(), "takes other arguments than its schema names, or may")
}

/// The name that may be meant, else those that there are.
fn help(path: &Path, tool: &Tool) -> String {
    let (last, around) = match path.split_last() {
        Some((last, around)) => (last.as_str(), around),
        None => ("", &[][..]),
    };
    let known = tool.arguments().lookup(around).map(|it| it.keys()).unwrap_or_default();
    let full = |key: &str| tick(&argument_text(&[around, &[key.to_owned()]].concat()));
    if let Some(near) = nearest(last, known.iter().copied()) {
        return format!("did you mean {}?", full(near));
    }
    let ask = "make sure that the server takes an argument of this name";
    match known.is_empty() {
        true => format!("{ask}; its schema names none"),
        false => {
            let known: Vec<_> = known.iter().take(MAX_KNOWN).map(|key| full(key)).collect();
            format!("{ask}; its schema names {}", known.join(", "))
        }
    }
}

/// How many arguments a help lists.
const MAX_KNOWN: usize = 8;
