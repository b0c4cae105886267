//! Tools that run whatever they are given.

use super::words::{named_with, who};
use super::{bounds, places};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Callable, Concern, Subject, sample};
use crate::risk::Evidence;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unconstrained-execute",
    weight: Weight::Deny,
    summary: "a shell, SQL, code or raw request tool takes any argument",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let free = subject.callable().filter_map(|tool| Some((tool, free(tool)?)));
    places::concerns(subject, free, move |span, tools, found| {
        let signs = named_with(places::of_these(found, tools));
        Finding::warn(LINT.name, span, format!("{} can run anything", who(tools)))
            .help(format!(
                "`require` what may be run, as in `args.command command in [\"git status\"]`, \
                 or `approve` it:\n  {signs}"
            ))
            .call(sample::first(subject, tools))
    })
}

/// Why a tool can run anything; nothing where the policy says what may be run.
fn free(tool: &Callable<'_>) -> Option<Vec<Evidence>> {
    let signs = tool.profile()?.runs_anything();
    if signs.is_empty() {
        return None;
    }
    let arguments: Vec<_> = signs.iter().filter_map(Evidence::argument).collect();
    let pinned = match arguments.as_slice() {
        [] => !bounds::pinned(tool).is_empty(),
        arguments => arguments.iter().any(|argument| bounds::pins(tool, argument)),
    };
    (!pinned).then_some(signs)
}
