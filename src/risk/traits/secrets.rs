//! Tools that return what nobody should see.

use crate::risk::effects::{OTHERWISE, is_secret};
use crate::risk::evidence::Evidence;
use crate::risk::profile::{Profile, sign};

/// Verbs that bring something to light though they change something.
const REVEALING: &[&str] = &[
    "generate",
    "regenerate",
    "rotate",
    "mint",
    "reveal",
    "exchange",
    "decrypt",
    "export",
    "dump",
];

/// Verbs that say whether a secret is right, not what it is.
const TESTING: &[&str] = &["verify", "validate", "check", "count", "test", "audit"];

impl Profile<'_> {
    /// Whether it returns secrets: keys, tokens, passwords, environment variables.
    pub(crate) fn returns_secrets(&self) -> Vec<Evidence> {
        let reads = if self.verb.is_some() { self.verb_reads() } else { self.reads() };
        if !(reads || self.verb_is(REVEALING)) || self.verb_is(TESTING) {
            return Vec::new();
        }
        let secret = self.things().find(|(at, word)| {
            let coin = word.is_any(&["key", "token"]) && self.mentions(OTHERWISE);
            is_secret(&self.words, self.verb, *at) && !coin
        });
        let thing = secret.map(|(_, word)| sign(word));
        match thing {
            Some(thing) => self.verb_sign().into_iter().chain([thing]).collect(),
            None => Vec::new(),
        }
    }
}
