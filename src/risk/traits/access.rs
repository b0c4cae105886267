//! Tools that change who may do what.

use crate::risk::effects::gives_access;
use crate::risk::evidence::Evidence;
use crate::risk::profile::{Profile, sign};

/// Verbs that only tell of access.
const TELLING: &[&str] =
    &["track", "log", "report", "send", "notify", "press", "type", "refresh", "record"];

/// Verbs that are about access by themselves.
const GRANTING: &[&str] = &["grant", "revoke", "invite", "promote", "demote", "impersonate"];

impl Profile<'_> {
    /// Whether it changes who may do what: roles, members, keys, tokens, policies, webhooks.
    pub(crate) fn changes_access(&self) -> Vec<Evidence> {
        if !self.changes() || self.verb_reads() || self.verb_is(TELLING) {
            return Vec::new();
        }
        let granting = self.verb_is(GRANTING).then(|| self.verb_sign()).flatten();
        let thing = self.things().find(|(at, _)| gives_access(&self.words, self.verb, *at));
        let thing = thing.map(|(_, word)| sign(word));
        match (granting, thing) {
            (None, None) => Vec::new(),
            (granting, thing) => {
                granting.or_else(|| self.verb_sign()).into_iter().chain(thing).collect()
            }
        }
    }
}
