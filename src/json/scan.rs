//! One pass over a JSON text for the faults that its grammar leaves open.
//!
//! serde_json keeps the last of two equal keys, follows any nesting when it skips a value, and
//! reads half of a surrogate pair only when the string is asked for. Here all three are found at
//! once, without building a value.

use std::borrow::Cow;

use super::node::{JsonError, MAX_DEPTH, Node};
use crate::source::Span;

/// How many flaws are found before the scan ends: one more than anyone is told of.
pub const MAX_FLAWS: usize = 100_001;

/// What a text that is JSON may still have wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// A key that its object has already.
    DuplicateKey {
        /// The key, escapes resolved.
        key: String,
        /// The later one, quotes included.
        span: Span,
        /// The one before it.
        first: Span,
    },
    /// A list or an object inside [`MAX_DEPTH`] others; the scan ends here.
    TooDeep {
        /// Its bracket.
        span: Span,
    },
    /// Half of a surrogate pair.
    BrokenString(JsonError),
}

impl Flaw {
    /// The exact text.
    pub fn span(&self) -> Span {
        match self {
            Self::DuplicateKey { span, .. } | Self::TooDeep { span } => *span,
            Self::BrokenString(error) => error.span,
        }
    }
}

/// Every flaw in a value, up to [`MAX_FLAWS`], in the order of the text.
pub fn flaws(node: Node<'_>) -> Vec<Flaw> {
    let mut scan = Scan { node, at: 0, open: Vec::new(), keys: Vec::new(), flaws: Vec::new() };
    scan.run();
    scan.flaws.sort_by_key(Flaw::span);
    scan.flaws
}

struct Scan<'s> {
    node: Node<'s>,
    at: usize,
    /// For each list or object around this place, where its keys begin in `keys`.
    open: Vec<usize>,
    keys: Vec<Key<'s>>,
    flaws: Vec<Flaw>,
}

/// A key and where its opening quote stands.
struct Key<'s> {
    text: Cow<'s, str>,
    start: usize,
    end: usize,
}

impl<'s> Scan<'s> {
    fn run(&mut self) {
        while let Some(byte) = self.next_of(is_structural).filter(|_| !self.is_full()) {
            match byte {
                b'"' => self.string(),
                b'}' | b']' => self.close(),
                _ if self.open.len() < MAX_DEPTH => self.open.push(self.keys.len()),
                _ => {
                    self.too_deep();
                    break;
                }
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn is_full(&self) -> bool {
        self.flaws.len() >= MAX_FLAWS
    }

    /// Goes past the next byte that is wanted.
    fn next_of(&mut self, wanted: impl Fn(u8) -> bool) -> Option<u8> {
        let rest = self.node.text().as_bytes().get(self.at..)?;
        let skipped = rest.iter().position(|byte| wanted(*byte))?;
        self.at += skipped + 1;
        rest.get(skipped).copied()
    }

    /// A string whose opening quote is just behind; a colon after it makes it a key.
    fn string(&mut self) {
        let start = self.at;
        let mut escaped = false;
        while let Some(b'\\') = self.next_of(|byte| matches!(byte, b'"' | b'\\')) {
            escaped = true;
            self.at += 1;
        }
        let end = self.at.saturating_sub(1);
        let raw = self.node.text().get(start..end).unwrap_or_default();
        let text = if escaped { self.unescape(raw, start) } else { Some(Cow::Borrowed(raw)) };
        if let Some(text) = text.filter(|_| self.colon_follows()) {
            self.keys.push(Key { text, start: start - 1, end: end + 1 });
        }
    }

    /// Only keys and strings with a surrogate in them are worth reading.
    fn unescape(&mut self, raw: &'s str, start: usize) -> Option<Cow<'s, str>> {
        if !self.colon_follows() && !raw.contains("\\ud") && !raw.contains("\\uD") {
            return None;
        }
        match self.node.part(start - 1, raw.len() + 2).text_value() {
            Ok(text) => Some(text),
            Err(error) => {
                self.flaws.push(Flaw::BrokenString(error));
                None
            }
        }
    }

    fn colon_follows(&self) -> bool {
        let rest = self.node.text().as_bytes().get(self.at..).unwrap_or_default();
        rest.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }

    /// The end of a list or an object: its keys are compared and forgotten.
    fn close(&mut self) {
        let from = self.open.pop().unwrap_or_default();
        let keys = self.keys.get_mut(from..).unwrap_or_default();
        keys.sort_by(|left, right| left.order().cmp(&right.order()));
        for pair in keys.windows(2) {
            if let [first, second] = pair
                && first.text == second.text
                && self.flaws.len() < MAX_FLAWS
            {
                self.flaws.push(Flaw::DuplicateKey {
                    key: second.text.clone().into_owned(),
                    span: second.span(self.node),
                    first: first.span(self.node),
                });
            }
        }
        self.keys.truncate(from);
    }

    fn too_deep(&mut self) {
        let span = self.node.part(self.at - 1, 1).span();
        self.flaws.push(Flaw::TooDeep { span });
    }
}

fn is_structural(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'[' | b'}' | b']')
}

impl Key<'_> {
    /// Equal keys stand together, in the order of the text; lengths are quickest to compare.
    fn order(&self) -> (usize, &str, usize) {
        (self.text.len(), &self.text, self.start)
    }

    fn span(&self, node: Node<'_>) -> Span {
        node.part(self.start, self.end - self.start).span()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};
    use std::sync::Arc;

    fn source(text: &str) -> Arc<Source> {
        Sources::default().add("test", text).unwrap()
    }

    fn seen(text: &str) -> Vec<String> {
        let source = source(text);
        let words = |flaw: &Flaw| {
            let span = flaw.span();
            match flaw {
                Flaw::DuplicateKey { key, first, .. } => {
                    format!("{key} {} {}", first.start, span.start)
                }
                Flaw::TooDeep { .. } => format!("deep {}", span.start),
                Flaw::BrokenString(_) => format!("broken {}", source.slice(span)),
            }
        };
        flaws(Node::root(&source).unwrap()).iter().map(words).collect()
    }

    #[test]
    fn clean_texts_have_no_flaw() {
        for text in ["1", "\"a\\\"b\"", "[]", r#"{"a":{"a":["a","a",":"]},"b":"a","":1}"#] {
            assert!(seen(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_duplicate_key_is_found_at_every_level() {
        let text = r#"{"a":1, "b":[{"c":1,"c" : 2,"c":3}], "a":{"x":1,"\u0078":2}}"#;
        assert_eq!(seen(text), ["c 14 20", "c 20 28", "a 1 37", "x 42 48"]);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |levels| "[".repeat(levels) + &"]".repeat(levels);
        assert!(seen(&deep(MAX_DEPTH)).is_empty());
        assert_eq!(seen(&deep(10_000)), ["deep 128"]);
        assert_eq!(seen(&(r#"{"a":1,"a":"#.to_owned() + &deep(200) + "}")), ["a 1 7", "deep 138"]);
    }

    #[test]
    fn the_number_of_flaws_is_bounded() {
        assert_eq!(seen(&format!("{{{}\"a\":1}}", r#""a":1,"#.repeat(200_000))).len(), MAX_FLAWS);
        assert_eq!(seen(&format!("[{}1]", r#""\ud800","#.repeat(200_000))).len(), MAX_FLAWS);
    }

    #[test]
    fn half_a_surrogate_pair_is_found_in_keys_and_values() {
        assert_eq!(seen(r#"["\ud83d\ude00", "x\ud800"]"#).len(), 1);
        assert_eq!(seen(r#"{"\uDC00":1}"#).len(), 1);
    }
}
