//! `starts with` and `ends with`: a literal prefix or suffix, compared character by character.

use super::parts;

/// The strings that begin with this text.
pub(super) fn starts_with(prefix: &str) -> String {
    format!(r"\A{}", parts::literal(prefix))
}

/// The strings that end with this text, a final line end included in the comparison.
pub(super) fn ends_with(suffix: &str) -> String {
    format!(r"{}\z", parts::literal(suffix))
}

/// Any text will do but the empty one, which every string begins and ends with.
pub(super) fn check(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Err("every string begins and ends with the empty string: write `exists`".to_owned());
    }
    Ok(())
}
