//! Keys and tokens: which of them open something, and which are coins, cards or names.

use crate::risk::words::Word;

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
const OTHERWISE: &[&str] = &[
    "card",
    "tokenize",
    "payment",
    "pix",
    "dict",
    "wallet",
    "nft",
    "coin",
    "crypto",
    "chain",
    "blockchain",
    "swap",
    "market",
    "holder",
    "price",
    "issue",
    "foreign",
    "primary",
    "translation",
    "translate",
];

/// Whether the word at `at` is a key or a token.
pub(super) fn is_key(word: &Word<'_>) -> bool {
    word.is_any(&["key", "token"])
}

/// Whether a key or a token opens something: by the word before it, or where nothing but a verb
/// stands `beside` it and no other word makes it a coin or a name.
pub(super) fn opens(words: &[Word<'_>], at: usize, beside: bool) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let opening = before.is_some_and(|before| before.is_any(OPENING));
    opening || beside && !words.iter().any(|word| word.is_any(OTHERWISE))
}
