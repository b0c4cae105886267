//! One rule about MCP tools: `mcp__SERVER__TOOL`.

use crate::import::fault::Fault;
use crate::import::tools::{Action, EVERY, ToolRule};
use crate::import::tree::{Reader, Tree};
use crate::source::Span;
use crate::strings::tick;

/// What names of MCP tools begin with.
pub(super) const PREFIX: &str = "mcp__";

/// What stands between a server's name and a tool's.
pub(super) const MARK: &str = "__";

/// What people write in the place of [`MARK`].
const MARKS: [char; 7] = ['_', '-', ':', '.', '/', '(', ' '];

/// A rule about MCP tools; none of one about anything else. What begins with the name of the server
/// that is asked for is about that one, whatever the name has in it.
pub(super) fn read(
    tree: &Tree,
    action: Action,
    asked: Option<&str>,
    reader: &mut Reader,
) -> Option<ToolRule> {
    let text = reader.string(tree, "a rule")?;
    let place = Place { span: tree.span, action };
    let Some(name) = text.strip_prefix(PREFIX) else {
        return match text.as_str() {
            EVERY => every(place, reader),
            _ => own(&text, place, reader),
        };
    };
    if name.contains('(') {
        let help = "leave the parentheses out: such a rule is about the whole tool";
        let message = "Claude Code skips a rule about MCP tools with parentheses";
        return place.never(message, help, reader);
    }
    let of_asked = asked.and_then(|asked| Some((asked, name.strip_prefix(asked)?)));
    let of_asked = of_asked.and_then(|(asked, rest)| match rest {
        "" => Some((asked, EVERY)),
        rest => Some((asked, rest.strip_prefix(MARK)?)),
    });
    let named = of_asked.or_else(|| name.split_once(MARK));
    let (server, tool) = named.unwrap_or((name, EVERY));
    let is_odd = |letter: char| letter.is_whitespace() || letter == ',';
    if server.is_empty() || tool.is_empty() || name.contains(is_odd) {
        let message = format!("{} names no tool", tick(&text));
        return place.never(&message, "write `mcp__SERVER__TOOL`, one name a rule", reader);
    }
    if server.contains('*') && action == Action::Allow {
        return nameless(place, reader);
    }
    let (server, tool, reason) = (server.to_owned(), tool.to_owned(), None);
    Some(ToolRule { server, tool, action, reason, span: tree.span })
}

/// Where a rule stands, and what it is for.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    action: Action,
}

impl Place {
    /// Keeps that the rule decides nothing.
    fn never<T>(self, message: &str, help: &str, reader: &mut Reader) -> Option<T> {
        let (message, does) = (message.to_owned(), self.action.without_it().to_owned());
        let help = Some(help.to_owned());
        reader.fault(Fault::NeverMatches { span: self.span, message, does, help })
    }
}

/// `*`, which takes every tool of every server.
fn every(place: Place, reader: &mut Reader) -> Option<ToolRule> {
    let Place { span, action } = place;
    if action == Action::Allow {
        return nameless(place, reader);
    }
    let (server, tool) = (EVERY.to_owned(), EVERY.to_owned());
    Some(ToolRule { server, tool, action, reason: None, span })
}

fn nameless<T>(place: Place, reader: &mut Reader) -> Option<T> {
    let help = "name the server: `mcp__NAME__*`";
    place.never("Claude Code skips an `allow` rule that names no server", help, reader)
}

/// A rule about a tool of Claude Code's own, unless it looks like one about an MCP tool.
fn own<T>(text: &str, place: Place, reader: &mut Reader) -> Option<T> {
    let meant = meant(text)?;
    let message =
        format!("{} is no MCP tool to Claude Code: their names begin with `{PREFIX}`", tick(text));
    place.never(&message, &format!("did you mean {}?", tick(&meant)), reader)
}

/// The MCP tool that a name is meant for which begins otherwise.
fn meant(text: &str) -> Option<String> {
    let name = text.trim();
    let is_prefixed = name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("mcp"));
    let rest = name.get(3..).filter(|rest| is_prefixed && rest.starts_with(MARKS));
    let rest = match rest {
        Some(rest) => rest.trim_start_matches(MARKS).trim_end_matches(')'),
        None => name.split('(').next().filter(|name| name.contains(MARK))?,
    };
    let parts = rest.split_once(MARK).or_else(|| rest.split_once([':', '/']));
    Some(match parts.or_else(|| rest.split_once('_')) {
        Some((server, tool)) => format!("{PREFIX}{server}{MARK}{tool}"),
        None => format!("{PREFIX}{rest}"),
    })
}
