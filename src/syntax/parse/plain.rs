//! Leaves comments out of what the grammar reads.

use std::borrow::Cow;
use std::ops::Range;

use crate::syntax::lexis;

/// The text with spaces where comments stand, so that every offset stays.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(line) = line_with_hash(text, at) {
        let code = text.get(line.clone()).map_or(0, code_length);
        plain.push_str(text.get(copied..line.start + code).unwrap_or_default());
        plain.extend(std::iter::repeat_n(' ', line.len() - code));
        (at, copied) = (line.end, line.end);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    plain.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(plain)
}

/// The next line from `at` on, without its end, in which a `#` stands.
fn line_with_hash(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let hash = rest.find('#')?;
    let start = rest.get(..hash)?.rfind('\n').map_or(0, |end| end + 1);
    let end = rest.get(hash..)?.find('\n').map_or(rest.len(), |end| hash + end);
    Some(at + start..at + end)
}

/// How much of a line stands before its comment. Strings and regular expressions end with their
/// line, and outside them a slash begins a regular expression if the text is right.
fn code_length(line: &str) -> usize {
    let mut at = 0;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(['#', '"', '/'])) {
        let rest = line.get(at + found..).unwrap_or_default();
        match rest.as_bytes().first() {
            Some(b'#') | None => return at + found,
            Some(delimiter) => at += found + lexis::delimited(rest, *delimiter),
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_become_spaces_and_nothing_else_does() {
        let text = "a # ü\r\n\"#\\\"#\" #\"\n/\\/#/#/\n# last";
        assert_eq!(without_comments(text), "a      \n\"#\\\"#\"   \n/\\/#/  \n      ");
        assert_eq!(without_comments("\"open # \na"), "\"open # \na");
    }
}
