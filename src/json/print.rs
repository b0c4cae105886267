//! JSON as it is printed: safe for a terminal, secrets masked.

use serde::Serialize;

use crate::strings::{escape, secrets};

/// Indented JSON with a final line end, safe for a terminal.
pub(crate) fn document(value: &impl Serialize) -> String {
    safe(&serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}

/// JSON on one line, with its end, safe for a terminal.
pub(crate) fn line(value: &impl Serialize) -> String {
    safe(&serde_json::to_string(value).unwrap_or_default()) + "\n"
}

/// The same JSON with every unsafe character of its strings written as `\u….` and every secret
/// masked.
fn safe(json: &str) -> String {
    escape::json(&secrets::masked(json)).replace("##[", "#\\u0023[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_written_as_json_writes_them() {
        let text = "a\u{9b}31m\u{202e}\u{e0041}";
        let json = line(&text);
        assert_eq!(json, "\"a\\u009b31m\\u202e\\udb40\\udc41\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
