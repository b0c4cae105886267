//! Verbs that take something away, so that nobody gets access by them.

use crate::risk::words::{self, Word};

/// Whether what is done by this name takes something away: `revoke`, `remove_member`.
pub(crate) fn takes_away(name: &str) -> bool {
    words::of_name(name).first().is_some_and(is_taking)
}

/// Whether a verb takes something away, so that nobody gets access by it.
pub(super) fn is_taking(word: &Word<'_>) -> bool {
    word.is_any(&[
        "remove",
        "revoke",
        "detach",
        "disable",
        "deactivate",
        "suspend",
        "cancel",
        "unset",
        "reject",
        "decline",
        "dismiss",
        "disassociate",
        "unassign",
        "unlink",
        "expire",
        "invalidate",
        "stop",
        "block",
        "deny",
        "demote",
        "leave",
        "unsubscribe",
        "clear",
        "void",
        "disconnect",
        "reset",
    ])
}
