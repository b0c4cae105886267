//! What a run has to say, as the tools of others read it: SARIF, GitHub, GitLab, Markdown.
//!
//! Every command that judges policies yields the same [`Results`]; a format knows nothing else.

mod fingerprint;
mod github;
mod gitlab;
mod markdown;
mod sarif;
mod uri;

pub(crate) use github::github;
pub(crate) use gitlab::gitlab;
pub(crate) use markdown::markdown;
pub(crate) use sarif::sarif;

use super::RunError;
use super::findings::report::{Item, Related};
use crate::finding::call_label;

/// The results of one run.
#[derive(Debug)]
pub(crate) struct Results {
    /// The command, as in `check`.
    pub command: &'static str,
    /// How much was found, in words.
    pub summary: String,
    /// What was found, waived findings among it.
    pub items: Vec<Item>,
    /// What the baseline knows.
    pub known: Vec<Item>,
    /// What the run could not do.
    pub errors: Vec<RunError>,
}

impl Results {
    /// What counts: neither waived nor known.
    fn counted(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.waived.is_none())
    }
}

impl Item {
    /// Everything that a finding says but its places, a paragraph a line: what is wrong, what to
    /// write instead, the call that is allowed, what a fix would do.
    fn lines(&self) -> Vec<String> {
        [self.message.clone()].into_iter().chain(self.note_line()).chain(self.evidence()).collect()
    }

    /// The same with the related places, for formats that have no room of their own for them.
    fn lines_with_places(&self) -> Vec<String> {
        [self.message.clone()].into_iter().chain(self.details()).collect()
    }

    /// The same without the message.
    pub(super) fn details(&self) -> Vec<String> {
        let related = self.labels.iter().map(Related::to_string);
        self.note_line().into_iter().chain(related).chain(self.evidence()).collect()
    }

    fn note_line(&self) -> Option<String> {
        self.note.as_ref().map(|note| format!("note: {note}"))
    }

    fn evidence(&self) -> impl Iterator<Item = String> {
        let help = self.help.as_ref().map(|help| format!("help: {help}"));
        let facts = self.facts.iter().map(|fact| format!("{}: {}", fact.name, fact.text));
        let call = self.call.as_ref();
        let call = call.map(|call| format!("{} {call}", call_label(call.server.as_deref())));
        let fix = self.fix.as_ref().map(|fix| format!("{}: {}", fix.safety.label(), fix.title));
        help.into_iter().chain(facts).chain(call).chain(fix)
    }
}
