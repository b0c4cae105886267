//! What is wrong with a JSON text, and where.

use crate::source::{SourceId, Span};

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct JsonError {
    /// What is wrong, in a reader's words.
    pub message: String,
    /// The exact text.
    pub span: Span,
}

impl JsonError {
    /// What serde_json found in `text`, which stands at `start` of a source. Its columns count
    /// bytes.
    pub(super) fn located(
        error: &serde_json::Error,
        text: &str,
        source: SourceId,
        start: usize,
    ) -> Self {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line_start: usize = lines.map(str::len).sum();
        let at = (line_start + error.column().saturating_sub(1)).min(text.len());
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let width = rest.chars().next().map_or(0, char::len_utf8);
        Self { message: words(error), span: Span::new(source, start + at, start + at + width) }
    }
}

/// What serde_json says, without its place and its jargon.
fn words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let known = WORDS.iter().find(|(jargon, _)| *jargon == said);
    known.map_or(said, |(_, words)| words).to_owned()
}

const WORDS: [(&str, &str); 12] = [
    ("EOF while parsing a list", "the text ends inside a list"),
    ("EOF while parsing a string", "the text ends inside a string"),
    ("EOF while parsing a value", "the text ends where a value should stand"),
    ("EOF while parsing an object", "the text ends inside an object"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a control character in a string",
    ),
    ("expected ident", "expected a value; strings are written in double quotes"),
    ("expected value", "expected a value"),
    ("key must be a string", "a key stands in double quotes"),
    ("lone leading surrogate in hex escape", "half of a surrogate pair"),
    ("trailing characters", "something stands after the end of the value"),
    ("unexpected end of hex escape", "half of a surrogate pair"),
    ("trailing comma", "a comma before the closing bracket"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_in_plain_words() {
        for text in
            ["[", "{", "\"", "", "\"\n\"", "nope", "?", "{a: 1}", "\"\\ud800\"", "1 2", "[1,]"]
        {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            let words = words(&error);
            assert!(WORDS.iter().any(|(_, known)| *known == words), "{text:?}: {words}");
        }
    }
}
