//! What the grammar expects, in a reader's words.

use pest::error::Error;

use super::grammar::Rule;
use super::operator::begins_operator;

/// What a reader calls a string.
pub(super) const STRING: &str = "a string";

/// Words for tokens of which the grammar names only beginnings or parts: which they are, and what a
/// reader calls them. A token that matches no row is a keyword or mark and is shown as it is.
const WORDS: [(&[&str], &str); 5] = [
    (&["\""], STRING),
    (&["A..Z", "a..z", "_", "*"], "a name"),
    (&["0..9", "-"], "a number"),
    (&["["], "a list"),
    (&["args"], "an argument (`args.…`)"),
];

/// What a reader calls the operators, together.
const OPERATOR: &str = "an operator (`==`, `<=`, `in`, `matches`, `exists`, …)";

/// Tokens that can only be the rest of one that is already there: of a word, of a number.
const REST: [&str; 9] = ["0..9", "A..Z", "a..z", "_", "*", "-", "+", "e", "E"];

/// How far the grammar came in a text, and what could stand there: first what a reader has a word
/// for, then keywords and marks.
pub(super) fn expected_tokens(error: &Error<Rule>, text: &str) -> (usize, Vec<String>) {
    let Some(attempts) = error.parse_attempts() else { return (0, Vec::new()) };
    let before = text.get(..attempts.max_position).unwrap_or_default();
    let mut tokens: Vec<_> = attempts.expected_tokens().iter().map(ToString::to_string).collect();
    tokens.retain(|token| !is_rest(token, before));
    let known = WORDS
        .iter()
        .filter(|(parts, _)| tokens.iter().any(|token| parts.contains(&token.as_str())))
        .map(|(_, word)| (*word).to_owned());
    let operators = tokens.iter().any(|token| begins_operator(token));
    let operator = operators.then(|| OPERATOR.to_owned());
    let literals = tokens.iter().filter(|token| is_literal(token));
    let words = known.chain(operator).chain(literals.map(|token| format!("`{token}`")));
    (attempts.max_position, words.collect())
}

/// Whether a token would only make the one before it longer, with which this text ends.
fn is_rest(token: &str, before: &str) -> bool {
    before.ends_with(|last: char| last.is_ascii_alphanumeric())
        && (REST.contains(&token) || token == "." && !before.ends_with("args"))
}

/// A keyword or mark that no other word stands for.
fn is_literal(token: &str) -> bool {
    let gap = token.trim().is_empty() || matches!(token, "#" | "BUILTIN_RULE");
    !gap && !begins_operator(token) && !WORDS.iter().any(|(parts, _)| parts.contains(&token))
}
