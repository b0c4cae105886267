//! Things that nobody should see: keys, tokens, passwords, environment variables.

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
];

/// Words that make a key or a token a secret.
const OPENING: &[&str] = &[
    "api",
    "access",
    "ssh",
    "private",
    "secret",
    "signing",
    "encryption",
    "auth",
    "oauth",
    "bearer",
    "refresh",
    "personal",
    "service",
    "session",
    "client",
    "bot",
    "deploy",
    "sdk",
    "account",
    "runner",
];

/// Words by which a token is a coin or a key a name.
const OTHERWISE: &[&str] = &[
    "coin",
    "crypto",
    "chain",
    "blockchain",
    "nft",
    "swap",
    "market",
    "holder",
    "price",
    "pix",
    "dict",
    "card",
    "payment",
    "issue",
    "public",
    "foreign",
    "primary",
    "wallet",
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
            && !word.is_any(&["key", "token"])
    };
    let mut near = after.iter().enumerate().take_while(|(_, word)| !word.is_any(ENDS));
    if near.any(own) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    if word.is_any(&["key", "token"]) {
        let opening = before.is_some_and(|before| before.is_any(OPENING));
        let beside_verb = verb.is_some_and(|verb| verb + 1 == at);
        return opening || beside_verb && !words.iter().any(|word| word.is_any(OTHERWISE));
    }
    if word.is_any(&["environment"]) {
        return after.first().is_some_and(|next| next.is_any(&["variable", "var"]));
    }
    if word.is_any(&["string"]) {
        return before.is_some_and(|before| before.is_any(&["connection"]));
    }
    word.is_any(ALWAYS)
}
