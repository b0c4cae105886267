//! What the grammar expects, in a reader's words.

use pest::error::Error;

use super::grammar::Rule;

/// Words for tokens of which the grammar names only beginnings or parts: which they are, and what a
/// reader calls them. A token that matches no row is a keyword or mark and is shown as it is.
const WORDS: [(&[&str], &str); 8] = [
    (&["\""], "a text in double quotes"),
    (&["A..Z", "a..z", "_", "*"], "a name"),
    (&["0..9", "-"], "a number"),
    (&["["], "a list"),
    (&["true", "false", "null"], "`true`, `false` or `null`"),
    (&["minute", "hour", "day"], "`minute`, `hour` or `day`"),
    (&["args"], "an argument (`args.…`)"),
    (
        &[
            "==", "!=", "<", "<=", ">", ">=", "in", "not", "contains", "starts", "ends", "host",
            "domain", "command", "under", "exists", "missing", "matches",
        ],
        "an operator (`==`, `<=`, `in`, `matches`, `exists`, …)",
    ),
];

/// How far the grammar came, and what could stand there: first what a reader has a word for, then
/// keywords and marks.
pub(super) fn expected(error: &Error<Rule>) -> (usize, Vec<String>) {
    let Some(attempts) = error.parse_attempts() else { return (0, Vec::new()) };
    let tokens: Vec<_> = attempts.expected_tokens().iter().map(ToString::to_string).collect();
    let known = WORDS
        .iter()
        .filter(|(parts, _)| tokens.iter().any(|token| parts.contains(&token.as_str())));
    let literals = tokens.iter().filter(|token| is_literal(token));
    let words =
        known.map(|(_, word)| (*word).to_owned()).chain(literals.map(|token| format!("`{token}`")));
    (attempts.max_position, words.collect())
}

/// A keyword or mark: neither white space, nor the beginning of a comment, nor in [`WORDS`].
fn is_literal(token: &str) -> bool {
    let white = token.trim().is_empty() || token == "#" || token == "BUILTIN_RULE";
    !white && !WORDS.iter().any(|(parts, _)| parts.contains(&token))
}
