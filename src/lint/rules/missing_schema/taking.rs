//! `tools with args.PATH`, where a schema doesn't say whether its tool takes the argument.

use std::sync::Arc;

use super::is_unsaid;
use crate::catalog::Tool;
use crate::lint::rules::tool_names::{list_tools, tool_or_count};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, trees};
use crate::policy::glob;
use crate::risk::Class;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::syntax::ast::{Path, Statement, TermKind};
use crate::witness::Callable;

/// One issue for each term that leaves such tools out, about all of them.
pub(super) fn issues<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let statements = context.own_statements().map(|statement| &statement.node);
    statements
        .filter(|statement| !matches!(statement, Statement::Accept { .. }))
        .flat_map(|statement| of_statement(context, statement))
        .collect()
}

fn of_statement<'s>(
    context: &'s LintContext<'_>,
    statement: &'s Statement,
) -> impl Iterator<Item = Issue<'s>> {
    trees::terms(statement).filter_map(move |term| {
        let TermKind::Taking { set, path } = &term.node else { return None };
        let names = path.node.names();
        let set = set.as_ref().map(|set| set.node.as_str());
        let tools = context
            .callable()
            .filter(|tool| is_in(context, set, tool) && !is_named(statement, tool.name));
        let left_out = tools.filter_map(|tool| {
            let definition = tool.tool.filter(|it| is_left_out(it, &names))?;
            Some((Arc::clone(tool.name), definition))
        });
        let found: Found<&Tool> = left_out.collect();
        let (span, path) = (term.span, &path.node);
        let issue = Issue::of_found(found, move |tools| draft(span, path, tools));
        Some(issue.about_argument(names))
    })
}

/// Whether the tool is of this class or group, where a term has one.
fn is_in(context: &LintContext<'_>, set: Option<&str>, tool: &Callable<'_>) -> bool {
    let Some(set) = set else { return true };
    match Class::named(set) {
        Some(class) => tool.class() == Some(class),
        None => {
            let members = context.policy.groups.get(set);
            members.is_some_and(|members| members.iter().any(|(member, _)| member == tool.name))
        }
    }
}

/// Whether the statement says of this tool by its name, or by a pattern, what is to happen to it.
fn is_named(statement: &Statement, tool: &str) -> bool {
    trees::terms(statement).any(|term| match &term.node {
        TermKind::Name { name, .. } => name == tool,
        TermKind::Glob { pattern, .. } => pattern != "*" && glob::matches(pattern, tool),
        TermKind::Set(_) | TermKind::Taking { .. } => false,
    })
}

fn is_left_out(tool: &Tool, path: &[String]) -> bool {
    !tool.arguments().describe(path) && is_unsaid(tool, path)
}

fn draft(span: Span, path: &Path, tools: &Remaining<'_, &Tool>) -> Draft {
    let (_, tool) = tools.first();
    let (argument, names) = (tick(&argument_text(&path.names())), tools.names());
    let one = names.len() == 1;
    let (schemas, say) = if one { ("whose schema", "doesn't") } else { ("whose schemas", "don't") };
    let message = format!(
        "this leaves out {}, {schemas} {say} say whether there is {argument}",
        tool_or_count(names)
    );
    let named = if one { "it" } else { "them" };
    let which = if one { String::new() } else { format!(": {}", list_tools(names)) };
    Draft::new(span, message)
        .note(format!("a call can send {argument} all the same"))
        .help(format!("name {named} here as well{which}"))
        .label(tool.name_span(), "may take arguments that its schema doesn't name")
}
