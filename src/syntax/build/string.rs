//! What can be wrong inside a quoted string.

use std::ops::Range;

const CONTROL: &str = "control characters in strings must be escaped";
const UNKNOWN: &str = "unknown escape sequence";
const DIGITS: &str = "`\\u` must be followed by four hexadecimal digits";
const SURROGATE: &str = "unpaired surrogate: the other half of the character is missing";

/// The first fault of a token in quotes, and its range of bytes in it.
pub(super) fn fault(quoted: &str) -> Option<(Range<usize>, &'static str)> {
    let mut at = 1;
    loop {
        let rest = quoted.get(at..quoted.len().saturating_sub(1))?;
        let first = rest.chars().next()?;
        let read = match first {
            '\\' => escape(rest),
            _ if first < ' ' => Err((1, CONTROL)),
            _ => Ok(first.len_utf8()),
        };
        match read {
            Ok(width) => at += width,
            Err((width, message)) => return Some((at..at + width, message)),
        }
    }
}

/// The width of the escape that a text begins with.
fn escape(text: &str) -> Result<usize, (usize, &'static str)> {
    match text.chars().nth(1) {
        Some('u') => unicode_escape(text),
        Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => Ok(2),
        other => Err((1 + other.map_or(0, char::len_utf8), UNKNOWN)),
    }
}

/// `\uXXXX`, two of them for a character beyond the basic plane.
fn unicode_escape(text: &str) -> Result<usize, (usize, &'static str)> {
    let unit = unit(text).ok_or((2, DIGITS))?;
    let next =
        || text.get(6..).and_then(|rest| rest.starts_with("\\u").then(|| self::unit(rest))?);
    match unit {
        0xd800..0xdc00 if next().is_some_and(|next| (0xdc00..0xe000).contains(&next)) => Ok(12),
        0xd800..0xe000 => Err((6, SURROGATE)),
        _ => Ok(6),
    }
}

/// The four digits after `\u`.
fn unit(text: &str) -> Option<u32> {
    let digits = text.get(2..6)?;
    let hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_found_where_the_json_reader_finds_one() {
        let texts = [
            "",
            "a",
            "ü🦀",
            r"\n",
            r"\q",
            r"\ü",
            r"\u00e4",
            r"\u00e",
            r"\u00g0",
            r"\ud83e\udd80",
            r"\ud83e",
            r"\ud83ea",
            r"\ud83e\n",
            r"\ud83e\u0041",
            r"\udd80",
            "a\tb",
            "\u{1}",
            r"\\",
            r"\u+123",
        ];
        for text in texts {
            let quoted = format!("\"{text}\"");
            let read = serde_json::from_str::<String>(&quoted);
            assert_eq!(fault(&quoted).is_none(), read.is_ok(), "{quoted}");
        }
    }

    #[test]
    fn the_exact_text_is_pointed_at() {
        let place = |quoted: &str| quoted[fault(quoted).unwrap().0].to_owned();
        assert_eq!(place(r#""ab\qc""#), r"\q");
        assert_eq!(place(r#""\u12""#), r"\u");
        assert_eq!(place(r#""\ud800x""#), r"\ud800");
    }
}
