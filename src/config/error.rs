//! What can be wrong with a configuration.

use super::{NAME, listing};
use crate::finding::Finding;
use crate::kind::Kind;
use crate::lint::UnknownLint;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ConfigError {
    /// The file can't be read.
    Unreadable { reason: String, span: Span },
    /// The text isn't TOML.
    Syntax { message: String, help: String, span: Span },
    /// A key that there isn't.
    UnknownKey { key: String, known: Vec<&'static str>, span: Span },
    /// The name of a server, taken apart at its dots.
    DottedServer { key: String, server: String, span: Span },
    /// A level of an unknown lint.
    UnknownLint { lint: UnknownLint, span: Span },
    /// A value of another kind than the key takes.
    Value { key: String, expected: &'static str, span: Span },
    /// A pattern that can't be read.
    Glob { message: String, span: Span },
    /// A baseline that can't be read.
    Baseline { reason: String, span: Span },
    /// The file is something else.
    Foreign { kind: Kind, span: Span },
    /// A key that must be there.
    MissingKey { key: &'static str, span: Span },
    /// A server that is no table.
    Server { server: String, span: Span },
    /// A server of which nothing is said.
    EmptyServer { server: String, span: Span },
}

impl ConfigError {
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Unreadable { reason, span } => {
                let message = format!("can't read the configuration: {reason}");
                Finding::error("config-syntax", span, message)
                    .help("make it readable, or remove it")
            }
            Self::Syntax { message, help, span } => {
                Finding::error("config-syntax", span, message).help(help)
            }
            Self::Foreign { kind, span } => {
                let message = format!("the file is {}, not {NAME}", kind.name());
                let names_servers = [Kind::CodexSettings, Kind::ClientConfiguration];
                let help = match names_servers.contains(&kind) {
                    true => SERVERS,
                    false => "`mcpol config --schema` lists the settings that it may have",
                };
                Finding::error("config-syntax", span, message).help(help)
            }
            Self::UnknownKey { key, known, span } => {
                let message = format!("unknown setting {}", tick(&key));
                Finding::error("config-key", span, message).help(suggestion(&key, &known))
            }
            Self::DottedServer { key, server, span } => {
                let message = format!("unknown setting {}", tick(&key));
                let table = format!("[servers.{}]", listing::key(&server));
                let help = format!("write {} where {} is a server", tick(&table), tick(&server));
                Finding::error("config-key", span, message).help(help)
            }
            Self::UnknownLint { lint, span } => {
                Finding::error("config-key", span, lint.to_string()).help(lint.help())
            }
            Self::Value { key, expected, span } => {
                let message = format!("{} takes {expected}", tick(&key));
                Finding::error("config-value", span, message)
                    .help("`mcpol config --schema` lists every setting with what it takes")
            }
            Self::Server { server, span } => {
                let message = format!("{} is no table of a server", tick(&server));
                Finding::error("config-value", span, message)
                    .help("write `[servers.NAME]` and below it `policy = \"FILE\"`")
            }
            Self::Glob { message, span } => Finding::error("config-value", span, message)
                .help("`*` stands for any part of a name, `**` for any folders"),
            Self::Baseline { reason, span } => {
                let message = format!("can't read the baseline: {reason}");
                Finding::error("config-value", span, message)
                    .help("`mcpol check --write-baseline FILE` writes a baseline")
            }
            Self::MissingKey { key, span } => {
                Finding::error("config-value", span, format!("{} is missing here", tick(key)))
                    .help("a `[[catalog]]` has `paths` and `file`")
            }
            Self::EmptyServer { server, span } => {
                let message = match server.as_str() {
                    "" => "a server needs a name".to_owned(),
                    name => format!("nothing is said of the server {}", tick(name)),
                };
                Finding::error("config-value", span, message)
                    .help("write `policy = \"FILE\"`, or `catalog = \"FILE\"` for one without")
            }
        }
    }
}

/// How servers are listed.
const SERVERS: &str = "write `[servers.NAME]` and below it `policy = \"FILE\"`; `mcpol init \
                       --client-config FILE` makes it of a client's configuration";

/// What clients call the servers in their configurations.
const CLIENTS: [&str; 4] = ["mcpServers", "mcp_servers", "context_servers", "mcp"];

fn suggestion(key: &str, known: &[&'static str]) -> String {
    if CLIENTS.contains(&key) && known.contains(&"servers") {
        return SERVERS.to_owned();
    }
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean {}?", tick(near)),
        None => {
            let known: Vec<_> = known.iter().map(|key| tick(key)).collect();
            format!("the settings here are {}", known.join(", "))
        }
    }
}
