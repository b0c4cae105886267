//! What to write where a tool is known to have another name.

use super::tool::ToolDrift;
use crate::finding::{Finding, Fix, Safety};
use crate::source::Sources;
use crate::strings::tick;
use crate::syntax::name_text;

/// The error that a name is no tool's.
const UNKNOWN: &str = "unknown-tool";

/// A finding with the new name of the tool that it is about, where that is known: the nearest name
/// is another tool's.
pub(super) fn about_renamed(
    finding: Finding,
    tools: &[ToolDrift<'_>],
    sources: &Sources,
) -> Finding {
    let written = sources.get(finding.span.source).map(|source| source.slice(finding.span));
    let name = written.filter(|_| finding.code == UNKNOWN).map(|text| text.trim_matches('"'));
    let renamed = |tool: &&ToolDrift<'_>| name.is_some() && tool.renamed_from.as_deref() == name;
    let Some(tool) = tools.iter().find(renamed) else { return finding };
    let fix = Fix::replacement(Safety::Unsafe, finding.span, name_text(&tool.name));
    let help = format!("it is {} now: the rest of its definition is the same", tick(&tool.name));
    finding.help(help).fix(Some(fix))
}
