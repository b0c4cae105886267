//! Lints that look at one callable tool after the other; their findings stand at the terms that
//! allow the tools.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::source::Span;
use crate::witness::Callable;

/// A lint about single tools.
pub(in crate::lint) trait ToolLint: 'static {
    /// What is found of a tool.
    type Found<'s>: 's;

    /// What is wrong with a tool; nothing where it is fine.
    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>>;

    /// What is said about the tools that are allowed at `place`.
    fn draft(
        context: &LintContext<'_>,
        place: Span,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft;
}

/// What a lint finds of all callable tools: one issue for each statement that allows some.
pub(in crate::lint) fn issues<'s, L: ToolLint>(
    context: &'s LintContext<'_>,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let tools = context.callable().filter(|tool| !superseded.has_tool(tool.name));
    let found = tools.filter_map(|tool| Some((tool, L::find(context, tool)?)));
    issues_of(context, found, |place, tools| L::draft(context, place, tools))
}

/// One issue for each place where tools of which something was found are allowed.
pub(super) fn issues_of<'s, 'c, 'a: 'c, T: 's>(
    context: &LintContext<'_>,
    found: impl Iterator<Item = (&'c Callable<'a>, T)>,
    draft: impl Fn(Span, &Remaining<'_, T>) -> Draft + Copy + 's,
) -> Vec<Issue<'s>> {
    let issue = |(place, found)| Issue::of_found(found, move |tools| draft(place, tools));
    group_by_place(context, found).into_iter().map(issue).collect()
}

/// The term that allows a tool, else the default that does.
pub(super) fn place_of(context: &LintContext<'_>, tool: &Callable<'_>) -> Span {
    let term = tool.allowed.map(|(_, term)| term);
    term.or(context.policy.default.span).unwrap_or_else(|| context.place())
}

/// The statement that allows a tool, else the default that does.
pub(super) fn statement_of(context: &LintContext<'_>, tool: &Callable<'_>) -> Span {
    tool.allowed.map_or_else(|| place_of(context, tool), |(statement, _)| statement.span)
}

/// From the first term that allows one of these tools of one statement to the last.
pub(super) fn place_of_tools(context: &LintContext<'_>, tools: &[Arc<str>]) -> Span {
    let places = context.callable_among(tools).map(|tool| place_of(context, tool));
    places.reduce(hull).unwrap_or_else(|| context.place())
}

/// The text from the first of two places to the last.
fn hull(one: Span, other: Span) -> Span {
    if other.start < one.start { other.to(one) } else { one.to(other) }
}

/// What was found of some tools, by the place where they are allowed: one for each statement, from
/// the first of its terms that are concerned to the last.
fn group_by_place<'c, 'a: 'c, T>(
    context: &LintContext<'_>,
    found: impl Iterator<Item = (&'c Callable<'a>, T)>,
) -> BTreeMap<Span, Found<T>> {
    let mut statements: BTreeMap<Span, (Span, Found<T>)> = BTreeMap::new();
    for (tool, what) in found {
        let term = place_of(context, tool);
        let new = || (term, Vec::new());
        let (place, tools) = statements.entry(statement_of(context, tool)).or_insert_with(new);
        *place = hull(*place, term);
        tools.push((Arc::clone(tool.name), what));
    }
    statements.into_values().collect()
}
