//! Cursor's permissions: a list of the tools that it calls without asking.

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Reader, Tree};
use crate::finding::Finding;
use crate::strings::tick;

/// What reads such a file, as messages name it.
const ENGINE: &str = "Cursor";

/// Reads the permissions.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let twice = "Cursor takes the last one";
    let mut reader = Reader { engine: ENGINE, has_more_keys: true, twice, faults: Vec::new() };
    let neutral = match tree::read_json(request.source) {
        Ok(text) => permissions(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn permissions(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let members = reader.members(root, "the file")?;
    let list = members.iter().find(|member| member.key == "mcpAllowlist");
    let entries = list.and_then(|list| reader.list(&list.value, "`mcpAllowlist`"));
    let rules =
        entries.unwrap_or_default().iter().filter_map(|entry| rule(entry, reader)).collect();
    tools::neutral(RuleList { rules, otherwise: Action::Ask }, request, reader)
}

/// `server:tool`, each of which may be `*`.
fn rule(tree: &Tree, reader: &mut Reader) -> Option<ToolRule> {
    let span = tree.span;
    let text = reader.text(tree, "an entry of `mcpAllowlist`")?;
    let Some((server, tool)) = text.split_once(':') else {
        let message = format!("{} names no server", tick(&text));
        let (does, help) =
            ("nothing is allowed by it".to_owned(), Some("write `server:tool`".to_owned()));
        return reader.fault(Fault::NeverMatches { span, message, does, help });
    };
    if [server, tool].iter().any(|part| part.contains('*') && *part != EVERY) {
        let message = format!("what {} takes", tick(&text));
        let help = "write whole names, or `*` for all".to_owned();
        return reader.fault(Fault::NotAnalysed { span, message, help });
    }
    let (server, tool) = (server.to_owned(), tool.to_owned());
    Some(ToolRule { server, tool, action: Action::Allow, reason: None, span })
}
