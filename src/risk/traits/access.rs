//! Tools that change who may do what.

use crate::risk::evidence::Evidence;
use crate::risk::profile::{Profile, sign};
use crate::risk::words::Word;

/// Things that give access, whatever stands before them.
const ALWAYS: &[&str] = &[
    "role",
    "permission",
    "collaborator",
    "acl",
    "iam",
    "rbac",
    "webhook",
    "credential",
    "password",
    "secret",
    "mfa",
    "apikey",
    "allowlist",
    "whitelist",
    "firewall",
    "invitation",
    "privilege",
    "serviceaccount",
    "visibility",
    "membership",
    "sso",
    "restriction",
];

/// Words that make a key or a token one that opens something.
const OPENING: &[&str] = &[
    "api",
    "access",
    "ssh",
    "deploy",
    "gpg",
    "private",
    "secret",
    "signing",
    "encryption",
    "auth",
    "oauth",
    "refresh",
    "bearer",
    "personal",
    "runner",
    "service",
    "trigger",
    "session",
    "bot",
    "app",
    "client",
    "admin",
    "deployment",
    "account",
    "security",
    "sdk",
];

/// Words beside a key or a token that pays or names something.
const OTHERWISE: &[&str] = &["card", "tokenize", "payment", "pix", "dict", "wallet", "nft", "coin"];

/// Words that make a policy no rule about access.
const TERMS: &[&str] = &[
    "return",
    "refund",
    "privacy",
    "shipping",
    "insurance",
    "cancellation",
    "retention",
    "alert",
    "retry",
    "backup",
    "lifecycle",
    "scaling",
    "notification",
    "escalation",
    "pricing",
];

/// Things that can be made visible to others.
const DISPLAY_WORDS: &[&str] =
    &["repo", "repository", "project", "bucket", "file", "page", "dashboard", "space", "document"];

/// Verbs that only tell of access.
const TELLING: &[&str] =
    &["track", "log", "report", "send", "notify", "press", "type", "refresh", "record"];

/// Words that make a member one of a list.
const LISTS: &[&str] = &["list", "audience", "campaign", "segment", "newsletter", "mailing"];

/// Words that make a user one who may do something.
const STAFF: &[&str] =
    &["db", "database", "iam", "admin", "org", "organization", "workspace", "team"];

/// Verbs that are about access by themselves.
const GRANTING: &[&str] = &["grant", "revoke", "invite", "promote", "demote", "impersonate"];

impl Profile<'_> {
    /// Whether it changes who may do what: roles, members, keys, tokens, policies, webhooks.
    pub(crate) fn changes_access(&self) -> Vec<Evidence> {
        if !self.changes() || self.verb_reads() || self.verb_is(TELLING) {
            return Vec::new();
        }
        let granting = self.verb_is(GRANTING).then(|| self.verb_sign()).flatten();
        let thing = self.things().find(|(at, word)| self.gives_access(*at, word));
        let thing = thing.map(|(_, word)| sign(word));
        match (granting, thing) {
            (None, None) => Vec::new(),
            (granting, thing) => {
                granting.or_else(|| self.verb_sign()).into_iter().chain(thing).collect()
            }
        }
    }

    fn gives_access(&self, at: usize, word: &Word<'_>) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let after = |list: &[&str]| before.is_some_and(|before| before.is_any(list));
        let beside_verb = self.verb.is_some_and(|verb| verb + 1 == at || at + 1 == verb);
        if word.is_any(&["key", "token"]) {
            let plain = beside_verb && !self.mentions(OTHERWISE);
            return after(OPENING) || plain;
        }
        if word.is_any(&["policy", "policie"]) {
            return !after(TERMS);
        }
        if word.is_any(&["member"]) {
            return !self.words.iter().any(|word| word.is_any(LISTS));
        }
        if word.is_any(&["user"]) {
            return after(STAFF);
        }
        if word.is_any(&["visibility"]) {
            return self.words.iter().any(|word| word.is_any(DISPLAY_WORDS));
        }
        word.is_any(ALWAYS)
    }
}
