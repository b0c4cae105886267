//! What changes between two catalogs of one server, and what that does to policies.
//!
//! | step | where |
//! |---|---|
//! | which tool is which on the other side | `pairing` |
//! | one tool on both sides | `tool` |
//! | its arguments, nested ones too | `arguments`, `argument`, `path`, `shape` |
//! | whether a schema differs in what isn't compared | `schema_text`, `uncompared` |
//! | what is said of it | `wording` |
//! | what its calls can do | `effects` |
//! | texts that instruct the model | `instructions`, `server` |
//! | a policy under the old catalog and the new one | `policy` |
//! | what to write where a tool has another name | `advice` |
//! | tools that weigh more than they did | `heavier` |
//! | calls that the server newly takes | `question`, `examples`, `defaults` |
//! | what a policy makes of them | `newly_taken`, `asker` |
//!
//! Tools whose definitions are the same are told from their text or their values, and cost nothing
//! more. Knows catalogs and policies; no files, no printing.

mod advice;
mod argument;
mod arguments;
mod asker;
mod defaults;
mod effects;
mod examples;
mod heavier;
mod instructions;
mod newly_taken;
mod pairing;
mod path;
mod policy;
mod question;
mod schema_text;
mod server;
mod shape;
mod sides;
mod tool;
mod uncompared;
mod wording;

pub(crate) use argument::{ArgumentChange, Presence};
pub(crate) use heavier::Heavier;
pub(crate) use instructions::NewInstruction;
pub(crate) use newly_taken::{How, NewlyTaken, Outcome};
pub(crate) use policy::{PolicyDrift, TakenIn, of_policy};
pub(crate) use server::ServerDrift;
pub(crate) use sides::Sides;
pub(crate) use tool::{ToolChange, ToolDrift};
pub(crate) use wording::{HintChange, TextChange};

use crate::catalog::Catalog;
use crate::source::Sources;

/// What changes between two catalogs.
#[derive(Debug)]
pub(crate) struct Drift<'c> {
    /// What the server says to the model beside its tools, where that is another text.
    pub server: Option<ServerDrift>,
    /// The tools that change, sorted by name.
    pub tools: Vec<ToolDrift<'c>>,
}

impl Drift<'_> {
    /// Whether nothing changes.
    pub(crate) fn is_none(&self) -> bool {
        self.server.is_none() && self.tools.is_empty()
    }

    /// Whether the model is newly told to do something else than to use the tools.
    pub(crate) fn instructs(&self) -> bool {
        let of_server = self.server.iter().flat_map(|server| &server.says);
        self.tools.iter().any(ToolDrift::instructs) || of_server.into_iter().any(|it| !it.is_quiet)
    }
}

/// Compares two catalogs, tool by tool.
pub(crate) fn compare<'c>(old: &'c Catalog, new: &'c Catalog, sources: &Sources) -> Drift<'c> {
    if old.is_same_text(new) {
        return Drift { server: None, tools: Vec::new() };
    }
    let pairs = pairing::pairs(old, new).into_iter();
    let mut tools: Vec<_> =
        pairs.filter_map(|pair| tool::compare(pair, (old, new), sources)).collect();
    tools.sort_by(|one, other| one.name.cmp(&other.name));
    Drift { server: ServerDrift::between(old, new), tools }
}

#[cfg(test)]
mod tests;
