//! Tools that read without a limit.

use super::words::{all, who};
use super::{places, rates};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::risk::Class;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-read",
    weight: Weight::Pedantic,
    summary: "a tool that reads has no limit",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let unlimited = subject.callable().filter(|tool| {
        tool.class() == Some(Class::Read) && rates::counting(subject, tool).next().is_none()
    });
    places::concerns(subject, unlimited.map(|tool| (tool, ())), move |span, tools, _| {
        Finding::warn(LINT.name, span, format!("{} can read without any limit", who(tools)))
            .help(format!("add `limit 60 per minute`{}", all(tools)))
    })
}
