//! Things that nobody should see: keys, tokens, passwords, environment variables.

use super::keys;
use crate::risk::words::Word;

/// Things that are secret by themselves.
const ALWAYS: &[&str] = &[
    "secret",
    "cookie",
    "localstorage",
    "sessionstorage",
    "password",
    "passwd",
    "credential",
    "apikey",
    "kubeconfig",
    "dotenv",
    "passphrase",
    "keypair",
    "env",
    "cred",
    "jwt",
    "otp",
    "totp",
];

/// Two words that together are a thing that lets somebody in.
const PAIRS: &[(&str, &str)] = &[
    ("backup", "code"),
    ("connection", "string"),
    ("invitation", "code"),
    ("invitation", "link"),
    ("invite", "code"),
    ("invite", "link"),
    ("login", "link"),
    ("magic", "link"),
    ("pairing", "code"),
    ("portal", "session"),
    ("recovery", "code"),
    ("session", "link"),
    ("session", "url"),
];

/// What may follow a secret without making it something else.
const TAILS: &[&str] = &[
    "value",
    "data",
    "content",
    "contents",
    "version",
    "var",
    "variable",
    "file",
    "string",
    "pair",
    "plaintext",
    "all",
    "list",
    "detail",
];

/// Words behind which something else begins.
const ENDS: &[&str] = &["by", "for", "of", "from", "in", "with"];

/// Whether the word at `at` is a secret, and not only beside one; `verb` says what is done to it.
pub(in crate::risk) fn is_secret(words: &[Word<'_>], verb: Option<usize>, at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let after = words.get(at + 1..).unwrap_or_default();
    let own = |(next, word): (usize, &Word<'_>)| {
        Some(at + 1 + next) != verb
            && !word.is_any(TAILS)
            && !word.is_any(ALWAYS)
            && !keys::is_key(word)
    };
    let mut near = after.iter().enumerate().take_while(|(_, word)| !word.is_any(ENDS));
    if near.any(own) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    if keys::is_key(word) {
        let public = words.iter().any(|word| word.is_any(&["public"]));
        return keys::opens(words, at, !public && verb.is_some_and(|verb| verb + 1 == at));
    }
    if word.is_any(&["environment"]) {
        return after.first().is_some_and(|next| next.is_any(&["variable", "var"]));
    }
    let pair = |before: &Word<'_>| {
        PAIRS.iter().any(|(one, other)| before.is_any(&[one]) && word.is_any(&[other]))
    };
    if before.is_some_and(pair) {
        return true;
    }
    word.is_any(ALWAYS)
}
