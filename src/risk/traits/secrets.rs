//! Tools that return what nobody should see.

use crate::risk::evidence::Evidence;
use crate::risk::profile::{Profile, sign};
use crate::risk::words::Word;

/// Things that are secret by themselves.
const ALWAYS: &[&str] = &[
    "secret",
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
        let secret = self.things().find(|(at, word)| self.is_secret(*at, word));
        let thing = secret.map(|(_, word)| sign(word));
        match thing {
            Some(thing) => self.verb_sign().into_iter().chain([thing]).collect(),
            None => Vec::new(),
        }
    }

    fn is_secret(&self, at: usize, word: &Word<'_>) -> bool {
        let after = self.words.get(at + 1..).unwrap_or_default();
        let own = |word: &&Word<'_>| {
            !word.is_any(TAILS) && !word.is_any(ALWAYS) && !word.is_any(&["key", "token"])
        };
        let until = |word: &&Word<'_>| !word.is_any(&["by", "for", "of", "from", "in", "with"]);
        if after.iter().take_while(until).any(|word| own(&word)) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        if word.is_any(&["key", "token"]) {
            let opening = before.is_some_and(|before| before.is_any(OPENING));
            let beside_verb = self.verb.is_some_and(|verb| verb + 1 == at);
            return opening || beside_verb && !self.mentions(OTHERWISE);
        }
        if word.is_any(&["environment"]) {
            return after.first().is_some_and(|next| next.is_any(&["variable", "var"]));
        }
        if word.is_any(&["string"]) {
            return before.is_some_and(|before| before.is_any(&["connection"]));
        }
        word.is_any(ALWAYS)
    }
}
