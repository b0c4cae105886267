//! The effects that a call can have, and the class that each gives its tool.

use serde::Serialize;

use crate::risk::class::Class;

/// What a call can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Effect {
    /// Shows one thing.
    Read,
    /// Shows which things there are.
    List,
    /// Fetches what an argument addresses.
    Fetch,
    /// Shows secrets: keys, tokens, cookies, links that sign a person in.
    Expose,
    /// Makes something new.
    Create,
    /// Changes what is there.
    Update,
    /// Sends something to people or other services.
    Send,
    /// Gives access: roles, members, keys, forwarding rules, links, webhooks.
    Grant,
    /// Switches a protection, a log, a lock or a check off.
    Weaken,
    /// Writes a file where the server runs.
    WriteLocalFile,
    /// Calls other tools or operations that arguments name.
    Dispatch,
    /// Runs code, commands, queries that change, jobs.
    Execute,
    /// Puts something in place of what was there, which is lost.
    Overwrite,
    /// Deletes something.
    Delete,
    /// Moves money or commits it.
    Pay,
}

/// Every effect with its word and the class of its tools.
#[rustfmt::skip]
const TABLE: &[(Effect, &str, Class)] = &[
    (Effect::Read, "read", Class::Read),
    (Effect::List, "list", Class::Read),
    (Effect::Fetch, "fetch", Class::Read),
    (Effect::Expose, "expose", Class::Read),
    (Effect::Create, "create", Class::Write),
    (Effect::Update, "update", Class::Write),
    (Effect::Send, "send", Class::Write),
    (Effect::Grant, "grant", Class::Write),
    (Effect::Weaken, "weaken", Class::Write),
    (Effect::WriteLocalFile, "write-local-file", Class::Write),
    (Effect::Dispatch, "dispatch", Class::Execute),
    (Effect::Execute, "execute", Class::Execute),
    (Effect::Overwrite, "overwrite", Class::Destructive),
    (Effect::Delete, "delete", Class::Destructive),
    (Effect::Pay, "pay", Class::Financial),
];

impl Effect {
    /// Every effect, the least severe first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(effect, ..)| *effect)
    }

    /// The effect's word in tables and reports.
    pub(crate) fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// The effect with this word.
    pub(crate) fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|(_, own, _)| *own == name).map(|(effect, ..)| *effect)
    }

    /// The class of a tool whose most severe effect it is.
    pub(crate) fn class(self) -> Class {
        self.row().map_or(Class::Write, |(.., class)| *class)
    }

    fn row(self) -> Option<&'static (Self, &'static str, Class)> {
        TABLE.iter().find(|(effect, ..)| *effect == self)
    }
}
