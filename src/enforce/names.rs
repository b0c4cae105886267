//! Which tool of which server a client means: clients join the two names in ways that lose where
//! the one ends.

use std::collections::BTreeSet;

use super::message::Unread;
use crate::config::ServerEntry;
use crate::strings::tick;

/// How a client writes the names of servers and tools.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    /// What stands between a server and its tool.
    pub(super) separator: &'static str,
    /// What becomes of a character.
    pub(super) letter: fn(char) -> char,
}

/// A client that writes names as they are.
pub(super) fn verbatim(letter: char) -> char {
    letter
}

/// What a client calls a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Called {
    /// A tool of the client itself.
    Own(String),
    /// A tool of a server whose own name is known; the tool's name as the client writes it.
    Of { server: String, tool: String },
    /// A server and its tool, joined.
    Joined(String),
}

/// A server, and its tool as the client writes it.
#[derive(Debug, Clone)]
pub(super) struct Meant<'c> {
    /// None where no server of the configuration has that name.
    pub(super) server: Option<&'c ServerEntry>,
    /// The tool, as the client writes it; the joined name where the server isn't known.
    pub(super) tool: String,
    /// Whether another server might be meant, if the tool isn't known to be this one's.
    pub(super) is_open: bool,
}

impl Spelling {
    fn written(self, name: &str) -> String {
        name.chars().map(self.letter).collect()
    }

    /// The server that is meant.
    ///
    /// # Errors
    /// There are two that it could be, or the name isn't one of a tool.
    pub(super) fn server<'c>(
        self,
        called: &Called,
        servers: &'c [ServerEntry],
    ) -> Result<Meant<'c>, Unread> {
        match called {
            Called::Own(tool) => Ok(Meant { server: None, tool: tool.clone(), is_open: false }),
            Called::Of { server, tool } => {
                let server = servers.iter().find(|it| it.name.node == *server);
                Ok(Meant { server, tool: tool.clone(), is_open: false })
            }
            Called::Joined(name) => self.split(name, servers),
        }
    }

    fn split<'c>(self, name: &str, servers: &'c [ServerEntry]) -> Result<Meant<'c>, Unread> {
        let name = self.written(name);
        let ways = ways(&name, self.separator);
        if ways == 0 {
            return Err(Unread(format!("{} is no name of a server and its tool", tick(&name))));
        }
        let rest = |it: &ServerEntry| {
            let begun = name.strip_prefix(&self.written(&it.name.node))?;
            let tool = begun.strip_prefix(self.separator)?;
            (!tool.is_empty()).then(|| tool.to_owned())
        };
        let mut meant = servers.iter().filter_map(|it| Some((it, rest(it)?)));
        match (meant.next(), meant.next()) {
            (None, _) => Ok(Meant { server: None, tool: name, is_open: false }),
            (Some((server, tool)), None) => {
                Ok(Meant { server: Some(server), tool, is_open: ways > 1 })
            }
            (Some((one, _)), Some((other, _))) => {
                let (one, other) = (tick(&one.name.node), tick(&other.name.node));
                Err(Unread(format!(
                    "{} could be a tool of the server {one} or of {other}; give one of them \
                     another name",
                    tick(&name)
                )))
            }
        }
    }

    /// The server's own name for the tool that is meant, among those that are known of it.
    ///
    /// # Errors
    /// There are two that it could be, or another server's tool could be meant.
    pub(super) fn tool(self, meant: &Meant<'_>, known: &BTreeSet<&str>) -> Result<String, Unread> {
        let Meant { tool, is_open, .. } = meant;
        let spelled = self.written(tool);
        let mut same = known.iter().filter(|known| self.written(known) == spelled);
        match (same.next(), same.next()) {
            (Some(one), None) => Ok((*one).to_owned()),
            (Some(one), Some(other)) => {
                let (one, other) = (tick(one), tick(other));
                Err(Unread(format!("{} could be the tool {one} or {other}", tick(tool))))
            }
            (None, _) if *is_open => Err(Unread(format!(
                "{} could be a tool of another server: neither the policy nor its catalog knows it",
                tick(tool)
            ))),
            (None, _) => Ok(tool.clone()),
        }
    }
}

/// In how many ways a name can be a server's and a tool's.
fn ways(name: &str, separator: &str) -> usize {
    let is_way = |at: &usize| {
        let (server, rest) = name.split_at(*at);
        let tool = rest.strip_prefix(separator);
        !server.is_empty() && tool.is_some_and(|tool| !tool.is_empty())
    };
    (0..name.len()).filter(|at| name.is_char_boundary(*at)).filter(is_way).count()
}

/// Two servers that a client can't tell apart.
pub(super) fn confused(
    servers: &[ServerEntry],
    spelling: Spelling,
) -> Option<(&ServerEntry, &ServerEntry)> {
    let mut rest = servers;
    while let Some((one, others)) = rest.split_first() {
        let same = |other: &&ServerEntry| {
            spelling.written(&other.name.node) == spelling.written(&one.name.node)
        };
        if let Some(other) = others.iter().find(same) {
            return Some((one, other));
        }
        rest = others;
    }
    None
}
