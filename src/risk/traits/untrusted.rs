//! Tools that read what anyone may have written.

use crate::catalog::types::Kind;
use crate::risk::arguments;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};

/// Verbs that bring in a page whose address the agent chooses.
const FETCHING: &[&str] =
    &["fetch", "scrape", "crawl", "browse", "navigate", "open", "visit", "download"];

/// The same, where the tool speaks of the web.
const READING: &[&str] = &["read", "get", "extract", "parse", "convert"];

/// Words of the web.
const WEB: &[&str] = &["web", "website", "webpage", "html", "internet", "site", "page"];

/// Words for an address.
const ADDRESSES: &[&str] = &["url", "uri", "href"];

impl Profile<'_> {
    /// Whether it reads what outsiders may have written: web pages, issues, mails, comments.
    pub(crate) fn reads_untrusted_content(&self) -> Vec<Evidence> {
        let fetched = self.fetches();
        if !fetched.is_empty() || !self.reads() {
            return fetched;
        }
        match self.thing(Topic::Crowd) {
            Some(thing) => self.verb_sign().into_iter().chain([sign(thing)]).collect(),
            None => Vec::new(),
        }
    }

    /// Whether it fetches from an address among its arguments.
    fn fetches(&self) -> Vec<Evidence> {
        let fetches = self.verb_is(FETCHING) || (self.verb_is(READING) && self.mentions(WEB));
        if !fetches {
            return Vec::new();
        }
        let addresses = self.given.fitting(|name| arguments::ends_with(name, ADDRESSES));
        let address = addresses
            .iter()
            .find(|(_, argument)| argument.may_be(Kind::String) || argument.may_be(Kind::Array));
        let Some((name, argument)) = address else { return Vec::new() };
        let argument = self.given.evidence(name, argument, &[]);
        self.verb_sign().into_iter().chain([argument]).collect()
    }
}
