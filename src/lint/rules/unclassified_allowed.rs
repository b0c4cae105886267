//! Tools that can be called and that nobody can tell the class of.

use super::places;
use super::words::{all, who};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unclassified-allowed",
    weight: Weight::Warn,
    summary: "a tool is allowed and nothing tells what it does",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let unknown = subject.callable().filter(|it| it.tool.is_some() && it.class().is_none());
    places::concerns(subject, unknown.map(|tool| (tool, ())), move |span, tools, _| {
        Finding::warn(LINT.name, span, format!("nothing tells what {} may do", who(tools)))
            .note("no other finding looks at what they do")
            .help(format!(
                "say what it is, as in `classify {} as read because \"…\"`{}",
                tools.first().map_or("NAME", |tool| &**tool),
                all(tools)
            ))
    })
}
