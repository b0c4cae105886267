//! A tool that returns secrets.

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::Evidence;
use crate::witness::Callable;

use super::places;
use super::tool_names::{list_with_evidence, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "credential-exposure",
    weight: Weight::Deny,
    summary: "a callable tool returns secrets",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let found = context.callable().filter_map(|tool| Some((tool, signs(tool)?)));
    places::concerns(context, found, move |span, tools, found| {
        let signs = places::of_these(found, tools);
        Finding::warn(LINT.name, span, format!("{} can return secrets", tool_or_count(tools)))
            .note("what the model has read, whoever steers it has")
            .help(format!("write `hide` or `approve`:\n  {}", list_with_evidence(signs)))
    })
}

fn signs(tool: &Callable<'_>) -> Option<Vec<Evidence>> {
    let signs = tool.profile()?.returns_secrets();
    (!signs.is_empty()).then_some(signs)
}
