//! Words that several lints share.

use std::sync::Arc;

use crate::risk::Evidence;
use crate::strings::{counted, joined, tick};

/// How many tools a message names before it counts the others.
const MAX_NAMES: usize = 12;

/// As in `` `a`, `b` and 3 more ``.
pub(crate) fn list_tools(tools: &[Arc<str>]) -> String {
    let named: Vec<_> = tools.iter().take(MAX_NAMES).map(|tool| tick(tool)).collect();
    match tools.len().saturating_sub(MAX_NAMES) {
        0 => joined(&named),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The tool itself where it is one, else how many they are.
pub(super) fn tool_or_count(tools: &[Arc<str>]) -> String {
    match tools {
        [tool] => tick(tool),
        tools => counted(tools.len(), "tool"),
    }
}

/// The last line of a help that is about several tools; nothing for one.
pub(super) fn list_if_several(tools: &[Arc<str>]) -> String {
    if tools.len() > 1 { format!("\napplies to {}", list_tools(tools)) } else { String::new() }
}

/// Tools with what says so, as in `` `add_role`: "role" in the name ``, one a line.
pub(super) fn list_with_evidence<'f, T: AsRef<[Evidence]> + 'f>(
    found: impl Iterator<Item = &'f (Arc<str>, T)>,
) -> String {
    let lines: Vec<_> =
        found.map(|(tool, signs)| name_with_evidence(tool, signs.as_ref())).collect();
    let shown = lines.get(..MAX_NAMES.min(lines.len())).unwrap_or_default().join("\n  ");
    match lines.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => format!("{shown}\n  and {more} more"),
    }
}

/// As in `` `add_role` ("add" in the name, "role" in the name) ``.
pub(super) fn name_with_evidence(tool: &str, signs: &[Evidence]) -> String {
    if signs.is_empty() {
        return tick(tool);
    }
    let signs: Vec<_> = signs.iter().map(ToString::to_string).collect();
    format!("{} ({})", tick(tool), signs.join(", "))
}
