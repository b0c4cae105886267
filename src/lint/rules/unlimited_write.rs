//! Tools that write or run, and may do so without end.

use super::words::{all, who};
use super::{places, rates};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::risk::Class;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-write",
    weight: Weight::Warn,
    summary: "a tool that writes or runs something has no limit",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let unlimited = subject.callable().filter(|tool| is_unlimited(subject, tool));
    places::concerns(subject, unlimited.map(|tool| (tool, ())), move |span, tools, _| {
        let message = format!("{} can change things without any limit", who(tools));
        Finding::warn(LINT.name, span, message)
            .help(format!(
                "add `limit {} per minute`, or what the work needs{}",
                subject.thresholds.write_per_minute,
                all(tools)
            ))
            .call(example_call(&subject.finder, subject.callable_among(tools)))
    })
}

fn is_unlimited(subject: &Subject<'_>, tool: &Callable<'_>) -> bool {
    matches!(tool.class(), Some(Class::Write | Class::Execute))
        && rates::counting(subject, tool).next().is_none()
}
