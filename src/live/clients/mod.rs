//! The configurations of MCP clients: which servers they name, and how each is reached.
//!
//! Every client spells the same few facts in its own way; what is read here is what any of them
//! has. Claude Desktop, Claude Code, Cursor, Windsurf and Gemini CLI have `mcpServers`, VS Code
//! `servers`, Codex `mcp_servers` in TOML, Zed `context_servers`, OpenCode `mcp`.

mod entry;
mod text;
mod variables;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use super::target::Target;

/// The keys under which clients have their servers.
const KEYS: [&str; 5] = ["mcpServers", "servers", "mcp_servers", "context_servers", "mcp"];

/// A server that a client's configuration names.
#[derive(Debug, Clone)]
pub(crate) struct Configured {
    pub(crate) name: String,
    pub(crate) state: State,
}

/// What is to be done with a server.
#[derive(Debug, Clone)]
pub(crate) enum State {
    /// It is asked.
    Asked(Target),
    /// The configuration switches it off.
    Off,
    /// It can't be asked, and why.
    Unusable(String),
}

/// What surrounds a configuration: the variables that it may name, and the folder that is open.
pub(crate) struct Surroundings<'s> {
    pub(crate) variable: &'s dyn Fn(&str) -> Option<String>,
    pub(crate) folder: String,
}

/// The servers of a configuration, by their names.
///
/// # Errors
/// The text is none, in words that show nothing of it.
pub(crate) fn configured(
    text: &str,
    surroundings: &Surroundings<'_>,
) -> Result<Vec<Configured>, String> {
    let Value::Object(whole) = text::read(text)? else {
        return Err("it is no client's configuration: no object".to_owned());
    };
    let own = of_folder(&whole, &surroundings.folder);
    let Some(mut servers) = servers(&whole).cloned().or_else(|| own.map(|_| Map::new())) else {
        let keys = KEYS.map(|key| format!("`{key}`")).join(", ");
        return Err(format!("it names no servers: there is none of {keys}"));
    };
    servers.extend(own.cloned().unwrap_or_default());
    let read = |(name, entry): (&String, &Value)| Configured {
        name: name.clone(),
        state: match is_left_out(&whole, name) {
            true => State::Off,
            false => entry::read(entry, surroundings),
        },
    };
    let mut servers: Vec<Configured> = servers.iter().map(read).collect();
    servers.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(servers)
}

/// The map of servers, which VS Code's settings have one level deeper.
fn servers(whole: &Map<String, Value>) -> Option<&Map<String, Value>> {
    let found = KEYS.iter().find_map(|key| whole.get(*key)?.as_object())?;
    Some(found.get("servers").and_then(Value::as_object).unwrap_or(found))
}

/// The servers that Claude Code has for a folder alone, which it takes before others of their names.
fn of_folder<'v>(whole: &'v Map<String, Value>, folder: &str) -> Option<&'v Map<String, Value>> {
    whole.get("projects")?.get(folder)?.get("mcpServers")?.as_object()
}

/// Whether Gemini CLI's `mcp.allowed` or `mcp.excluded` leave a server out.
fn is_left_out(whole: &Map<String, Value>, server: &str) -> bool {
    let list = |key: &str| whole.get("mcp")?.get(key)?.as_array();
    let has = |list: &Vec<Value>| list.iter().any(|name| name.as_str() == Some(server));
    list("excluded").is_some_and(has) || list("allowed").is_some_and(|list| !has(list))
}
