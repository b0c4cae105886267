//! The yardstick of annotations alone: what the server itself says of its tools.

use super::answers::Answers;
use super::check::{self, Catalogs};
use super::{Benchmark, ToolKey};
use crate::catalog::Hints;
use crate::risk::class::Class;

/// The classes that annotations give. Effects and roles have none.
pub(super) fn answers(benchmark: &Benchmark, catalogs: &Catalogs<'_>) -> Answers {
    let class = |key: &ToolKey| class(&check::tool(catalogs, key).ok()?.hints());
    let classes = benchmark.tools.iter().map(|row| class(&row.key)).collect();
    Answers { classes, ..Answers::default() }
}

fn class(hints: &Hints) -> Option<Class> {
    let read_only = hints.read_only.as_ref().map(|hint| hint.node);
    let destructive = hints.destructive.as_ref().map(|hint| hint.node);
    match (read_only, destructive) {
        (Some(true), _) => Some(Class::Read),
        (_, Some(true)) => Some(Class::Destructive),
        (Some(false), _) | (_, Some(false)) => Some(Class::Write),
        (None, None) => None,
    }
}
