//! What an installed hook can't do, which is said when it is installed.

use crate::enforce::Client;
use crate::enforce::settings::{TIMEOUT, Wanted};

/// What the client lets through, and what is left to do.
pub(super) fn of(wanted: &Wanted<'_>, is_user: bool) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(name) = opens_late(wanted) {
        said.push(format!(
            "{name} lets a call through whose hook hasn't answered after {TIMEOUT} seconds"
        ));
    }
    said.extend(left(wanted.client, is_user).into_iter().map(str::to_owned));
    if wanted.client == Client::Claude && wanted.blocks_on_failure.is_none() {
        said.push(
            "`claude --version` says no version: what refuses where the hook fails is as it was"
                .to_owned(),
        );
    }
    said
}

/// The client, where it takes no answer for none.
fn opens_late(wanted: &Wanted<'_>) -> Option<&'static str> {
    match wanted.client {
        Client::Claude if wanted.blocks_on_failure == Some(true) => None,
        Client::Claude => Some("Claude Code before 2.1.295"),
        Client::Codex => Some("Codex"),
        Client::Gemini => Some("Gemini CLI"),
        Client::Copilot => Some("Copilot CLI"),
        Client::Cursor => None,
    }
}

/// What is left to do, and what isn't asked about.
fn left(client: Client, is_user: bool) -> Vec<&'static str> {
    match client {
        Client::Claude | Client::Gemini => Vec::new(),
        Client::Codex => {
            let mut left = vec![
                "Codex starts the hook once it is trusted: open `/hooks` in Codex, and again \
                 whenever its command line changes",
            ];
            left.extend(
                (!is_user).then_some("Codex reads a project's hooks where the project is trusted"),
            );
            left
        }
        Client::Copilot => vec!["Copilot CLI has the hook in every folder of this user"],
        Client::Cursor => vec![
            "Cursor asks about its servers' tools and about commands, not about its other tools",
        ],
    }
}
