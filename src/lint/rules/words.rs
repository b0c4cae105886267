//! Words that several lints share.

use std::sync::Arc;

use crate::risk::Evidence;
use crate::strings::{counted, joined, joined_with, tick};

/// How many tools a message names before it counts the others.
const NAMED: usize = 12;

/// As in `` `a`, `b` and 3 more ``.
pub(crate) fn listed(tools: &[Arc<str>]) -> String {
    let named: Vec<_> = tools.iter().take(NAMED).map(|tool| tick(tool)).collect();
    match tools.len().saturating_sub(NAMED) {
        0 => joined(&named),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The tool itself where it is one, else how many they are.
pub(super) fn who(tools: &[Arc<str>]) -> String {
    match tools {
        [tool] => tick(tool),
        tools => counted(tools.len(), "tool"),
    }
}

/// The tools behind a colon where they are several, else nothing.
pub(super) fn all(tools: &[Arc<str>]) -> String {
    if tools.len() > 1 { format!(": {}", listed(tools)) } else { String::new() }
}

/// As in `` `a`, `b` or `c` ``.
pub(super) fn either(texts: &[String]) -> String {
    let ticked: Vec<_> = texts.iter().map(|text| tick(text)).collect();
    joined_with(&ticked, "or")
}

/// Tools with what says so, as in `` `add_role`: "role" in the name ``, one a line.
pub(super) fn named_with<'f>(found: impl Iterator<Item = &'f (Arc<str>, Vec<Evidence>)>) -> String {
    let lines: Vec<_> = found.map(|(tool, signs)| named_by(tool, signs)).collect();
    let shown = lines.get(..NAMED.min(lines.len())).unwrap_or_default().join("\n  ");
    match lines.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown}\n  and {more} more"),
    }
}

/// As in `` `add_role` ("add" in the name, "role" in the name) ``.
pub(super) fn named_by(tool: &str, signs: &[Evidence]) -> String {
    let signs: Vec<_> = signs.iter().map(ToString::to_string).collect();
    format!("{} ({})", tick(tool), signs.join(", "))
}
