//! Tools that destroy, with any arguments.

use super::places;
use super::words::{all, who};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::risk::Class;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "destructive-allowed",
    weight: Weight::Deny,
    summary: "a tool that destroys can be called with any arguments",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let free = subject.callable().filter(|tool| is_free(tool));
    places::concerns(subject, free.map(|tool| (tool, ())), move |span, tools, _| {
        let message = format!("{} may destroy things, whatever the arguments", who(tools));
        Finding::warn(LINT.name, span, message)
            .help(format!(
                "write `hide` or `approve`, or `require` what may be touched{}",
                all(tools)
            ))
            .call(example_call(&subject.finder, subject.callable_among(tools)))
    })
}

fn is_free(tool: &Callable<'_>) -> bool {
    tool.class() == Some(Class::Destructive) && tool.conditions().next().is_none()
}
