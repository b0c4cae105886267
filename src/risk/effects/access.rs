//! Things by which somebody gets access: roles, members, keys, policies, webhooks.

use super::keys;
use crate::risk::words::Word;

/// Things that give access, whatever stands before them.
const ALWAYS: &[&str] = &[
    "role",
    "consent",
    "mandate",
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
    "accesslist",
    "delegation",
    "nsg",
    "forwarder",
    "forwarding",
    "oauth",
    "passkey",
    "peer",
];

/// Two words that together are a thing that gives access.
const PAIRS: &[(&str, &str)] = &[
    ("access", "list"),
    ("allow", "list"),
    ("bank", "account"),
    ("access", "code"),
    ("guest", "code"),
    ("tcp", "proxy"),
    ("custom", "domain"),
    ("payment", "method"),
    ("payment", "source"),
    ("port", "forward"),
    ("presigned", "url"),
    ("public", "access"),
    ("public", "link"),
    ("public", "url"),
    ("security", "group"),
    ("security", "rule"),
    ("share", "link"),
    ("shareable", "link"),
    ("shared", "link"),
    ("shared", "view"),
    ("sharing", "link"),
    ("signed", "url"),
];

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

/// Words that make a member one of a list.
const LISTS: &[&str] = &["list", "audience", "campaign", "segment", "newsletter", "mailing"];

/// Words that make a user one who may do something.
const STAFF: &[&str] =
    &["db", "database", "iam", "admin", "org", "organization", "workspace", "team"];

fn is_pair(first: &Word<'_>, second: &Word<'_>) -> bool {
    PAIRS.iter().any(|(one, other)| first.is_any(&[one]) && second.is_any(&[other]))
}

/// Whether the word at `at` is a thing that gives access; `verb` says what is done to it.
pub(in crate::risk) fn gives_access(words: &[Word<'_>], verb: Option<usize>, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = |list: &[&str]| before.is_some_and(|before| before.is_any(list));
    let among = |list: &[&str]| words.iter().any(|word| word.is_any(list));
    if keys::is_key(word) {
        let beside = verb.is_some_and(|verb| verb + 1 == at || at + 1 == verb);
        return after(&["public"]) || keys::opens(words, at, beside);
    }
    if before.is_some_and(|before| is_pair(before, word)) {
        return true;
    }
    if word.is_any(&["policy", "policie"]) {
        return !after(TERMS);
    }
    if word.is_any(&["member"]) {
        return !among(LISTS);
    }
    if word.is_any(&["user"]) {
        return after(STAFF);
    }
    if word.is_any(&["visibility"]) {
        return among(DISPLAY_WORDS);
    }
    word.is_any(ALWAYS)
}
