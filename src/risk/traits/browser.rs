//! Tools of a browser, and of drafts.

use crate::risk::evidence::Evidence;
use crate::risk::profile::{Profile, sign};
use crate::risk::roles::Role;

/// Verbs that bring a browser to an address.
const STEERING: &[&str] = &["navigate", "goto", "open", "visit", "browse", "go"];

/// Verbs by which it does on a page what a person would.
const ACTING: &[&str] = &["click", "type", "fill", "press", "submit", "select", "evaluate", "drag"];

/// Words for a browser and its pages.
const PAGES: &[&str] = &["browser", "page", "webpage", "tab", "element", "locator", "selector"];

impl Profile<'_> {
    /// Whether it brings a browser to an address among its arguments.
    pub(crate) fn steers_browser(&self) -> Vec<Evidence> {
        let has_address =
            || self.roles().iter().any(|found| found.answer.role() == Some(Role::Url));
        if self.has_verb(STEERING) && self.mentions(PAGES) && has_address() {
            return self.words.iter().filter(|word| word.is_any(STEERING)).map(sign).collect();
        }
        Vec::new()
    }

    /// Whether it does something on a page of a browser: clicks, types, runs a script.
    pub(crate) fn acts_on_page(&self) -> Vec<Evidence> {
        if self.has_verb(ACTING) && self.mentions(PAGES) {
            return self.words.iter().filter(|word| word.is_any(ACTING)).map(sign).collect();
        }
        Vec::new()
    }

    /// Whether what it writes stays a draft: nobody gets it until it is sent.
    pub(crate) fn only_drafts(&self) -> bool {
        let sends = self.verb_is(&["send", "publish", "submit"]);
        !sends && self.words.iter().any(|word| word.is_any(&["draft"]))
    }

    fn has_verb(&self, verbs: &[&str]) -> bool {
        self.words.iter().any(|word| word.is_any(verbs))
    }
}
