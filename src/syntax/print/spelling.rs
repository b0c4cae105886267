//! How names, strings and values are spelled.

use std::fmt::Write as _;

use crate::finding::escape::is_unsafe;
use crate::syntax::ast::Value;

/// A text in quotes: JSON's escapes where JSON needs them, and for characters that a reader can't
/// see or that reorder the text around them.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match short_escape(character) {
            Some(escape) => quoted.push_str(escape),
            None if is_unsafe(character) => escape(character, &mut quoted),
            None => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

fn short_escape(character: char) -> Option<&'static str> {
    Some(match character {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        _ => return None,
    })
}

/// `\uXXXX`, twice for a character beyond the basic plane.
fn escape(character: char, quoted: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing to a string can't fail.
        let _ = write!(quoted, "\\u{unit:04x}");
    }
}

/// Whether a text can stand without quotes as an argument's key.
pub(super) fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// An argument's key: in quotes only where it must be.
pub(super) fn key(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A value on one line.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.spelling().to_owned(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", joined(items.iter().map(self::value))),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, item)| {
                let item = self::value(item);
                format!("{}: {item}", key(name))
            });
            format!("{{ {} }}", joined(members))
        }
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_escaped_is_escaped() {
        assert_eq!(quoted("a/ü✓\u{1f980}"), "\"a/ü✓\u{1f980}\"");
        assert_eq!(
            quoted("\"\\\n\t\u{1}\u{202e}\u{e0041}"),
            r#""\"\\\n\t\u0001\u202e\udb40\udc41""#
        );
    }

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        assert_eq!(key("allow"), "allow");
        assert_eq!(key("a-b_1"), "a-b_1");
        for odd in ["", "1a", "-a", "a b", "a.b", "ü", "*"] {
            assert_eq!(key(odd), format!("\"{odd}\""));
        }
    }
}
