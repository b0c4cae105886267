//! What `toolName` and `mcpName` are about.

use crate::import::fault::Fault;
use crate::import::tools::EVERY;
use crate::import::tree::{Reader, Tree};
use crate::source::Span;
use crate::strings::tick;

/// What whole names of MCP tools begin with.
pub(super) const PREFIX: &str = "mcp_";

/// The server and tool that a name is about.
pub(super) fn read(
    tree: &Tree,
    server: Option<&(String, Span)>,
    reader: &mut Reader,
) -> Option<(String, String, Span)> {
    let (text, span) = (reader.string(tree, "`toolName`")?, tree.span);
    if text.is_empty() {
        return reader.refused(span, "`toolName` is empty", "name a tool, or write `*` for all");
    }
    let never = |message: String, help: &str| {
        let (does, help) = ("decides no call".to_owned(), Some(help.to_owned()));
        Fault::NeverMatches { span, message, does, help }
    };
    let of_every_server = |span| Fault::NotAnalysed {
        span,
        message: "the rule is about the tools of every server".to_owned(),
        help: "write a rule for each server: `mcpName = \"NAME\"`".to_owned(),
    };
    if let Some((server, place)) = server {
        if server.contains('*') {
            return reader.fault(of_every_server(*place));
        }
        if server.contains('_') {
            let message = "whether a rule about a server with `_` in its name matches".to_owned();
            let help = "write the name with `-`, here and where the server is set up".to_owned();
            return reader.fault(Fault::NotAnalysed { span: *place, message, help });
        }
        if text.contains('*') && text != EVERY {
            let message = format!("{} is no tool, and no pattern either", tick(&text));
            return reader.fault(never(message, "name each tool, or write `*` for all"));
        }
        let whole = [format!("{PREFIX}{server}_"), format!("{server}__")];
        if let Some(own) = whole.iter().find_map(|start| text.strip_prefix(start.as_str())) {
            let message = format!("{} is no tool of {}", tick(&text), tick(server));
            let help = format!("with `mcpName` the tool's own name is enough: {}", tick(own));
            return reader.fault(never(message, &help));
        }
        return Some((server.clone(), text, span));
    }
    if text == EVERY {
        return reader.fault(of_every_server(span));
    }
    let Some(rest) = text.strip_prefix(PREFIX).filter(|rest| !rest.starts_with('_')) else {
        let (server, tool) = meant(&text)?;
        let message = format!(
            "{} is no MCP tool to Gemini CLI: their names begin with `{PREFIX}`",
            tick(&text)
        );
        let help = format!("write `mcpName = \"{server}\"` and `toolName = \"{tool}\"`");
        return reader.fault(never(message, &help));
    };
    let (server, tool) = rest.split_once('_').unwrap_or((rest, EVERY));
    let has_star = [server, tool].iter().any(|part| part.contains('*'));
    if has_star && tool != EVERY {
        let message = format!("{} is no pattern that Gemini CLI knows", tick(&text));
        return reader.fault(never(message, "write `mcpName = \"NAME\"` and the tool's own name"));
    }
    Some((server.to_owned(), tool.to_owned(), span))
}

/// The server and tool that a name is meant for which is written as other clients do.
fn meant(text: &str) -> Option<(&str, &str)> {
    let is_prefixed = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("mcp"));
    let rest = text.get(3..).filter(|rest| is_prefixed && rest.starts_with(['_', '-', ':']));
    let rest = rest.map(|rest| rest.trim_start_matches(['_', '-', ':']));
    match rest {
        Some(rest) => rest.split_once("__").or_else(|| rest.split_once('_')),
        None => {
            text.split_once("__").filter(|(server, tool)| !server.is_empty() && !tool.is_empty())
        }
    }
}
