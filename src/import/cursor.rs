//! Cursor's permissions: a list of the tools that it calls without asking. They may have comments.

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Engine, Kind, Reader, Tree, Twice};
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;

/// What reads such a file.
const ENGINE: Engine = Engine { name: "Cursor", twice: Twice::TakesLast, is_typed: false };

/// The keys of the file that say which calls pass.
const ROOT: &[&str] = &["mcpAllowlist", "terminalAllowlist", "autoRun"];

/// Reads the permissions.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let mut reader = Reader::new(ENGINE);
    let neutral = match tree::read_commented_json(request.source) {
        Ok(text) => permissions(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn permissions(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let mut file = reader.open_object(root, "the file", ROOT)?;
    let list = file.take("mcpAllowlist");
    let entries = list.and_then(|list| reader.list(&list.value, "`mcpAllowlist`"));
    let rules =
        entries.unwrap_or_default().iter().filter_map(|entry| rule(entry, reader)).collect();
    let all = RuleList { rules, otherwise: Action::Ask };
    let server = tools::server(&all, request, reader)?;
    tools::neutral(all, &server, request, reader)
}

/// `server:tool`, each of which may be `*`.
fn rule(tree: &Tree, reader: &mut Reader) -> Option<ToolRule> {
    let span = tree.span;
    let Kind::String(text) = &tree.kind else {
        let message = format!("an entry must be a string, not {}", tree.words());
        return never(span, message, "write `\"server:tool\"`", reader);
    };
    let parts = text
        .split_once(':')
        .filter(|(server, tool)| !server.is_empty() && !server.contains('(') && !tool.is_empty());
    let Some((server, tool)) = parts else {
        let lacks = if text.ends_with(':') { "tool" } else { "server" };
        let message = format!("{} names no {lacks}", tick(text));
        return never(span, message, "write `server:tool`", reader);
    };
    let is_odd = |part: &str| part.contains(['*', ' ']) && part != EVERY;
    if is_odd(server) || is_odd(tool) {
        let message = format!("what {} takes", tick(text));
        let help = "write whole names without blanks, or `*` for all".to_owned();
        return reader.fault(Fault::NotAnalysed { span, message, help });
    }
    let (server, tool) = (server.to_owned(), tool.to_owned());
    Some(ToolRule { server, tool, action: Action::Allow, reason: None, span })
}

fn never<T>(span: Span, message: String, help: &str, reader: &mut Reader) -> Option<T> {
    let (does, help) = ("nothing is allowed by it".to_owned(), Some(help.to_owned()));
    reader.fault(Fault::NeverMatches { span, message, does, help })
}
