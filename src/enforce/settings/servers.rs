//! The servers that a client's settings name, by the names that its tools then have.

use std::collections::BTreeMap;

use crate::enforce::Client;
use crate::json::{Node, Shape, Tape};
use crate::source::Sources;

/// A server, and the file that names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// What the file calls it.
    pub name: String,
    /// The file.
    pub file: String,
}

/// Two servers whose tools have one name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    /// The first of them.
    pub first: Named,
    /// The other one.
    pub second: Named,
    /// What the client makes of both names.
    pub key: String,
}

/// Two servers that the client's tools don't tell apart, where there are such.
pub(crate) fn clash(client: Client, servers: &[Named]) -> Option<Clash> {
    let mut seen: BTreeMap<String, &Named> = BTreeMap::new();
    for server in servers {
        let key: String = server.name.chars().map(client.spelling().letter).collect();
        match seen.get(&key) {
            Some(first) if first.name != server.name => {
                return Some(Clash { first: (*first).clone(), second: server.clone(), key });
            }
            Some(_) => {}
            None => drop(seen.insert(key, server)),
        }
    }
    None
}

/// The names of the servers in a client's settings, for the project in a folder as well; nothing
/// where they can't be read.
pub(crate) fn names(client: Client, text: &str, folder: &str) -> Vec<String> {
    match client {
        Client::Codex => of_toml(text),
        _ => of_json(text, folder).unwrap_or_default(),
    }
}

fn of_toml(text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let servers = table.get("mcp_servers").and_then(toml::Value::as_table);
    servers.map(|servers| servers.keys().cloned().collect()).unwrap_or_default()
}

fn of_json(text: &str, folder: &str) -> Option<Vec<String>> {
    let source = Sources::default().add("", text)?;
    let tape = Tape::read_commented(&source).ok()?;
    let project = member(tape.root(), "projects").and_then(|it| member(it, folder));
    let all = [Some(tape.root()), project].into_iter().flatten();
    Some(all.filter_map(|node| member(node, "mcpServers")).flat_map(keys).collect())
}

fn member<'s>(node: Node<'s>, key: &str) -> Option<Node<'s>> {
    let Ok(Shape::Object(members)) = node.shape() else { return None };
    members.named(key).map(|member| member.value)
}

fn keys(node: Node<'_>) -> Vec<String> {
    let Ok(Shape::Object(members)) = node.shape() else { return Vec::new() };
    members.map(|member| member.name().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(client: Client, names: &[&str]) -> Option<(String, String)> {
        let named = |name: &&str| Named { name: (*name).to_owned(), file: String::new() };
        let servers: Vec<Named> = names.iter().map(named).collect();
        clash(client, &servers).map(|it| (it.first.name, it.second.name))
    }

    #[test]
    fn servers_that_become_equal_clash() {
        let both = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(of(Client::Claude, &["my pay", "my.pay"]), both("my pay", "my.pay"));
        assert_eq!(of(Client::Claude, &["my-pay", "my_pay", "my-pay"]), None);
        assert_eq!(of(Client::Codex, &["a", "my-pay", "my_pay"]), both("my-pay", "my_pay"));
        assert_eq!(of(Client::Gemini, &["my-pay", "my_pay"]), None);
    }

    #[test]
    fn servers_are_read_from_each_form() {
        let json = r#"{"mcpServers": {"a": {}}, "projects": {"/p": {"mcpServers": {"b": {}}}, "/q": {"mcpServers": {"c": {}}}}}"#;
        assert_eq!(names(Client::Claude, json, "/p"), ["a", "b"]);
        assert_eq!(names(Client::Codex, "[mcp_servers.x]\ncommand = \"y\"\n", ""), ["x"]);
        assert_eq!(names(Client::Cursor, "{", ""), [] as [&str; 0]);
    }
}
