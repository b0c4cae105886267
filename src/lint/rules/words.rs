//! Words that several lints share.

use std::sync::Arc;

use crate::finding::tick;

/// How many tools a message names before it counts the others.
const NAMED: usize = 12;

/// As in `` `a`, `b` and 3 more ``.
pub(super) fn listed(tools: &[Arc<str>]) -> String {
    let named: Vec<_> = tools.iter().take(NAMED).map(|tool| tick(tool)).collect();
    match tools.len().saturating_sub(NAMED) {
        0 => joined(&named),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// As in `a, b and c`.
fn joined(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// As in `1 tool` and `3 tools`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
