//! What a run has to say, as the tools of others read it: SARIF, GitHub, GitLab, Markdown.
//!
//! Every command that judges policies yields the same [`Results`]; a format knows nothing else.

mod fingerprint;
mod github;
mod gitlab;
mod markdown;
mod sarif;
mod uri;

pub use github::github;
pub use gitlab::gitlab;
pub use markdown::markdown;
pub use sarif::sarif;

use super::RunError;
use super::findings::report::Item;

/// The results of one run.
#[derive(Debug)]
pub struct Results {
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
    /// Everything that a finding says, a paragraph a line: what is wrong, what to write instead, the
    /// call that is allowed, what `--fix` would do.
    pub(super) fn lines(&self) -> Vec<String> {
        let call = self.call.as_ref().map(|call| format!("allowed call: {call}"));
        let fix = self.fix.as_ref().map(|fix| format!("{}: {}", fix.safety.option(), fix.title));
        let note = self.note.as_ref().map(|note| format!("note: {note}"));
        let help = self.help.as_ref().map(|help| format!("help: {help}"));
        [Some(self.message.clone()), note, help, call, fix].into_iter().flatten().collect()
    }
}
