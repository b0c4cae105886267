//! The settings of agent clients, with the hook put into them and taken out again: texts to texts.

mod command_line;
mod document;
mod entry;
mod fault;
mod layout;
mod servers;

#[cfg(test)]
mod tests;

pub(crate) use command_line::command_line;
pub(crate) use entry::TIMEOUT;
pub(crate) use fault::Fault;
pub(crate) use servers::{Named, clash, names};

use super::Client;
use crate::json::Value;
use crate::source::Sources;
use document::Document;
use entry::{blocks, commands, events, has_comments, has_version};

/// What is to stand in a client's settings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'h> {
    /// The client.
    pub client: Client,
    /// The command line that it starts.
    pub command: &'h str,
    /// Whether the client's own tools are judged too.
    pub own_tools: bool,
    /// Whether the client knows how to refuse where the hook fails; `None` where that isn't known,
    /// and what stands in the settings stays.
    pub blocks_on_failure: Option<bool>,
}

/// Where the hooks of an event stand.
fn path(event: &str) -> [&str; 2] {
    ["hooks", event]
}

/// The settings with the hook, where there are none yet as new ones.
///
/// # Errors
/// They can't be read, or the hook stands among others.
pub(crate) fn installed(settings: Option<&str>, wanted: &Wanted<'_>) -> Result<String, Fault> {
    let client = wanted.client;
    let mut text = settings.unwrap_or("{}\n").to_owned();
    if has_version(client) {
        let document = read(&text, client)?;
        if !document.has("version") {
            text = document.with_member("version", "1")?;
        }
    }
    for event in events(client) {
        text = match of_event(&text, wanted, event)? {
            Some(entry) => put(&text, client, event, &entry)?,
            None => removed(&text, client, event, 0)?,
        };
    }
    Ok(text)
}

/// The settings without the hook; `None` where nothing is left of them.
///
/// # Errors
/// As [`installed`].
pub(crate) fn uninstalled(settings: &str, client: Client) -> Result<Option<String>, Fault> {
    let mut text = settings.to_owned();
    for event in events(client).iter().rev() {
        text = removed(&text, client, event, 0)?;
    }
    let left = read(&text, client)?.keys();
    let is_empty = left.iter().all(|key| has_version(client) && key == "version");
    Ok((text == settings || !is_empty).then_some(text))
}

/// The command lines of mcpol in a client's settings, each once.
///
/// # Errors
/// As [`installed`].
pub(crate) fn command_lines(settings: &str, client: Client) -> Result<Vec<String>, Fault> {
    let document = read(settings, client)?;
    let mut lines = Vec::new();
    for event in events(client) {
        let entries = document.entries(path(event))?;
        for at in ours(&document, &entries, client, event)? {
            let found = entries.get(at).map(commands).unwrap_or_default();
            lines.extend(found.into_iter().map(str::to_owned));
        }
    }
    lines.sort();
    lines.dedup();
    Ok(lines)
}

fn read(text: &str, client: Client) -> Result<Document, Fault> {
    Document::read(text, has_comments(client))
}

/// The entry of an event, less what is left as it stands.
fn of_event(text: &str, wanted: &Wanted<'_>, event: &str) -> Result<Option<String>, Fault> {
    let document = read(text, wanted.client)?;
    let kept = || -> Result<bool, Fault> {
        let entries = document.entries(path(event))?;
        let ours = ours(&document, &entries, wanted.client, event)?;
        Ok(ours.first().and_then(|at| entries.get(*at)).is_some_and(blocks))
    };
    let blocks_on_failure = match wanted.blocks_on_failure {
        Some(known) => known,
        None => kept()?,
    };
    let wanted = Wanted { blocks_on_failure: Some(blocks_on_failure), ..*wanted };
    Ok(entry::entry(&wanted, event))
}

/// The text with the entry as the only one of mcpol's.
fn put(text: &str, client: Client, event: &str, entry: &str) -> Result<String, Fault> {
    let text = removed(text, client, event, 1)?;
    let document = read(&text, client)?;
    let entries = document.entries(path(event))?;
    match ours(&document, &entries, client, event)?.first() {
        None => document.with_entry(path(event), entry),
        Some(at) if entries.get(*at) == value(entry).as_ref() => Ok(text),
        Some(at) => document.with_replaced(path(event), *at, entry),
    }
}

/// The text with no more of mcpol's entries than these.
fn removed(text: &str, client: Client, event: &str, left: usize) -> Result<String, Fault> {
    let document = read(text, client)?;
    let entries = document.entries(path(event))?;
    let ours = ours(&document, &entries, client, event)?;
    match ours.last().filter(|_| ours.len() > left) {
        Some(at) => removed(&document.without_entry(path(event), *at)?, client, event, left),
        None => Ok(text.to_owned()),
    }
}

/// Which entries of an event are mcpol's.
fn ours(
    document: &Document,
    entries: &[Value],
    client: Client,
    event: &str,
) -> Result<Vec<usize>, Fault> {
    let mut ours = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let commands = commands(entry);
        let count = commands.iter().filter(|line| command_line::is_ours(line, client)).count();
        match count {
            0 => {}
            _ if count == commands.len() => ours.push(at),
            _ => {
                let message = "mcpol's hook stands in one entry with others: give it its own";
                return Err(document.entry_fault(path(event), at, message));
            }
        }
    }
    Ok(ours)
}

fn value(entry: &str) -> Option<Value> {
    Value::read(&*Sources::default().add("", entry)?).ok()
}
