//! Tools that send something out.

use crate::catalog::types::Kind;
use crate::risk::arguments;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};

/// Verbs that send whatever they are about.
const SENDING: &[&str] = &[
    "send",
    "resend",
    "reply",
    "respond",
    "forward",
    "notify",
    "broadcast",
    "publish",
    "post",
    "tweet",
    "email",
    "mail",
    "message",
    "sms",
    "share",
    "upload",
    "push",
    "dm",
    "enviar",
    "envoyer",
    "senden",
    "inviare",
];

/// Verbs that make something that leaves.
const MAKING: &[&str] = &["create", "add", "write", "make", "submit"];

/// Things that leave when they are made.
const LEAVING: &[&str] = &[
    "comment", "message", "email", "mail", "webhook", "gist", "tweet", "post", "sms", "reply",
    "request", "fax", "campaign",
];

impl Profile<'_> {
    /// Whether it sends data out: a mail, a message, a webhook, a request, an upload.
    pub(crate) fn sends_out(&self) -> Vec<Evidence> {
        if !self.changes() {
            return Vec::new();
        }
        if self.verb_is(SENDING) {
            return self.verb_sign().into_iter().collect();
        }
        let leaving = self.thing(Topic::Outgoing).filter(|word| word.is_any(LEAVING));
        if let Some(thing) = leaving.filter(|_| self.verb_is(MAKING)) {
            return self.verb_sign().into_iter().chain([sign(thing)]).collect();
        }
        self.requests()
    }

    /// Whether its arguments are a request's: an address and what goes there.
    fn requests(&self) -> Vec<Evidence> {
        let find = |list: &[&str]| {
            let found = self.given.fitting(|name| arguments::ends_with(name, list));
            found.into_iter().find(|(_, argument)| !argument.may_be(Kind::Boolean))
        };
        let Some(body) = find(&["body", "payload", "headers"]) else { return Vec::new() };
        let Some(address) = find(&["url", "uri", "endpoint"]) else { return Vec::new() };
        [address, body].map(|(name, argument)| self.given.evidence(name, &argument, &[])).into()
    }
}
