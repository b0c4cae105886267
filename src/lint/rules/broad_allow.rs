//! A pattern that allows more than reading.

use std::sync::Arc;

use super::per_group::GroupLint;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::context::pattern;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::glob;
use crate::risk::Class;
use crate::source::Span;
use crate::syntax::ast::{Term, TermKind};
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "broad-allow",
    weight: Weight::Deny,
    summary: "a `*` or glob allows tools that change things",
    check: Check::per_group::<BroadAllow>(),
};

/// [`LINT`]
pub(in crate::lint) struct BroadAllow;

impl GroupLint for BroadAllow {
    type Found<'s> = Span;

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Span> {
        tool.is_at_least(Class::Write).then(|| pattern_of(context, tool))?
    }

    fn draft(context: &LintContext<'_>, pattern: &Span, tools: &[Arc<str>]) -> Draft {
        let change = if tools.len() == 1 { "which changes" } else { "which change" };
        let message = format!("this pattern allows {}, {change} things", tool_or_count(tools));
        Draft::new(*pattern, message)
            .note("and, when it is compiled again, matching tools that the server has added")
            .help(format!(
                "name the tools that are meant, or allow `read tools` only{}",
                list_if_several(tools)
            ))
            .call(example_call(&context.finder, context.callable_among(tools)))
    }
}

/// The pattern that allows a tool, in the statement itself or in the group that it names.
fn pattern_of(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Span> {
    let (_, span) = tool.allowed?;
    let term = context.term(span)?;
    within(context, term, tool.name, MAX_GROUPS)
}

/// Groups inside groups are followed this far.
const MAX_GROUPS: usize = 32;

fn within(context: &LintContext<'_>, term: &Term, tool: &str, depth: usize) -> Option<Span> {
    if let Some(pattern) = pattern(term) {
        return glob::matches(pattern, tool).then_some(term.span);
    }
    if let TermKind::Taking { set: None, path } = &term.node {
        let tool = context.catalog?.tool(tool)?;
        return tool.arguments().describe(&path.node.names()).then_some(term.span);
    }
    let (TermKind::Set(group) | TermKind::Taking { set: Some(group), .. }) = &term.node else {
        return None;
    };
    let deeper = depth.checked_sub(1)?;
    let terms = &context.group(&group.node)?.terms;
    let named = |term: &&Term| matches!(&term.node, TermKind::Name { name, .. } if name == tool);
    if terms.iter().any(|term| named(&term)) {
        return None;
    }
    terms.iter().find_map(|term| within(context, term, tool, deeper))
}
