//! How names, strings and values are spelled.

use crate::strings::escape::{is_unsafe, write_utf16};
use crate::syntax::ast::Value;

/// A text in quotes: JSON's escapes where JSON needs them, and for characters that a reader can't
/// see or that reorder the text around them.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    write_quoted(text, &mut quoted);
    quoted
}

fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match short_escape(character) {
            Some(escape) => out.push_str(escape),
            None if is_unsafe(character) => write_utf16(character, out),
            None => out.push(character),
        }
    }
    out.push('"');
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

/// Whether a text can stand without quotes as an argument's key.
pub(super) fn is_plain(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// An argument's key: in quotes only where it must be.
pub(super) fn write_key(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        write_quoted(text, out);
    }
}

/// A value on one line.
pub(super) fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(number.spelling()),
        Value::String(text) => write_quoted(text, out),
        Value::Array(items) => {
            out.push('[');
            write_joined(items, out, write_value);
            out.push(']');
        }
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Object(members) => {
            out.push_str("{ ");
            write_joined(members, out, |(name, item), out| {
                write_key(name, out);
                out.push_str(": ");
                write_value(item, out);
            });
            out.push_str(" }");
        }
    }
}

fn write_joined<T>(
    parts: impl IntoIterator<Item = T>,
    out: &mut String,
    write: impl Fn(T, &mut String),
) {
    for (index, part) in parts.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(part, out);
    }
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
        let key = |text: &str| {
            let mut key = String::new();
            write_key(text, &mut key);
            key
        };
        assert_eq!(key("allow"), "allow");
        assert_eq!(key("a-b_1"), "a-b_1");
        for odd in ["", "1a", "-a", "a b", "a.b", "ü", "*"] {
            assert_eq!(key(odd), format!("\"{odd}\""));
        }
    }
}
