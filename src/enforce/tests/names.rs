//! Which tool of which server a name means.

use std::collections::BTreeSet;

use super::super::client::Client;
use super::super::names::{Called, confused};
use crate::config::{Config, ServerEntry};
use crate::source::Sources;

/// `client`, the joined name, the server and the tool, or `refused`; `unlisted` for no server.
const TABLE: &str = include_str!("names.tsv");

/// What each server's catalog knows.
const KNOWN: [(&str, &[&str]); 4] = [
    ("a", &["t", "b__t", "_t", "x-y", "get.user", "get_user"]),
    ("a_b", &["t", "b__u", "x-y"]),
    ("a__b", &["t", "v__w"]),
    ("mcp", &["t", "a__t", "mcp__t"]),
];

fn servers(names: &[&str]) -> Vec<ServerEntry> {
    let table =
        |name: &&str| format!("[servers.{}]\npolicy = \"p.mcpol\"\n", crate::json::quoted(name));
    let text: String = names.iter().map(table).collect();
    let source = Sources::default().add("mcpol.toml", text).unwrap();
    Config::read(source).0.servers
}

fn meant(client: Client, name: &str, servers: &[ServerEntry]) -> String {
    let spelling = client.spelling();
    let Ok(meant) = spelling.server(&Called::Joined(name.to_owned()), servers) else {
        return "refused".to_owned();
    };
    let Some(server) = meant.server else { return "unlisted".to_owned() };
    let server = server.name.node.as_str();
    let known: BTreeSet<&str> = KNOWN
        .iter()
        .filter(|(name, _)| *name == server)
        .flat_map(|(_, tools)| tools.iter().copied())
        .collect();
    spelling.tool(&meant, &known).map_or("refused".to_owned(), |tool| format!("{server} {tool}"))
}

#[test]
fn a_name_means_one_tool_of_one_server_or_is_refused() {
    let servers = servers(&KNOWN.map(|(name, _)| name));
    let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 40, "{}", rows.len());
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let [client, name, expected] = columns[..] else { panic!("{row}") };
        let client = Client::named(client).unwrap();
        assert_eq!(meant(client, name, &servers), expected, "{row}");
    }
}

#[test]
fn two_servers_that_a_client_writes_alike_are_told() {
    let found =
        |client: Client, names: &[&str]| confused(&servers(names), client.spelling()).is_some();
    assert!(found(Client::Codex, &["my-pay", "x", "my_pay"]));
    assert!(!found(Client::Claude, &["my-pay", "x", "my_pay"]));
    assert!(found(Client::Claude, &["my pay", "my.pay"]));
    assert!(found(Client::Codex, &["my pay", "my.pay"]));
    for client in [Client::Gemini, Client::Copilot, Client::Cursor] {
        assert!(!found(client, &["my pay", "my.pay", "my-pay", "my_pay"]));
    }
}
