//! Where findings about tools stand: at the terms that allow them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Finding;
use crate::lint::{Issue, LintContext};
use crate::source::Span;
use crate::witness::Callable;

/// Tools with what was found of each.
pub(super) type Found<T> = Vec<(Arc<str>, T)>;

/// The term that allows a tool, else the default that does.
pub(super) fn of(context: &LintContext<'_>, tool: &Callable<'_>) -> Span {
    let term = tool.allowed.map(|(_, term)| term);
    term.or(context.policy.default.span).unwrap_or_else(|| context.place())
}

/// What was found of some tools, by the place where they are allowed: one for each statement, from
/// the first of its terms that are concerned to the last.
pub(super) fn group<'c, 'a: 'c, T>(
    context: &LintContext<'_>,
    found: impl Iterator<Item = (&'c Callable<'a>, T)>,
) -> BTreeMap<Span, Found<T>> {
    let mut statements: BTreeMap<Span, (Span, Found<T>)> = BTreeMap::new();
    for (tool, what) in found {
        let term = of(context, tool);
        let statement = tool.allowed.map_or(term, |(statement, _)| statement.span);
        let (place, tools) = statements.entry(statement).or_insert((term, Vec::new()));
        *place = if term.start < place.start { term.to(*place) } else { place.to(term) };
        tools.push((Arc::clone(tool.name), what));
    }
    statements.into_values().collect()
}

/// One concern for each place; `tell` gets the place, the tools that no waiver covers, and what was
/// found of all.
pub(super) fn concerns<'s, 'c, 'a: 'c, T: 's>(
    context: &LintContext<'_>,
    found: impl Iterator<Item = (&'c Callable<'a>, T)>,
    tell: impl Fn(Span, &[Arc<str>], &Found<T>) -> Finding + Copy + 's,
) -> Vec<Issue<'s>> {
    let concern = |(span, found): (Span, Found<T>)| {
        Issue::of_tools(names(&found), move |tools| tell(span, tools, &found))
    };
    group(context, found).into_iter().map(concern).collect()
}

/// The names of what was found.
pub(super) fn names<T>(found: &Found<T>) -> Vec<Arc<str>> {
    found.iter().map(|(name, _)| Arc::clone(name)).collect()
}

/// What was found of these tools.
pub(super) fn of_these<'f, T>(
    found: &'f Found<T>,
    tools: &'f [Arc<str>],
) -> impl Iterator<Item = &'f (Arc<str>, T)> {
    found.iter().filter(|(name, _)| tools.contains(name))
}
