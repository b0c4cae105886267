//! A tool that changes things may do so anywhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::{Class, Evidence};
use crate::strings::tick;
use crate::witness::Callable;

use super::tool_names::tool_or_count;
use super::{alias_bypass, bounds, places, sibling_argument_free, uneven_constraint};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "key-argument-free",
    weight: Weight::Pedantic,
    summary: "the argument that says where a tool acts has no condition",
    check: Check::Policy(check),
};

/// How many tools are named with their arguments.
const MAX_NAMES: usize = 12;

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let told = Told::of(context);
    let changing = context.callable().filter(|tool| tool.is_at_least(Class::Write));
    let found = changing.filter_map(|tool| Some((tool, free(tool, &told)?)));
    places::concerns(context, found, move |span, tools, found| {
        let lines: Vec<_> = places::of_these(found, tools).map(line).collect();
        let message = format!("no condition says where {} may act", tool_or_count(tools));
        Finding::warn(LINT.name, span, message)
            .note("any value of these arguments is accepted")
            .help(format!("write a `require` for the values that are meant:\n  {}", cut(&lines)))
    })
}

/// As in `` `create_issue`: `owner`, `repo` ``.
fn line((tool, arguments): &(Arc<str>, Vec<String>)) -> String {
    let arguments: Vec<_> = arguments.iter().map(|name| tick(name)).collect();
    format!("{}: {}", tick(tool), arguments.join(", "))
}

fn cut(lines: &[String]) -> String {
    let shown = lines.get(..MAX_NAMES.min(lines.len())).unwrap_or_default().join("\n  ");
    match lines.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => format!("{shown}\n  and {more} more"),
    }
}

/// What other lints say of free arguments.
struct Told<'s> {
    tools: BTreeSet<&'s Arc<str>>,
    arguments: BTreeSet<(Arc<str>, &'s str)>,
}

impl<'s> Told<'s> {
    fn of(context: &'s LintContext<'_>) -> Self {
        let tools = alias_bypass::all(context).into_iter().map(|(tool, _)| tool.name).collect();
        let mut arguments = BTreeSet::new();
        for uneven in uneven_constraint::all(context) {
            let free = uneven.free.into_iter();
            arguments.extend(free.map(|(tool, _)| (tool, uneven.argument)));
        }
        let mut known = sibling_argument_free::Known::default();
        for tool in context.callable() {
            let pairs = sibling_argument_free::of_tool(tool, &mut known).into_iter();
            arguments.extend(pairs.map(|(_, pair)| (Arc::clone(tool.name), pair.free)));
        }
        Self { tools, arguments }
    }
}

/// The arguments that say where a tool acts and have no condition.
fn free(tool: &Callable<'_>, told: &Told<'_>) -> Option<Vec<String>> {
    let profile = tool.profile().filter(|_| !told.tools.contains(tool.name))?;
    let reach = profile.scoping_arguments();
    let names = reach.iter().filter_map(Evidence::argument);
    let open = |name: &&str| {
        !bounds::limits(tool, name) && !told.arguments.contains(&(Arc::clone(tool.name), *name))
    };
    let amounts = if tool.is_at_least(Class::Financial) { profile.amounts() } else { Vec::new() };
    let is_amount = |name: &str| amounts.iter().any(|amount| amount.path == [name]);
    let free: Vec<_> =
        names.filter(open).filter(|name| !is_amount(name)).map(str::to_owned).collect();
    (!free.is_empty()).then_some(free)
}
