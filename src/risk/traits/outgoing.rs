//! Tools that send something out.

use crate::catalog::types::Kind;
use crate::risk::arguments;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::profile::{Profile, sign};
use crate::risk::words::Word;

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

/// Things of a crowd that others read as soon as they are made.
const PUBLIC: &[&str] = &["issue", "pull", "comment", "discussion", "gist", "review", "thread"];

/// What others' remarks stand under.
const DISCUSSED: &[&str] = &[
    "commit",
    "discussion",
    "epic",
    "incident",
    "issue",
    "merge",
    "mr",
    "pr",
    "pull",
    "snippet",
    "ticket",
];

/// What is looked at before it is taken in: a merge request.
const REVIEWED: &[&str] = &["merge", "pull"];

/// What a description says that others read, whatever the tool calls it: a note, a story.
const REMARKS: &[&str] = &["comment", "reply"];

/// How far from the beginning of a description it stands.
const NEAR: usize = 8;

/// Verbs that make such a thing, or change what it says.
const SAYING: &[&str] = &["create", "add", "write", "make", "submit", "open", "update", "edit"];

impl Profile<'_> {
    /// Whether it sends data out: a mail, a message, a webhook, a request, an upload, an issue, a
    /// file in a repository.
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
        let public = self.thing(Topic::Crowd).filter(|word| word.is_any(PUBLIC));
        if let Some(thing) = public.filter(|_| self.verb_is(SAYING)) {
            return self.verb_sign().into_iter().chain([sign(thing)]).collect();
        }
        if let Some(said) = self.discussed().filter(|_| self.verb_is(SAYING)) {
            return self.verb_sign().into_iter().chain([sign(said)]).collect();
        }
        let remark = self.remark();
        if !remark.is_empty() {
            return remark;
        }
        let published = self.publishes_file();
        if published.is_empty() { self.requests() } else { published }
    }

    /// The note of `create_issue_note`, the request of `update_merge_request`.
    fn discussed(&self) -> Option<&Word<'_>> {
        let things: Vec<_> = self.things().map(|(_, word)| word).collect();
        let (last, before) = things.split_last()?;
        let is_note = last.is_any(&["note"]) && before.iter().any(|word| word.is_any(DISCUSSED));
        let is_request =
            last.is_any(&["request"]) && before.last().is_some_and(|word| word.is_any(REVIEWED));
        (is_note || is_request).then_some(*last)
    }

    /// Whether its description opens with a remark that it makes: `Add a story (comment) to a task`.
    fn remark(&self) -> Vec<Evidence> {
        let said = self.prose();
        let remark = said.iter().take(NEAR).find(|word| word.is_any(REMARKS));
        match (self.verb_sign(), remark) {
            (Some(verb), Some(word)) if self.verb_is(MAKING) => {
                vec![verb, Evidence::Description(word.text.to_owned())]
            }
            _ => Vec::new(),
        }
    }

    /// Whether it writes a file into a repository, where all who see the repository can read it.
    fn publishes_file(&self) -> Vec<Evidence> {
        let file = self.words.iter().find(|word| word.is_any(&["file"]));
        let branch = self.given.fitting(|name| arguments::ends_with(name, &["branch"]));
        match (file, branch.into_iter().next()) {
            (Some(file), Some((name, branch))) if self.verb_is(SAYING) => {
                vec![sign(file), self.given.evidence(name, &branch, &[])]
            }
            _ => Vec::new(),
        }
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
