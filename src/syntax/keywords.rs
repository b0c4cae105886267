//! The reserved words.

/// The words that a statement begins with.
pub(super) const STATEMENTS: [&str; 16] = [
    "policy", "catalog", "include", "default", "let", "group", "classify", "allow", "restrict",
    "deny", "approve", "hide", "limit", "never", "accept", "test",
];

/// The words that a rule inside braces begins with.
pub(super) const RULES: [&str; 4] = ["require", "deny", "approve", "limit"];

/// The words that a step of a test begins with.
pub(super) const STEPS: [&str; 2] = ["call", "wait"];

/// Reserved words that begin nothing.
const OTHERS: [&str; 20] = [
    "all", "and", "args", "as", "because", "contains", "except", "exists", "false", "for", "in",
    "matches", "missing", "not", "null", "or", "per", "to", "tools", "true",
];

/// What can't be written without quotes where a name is expected.
pub(super) fn is_reserved(word: &str) -> bool {
    STATEMENTS.contains(&word)
        || RULES.contains(&word)
        || STEPS.contains(&word)
        || OTHERS.contains(&word)
        || matches!(word, "until" | "when" | "times")
}
