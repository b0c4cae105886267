//! What verbs do to certain things: creating a message sends it, clearing a cache loses nothing.

use super::effect::Effect::{
    self, Create, Delete, Dispatch, Execute, Expose, Fetch, Grant, List, Overwrite, Pay, Read,
    Send, Update, Weaken, WriteLocalFile,
};
use super::set::Effects;
use crate::risk::lexicon::Topic;

/// What a rule does to the effects of the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It takes their place.
    Instead,
    /// It joins them.
    Also,
}

/// Verbs, what they are about, and what they then do.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) verbs: &'static [&'static str],
    pub(super) about: Topic,
    pub(super) how: How,
    pub(super) gives: Effects,
}

const fn instead(verbs: &'static [&'static str], about: Topic, gives: &[Effect]) -> Rule {
    Rule { verbs, about, how: How::Instead, gives: Effects::of(gives) }
}

const fn also(verbs: &'static [&'static str], about: Topic, gives: &[Effect]) -> Rule {
    Rule { verbs, about, how: How::Also, gives: Effects::of(gives) }
}

/// The first that fits of those that take a place counts, and every one that joins.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    instead(&["run", "execute", "query", "perform", "evaluate"], Topic::Language, &[List]),
    instead(&["call", "execute", "run", "invoke", "dispatch"], Topic::Called, &[Dispatch, Execute]),
    instead(&["query"], Topic::Code, &[Execute]),
    instead(&["send", "submit"], Topic::Commanded, &[Execute]),
    instead(&["send", "write", "type", "paste", "input", "enter"], Topic::Typed, &[Execute]),
    instead(&["run", "launch"], Topic::Machine, &[Create]),
    instead(&["approve"], Topic::Expense, &[Pay]),
    instead(&["approve"], Topic::Reviewed, &[Update, Weaken]),
    instead(&["run", "process", "submit", "approve", "execute"], Topic::Payroll, &[Pay]),
    instead(&["close", "open", "liquidate", "increase"], Topic::Position, &[Pay]),
    instead(&["swap", "stake", "unstake", "bridge", "send", "transfer", "wrap", "unwrap"], Topic::Coin, &[Pay]),
    instead(&["extract"], Topic::Archive, &[WriteLocalFile]),
    instead(&["pull"], Topic::Facts, &[Read]),
    instead(&["add", "set", "give", "assign"], Topic::Right, &[Grant]),
    instead(&["capture", "take"], Topic::Machine, &[Create]),
    instead(&["capture", "take"], Topic::Media, &[Read]),
    instead(&["checkout"], Topic::Basket, &[Pay]),
    instead(&["cancel", "end", "stop", "terminate", "cancelar"], Topic::Renewed, &[Delete]),
    instead(&["terminate", "discard"], Topic::Work, &[Update]),
    instead(&["remove", "unregister", "deregister", "quitar", "remover"], Topic::Relation, &[Update]),
    instead(
        &["clear", "flush", "reset", "empty", "purge", "prune", "drop", "wipe", "remove"],
        Topic::Transient, &[Update],
    ),
    instead(&["reset", "rebuild"], Topic::Relation, &[Update]),
    instead(&["reset"], Topic::Resettable, &[Update]),
    instead(&["rollback", "import", "load", "restore", "revert", "restaurar"], Topic::Stored, &[Overwrite]),
    instead(
        &["start", "launch", "trigger", "rerun", "retrigger", "submit", "queue", "enqueue"],
        Topic::Runnable, &[Execute],
    ),
    instead(&["forward"], Topic::Opened, &[Create, Grant]),
    instead(&["write", "log", "save"], Topic::Entry, &[Create]),
    instead(&["write"], Topic::Cell, &[Update]),
    instead(&["start", "schedule", "queue", "forward"], Topic::Work, &[Create]),
    instead(&["add", "attach"], Topic::Mark, &[Update]),
    instead(&["remove", "lift", "clear", "reset"], Topic::Guard, &[Weaken]),
    instead(&["generate", "convert", "export", "translate"], Topic::Shown, &[Read]),
    instead(&["resolve", "convert", "track", "sign", "format"], Topic::Derived, &[Read]),
    instead(
        &["trigger", "schedule", "launch", "start", "activate", "request", "issue"],
        Topic::Campaign, &[Send],
    ),
    instead(&["make", "place", "start", "initiate"], Topic::Call, &[Send]),
    instead(&["create", "add", "write", "make", "compose", "criar", "crear"], Topic::Message, &[Send]),
    also(&["transfer", "change", "give"], Topic::Owned, &[Grant]),
    also(&["search", "query", "scan"], Topic::Crowd, &[List]),
    also(&["run"], Topic::Container, &[Create]),
    also(&["upgrade", "downgrade", "switch", "change", "subscribe"], Topic::Plan, &[Pay]),
    also(&["buy", "purchase", "order", "book", "rent"], Topic::Kept, &[Create]),
    also(&["create", "start"], Topic::Execution, &[Execute]),
    also(&["set"], Topic::Keyed, &[Create, Update]),
    also(&["update", "set", "put", "configure", "edit", "modify", "change"], Topic::Guard, &[Weaken]),
    also(&["clone", "import", "mirror"], Topic::Sources, &[Fetch]),
    also(&["upgrade"], Topic::Packaged, &[Execute]),
    also(&["enqueue", "queue", "submit", "trigger"], Topic::Job, &[Execute]),
    instead(&["exchange"], Topic::Exchanged, &[Create, Expose]),
    also(&["issue"], Topic::Card, &[Expose]),
    also(&["put", "set", "create", "update", "configure"], Topic::Expiring, &[Delete]),
    also(&["schedule"], Topic::Message, &[Send]),
    also(&["create", "schedule"], Topic::Post, &[Send]),
    also(&["apply"], Topic::Manifest, &[Create]),
    also(&["push"], Topic::Pushable, &[Create]),
    also(&["mute", "silence", "snooze", "create", "add"], Topic::Silence, &[Weaken]),
    also(&["mute", "silence", "snooze"], Topic::Watcher, &[Weaken]),
    also(&["install"], Topic::Packaged, &[Fetch]),
    also(&["push"], Topic::Pushed, &[Send]),
    also(&["publish"], Topic::Released, &[Update]),
    also(&["create", "add", "set"], Topic::Timed, &[Execute]),
    also(
        &["disable", "deactivate", "stop", "suspend", "remove", "unset", "delete", "bypass"],
        Topic::Protection, &[Weaken],
    ),
    also(&["update", "change", "upgrade", "modify", "create", "renew"], Topic::Renewed, &[Pay]),
    also(&["create", "add", "apply", "update", "grant", "criar", "crear"], Topic::Discount, &[Pay]),
];
