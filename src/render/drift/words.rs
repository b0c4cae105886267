//! Changes of tools in words.

use super::CatalogDrift;
use crate::drift::{Drift, ToolChange, ToolDrift};
use crate::render::diff::words::Markup;
use crate::risk::class_name;
use crate::strings::counted;

/// What stands before what changes of the server itself.
pub(super) const SERVER: &str = "the server itself";

/// As in `2 tools added, 1 changed; 1 definition carries instructions to the model`.
pub(super) fn summary(catalogs: &CatalogDrift<'_>) -> String {
    let said = changes(catalogs.drift);
    match catalogs.catalog_errors {
        0 => said,
        errors => {
            format!("{said}; not all is compared: the catalogs have {}", counted(errors, "error"))
        }
    }
}

/// The same of the tools and the server alone.
pub(crate) fn changes(drift: &Drift<'_>) -> String {
    let counts = [
        (ToolChange::Added, "added"),
        (ToolChange::Removed, "removed"),
        (ToolChange::Renamed, "renamed"),
        (ToolChange::Changed, "changed"),
        (ToolChange::Reworded, "reworded"),
    ];
    let count = |change| drift.tools.iter().filter(|tool| tool.change == change).count();
    let mut said = Vec::new();
    for (change, words) in counts {
        match count(change) {
            0 => {}
            count if said.is_empty() => said.push(format!("{} {words}", counted(count, "tool"))),
            count => said.push(format!("{count} {words}")),
        }
    }
    let said = match (said.is_empty(), drift.server.is_some()) {
        (true, true) => "no tool changes".to_owned(),
        (true, false) => "no changes".to_owned(),
        (false, _) => said.join(", "),
    };
    let said = match &drift.server {
        Some(_) => format!("{said}; the server's instructions are others"),
        None => said,
    };
    match drift.tools.iter().filter(|tool| tool.instructs()).count() {
        0 => said,
        1 => format!("{said}; 1 newly instructs the model"),
        count => format!("{said}; {count} newly instruct the model"),
    }
}

/// As in ``renamed: `find_user` (read), before `get_user` ``.
pub(super) fn title(tool: &ToolDrift<'_>) -> &'static str {
    match tool.change {
        ToolChange::Added => "added",
        ToolChange::Removed => "removed",
        ToolChange::Renamed => "renamed",
        ToolChange::Changed => "changed",
        ToolChange::Reworded => "reworded",
    }
}

/// The tool, as in `` `find_user` (read), before `get_user` ``.
pub(super) fn name(tool: &ToolDrift<'_>, markup: Markup) -> String {
    let name = (markup.code)(&tool.name);
    let class = class_name(tool.class());
    match &tool.renamed_from {
        Some(before) => format!("{name} ({class}), before {}", (markup.code)(before)),
        None => format!("{name} ({class})"),
    }
}

/// The tools, the changes in their order, by name.
pub(super) fn in_order<'d>(drift: &'d Drift<'d>) -> Vec<&'d ToolDrift<'d>> {
    let mut tools: Vec<_> = drift.tools.iter().collect();
    tools.sort_by_key(|tool| tool.change);
    tools
}
