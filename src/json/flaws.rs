//! The faults of a JSON text that its grammar leaves open: readers differ on them.

use std::borrow::Cow;

use super::error::JsonError;
use super::members::{Member, Members};
use super::node::Node;
use super::tape::{NodeId, Tape};
use crate::source::Span;

/// How many flaws are found at most.
pub(crate) const MAX_FLAWS: usize = 100_001;

/// So few keys are compared pair by pair; more are sorted.
const FEW: usize = 16;

/// What a text that is JSON may still have wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A key that its object has already.
    DuplicateKey {
        /// The key, escapes resolved.
        key: String,
        /// The later one, quotes included.
        span: Span,
        /// The one before it.
        first: Span,
    },
    /// A list or an object inside [`MAX_DEPTH`](super::MAX_DEPTH) others; what comes after it is
    /// not looked at.
    TooDeep {
        /// Its bracket.
        span: Span,
    },
    /// Half of a surrogate pair.
    BrokenString(JsonError),
}

impl Flaw {
    /// The exact text.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::DuplicateKey { span, .. } | Self::TooDeep { span } => *span,
            Self::BrokenString(error) => error.span,
        }
    }
}

impl Tape {
    /// Every flaw, up to [`MAX_FLAWS`], in the order of the text.
    pub(crate) fn flaws(&self) -> Vec<Flaw> {
        let too_deep = self.too_deep.map(|at| self.node(NodeId(at)));
        let end = self.too_deep.unwrap_or(u32::MAX);
        let broken = self.broken.iter().filter(|at| **at < end).map(|at| self.node(NodeId(*at)));
        let broken = broken.filter_map(|node| node.text_value().err()).map(Flaw::BrokenString);
        let mut flaws: Vec<_> = broken.take(MAX_FLAWS).collect();
        flaws.extend(too_deep.map(|node| Flaw::TooDeep { span: node.opening() }));
        Duplicates { end, keys: Vec::new(), flaws: &mut flaws }.run(self);
        flaws.sort_by_key(Flaw::span);
        flaws.truncate(MAX_FLAWS);
        flaws
    }
}

/// Looks for keys that stand twice, one object after the other.
struct Duplicates<'s, 'f> {
    /// The first slot that isn't looked at.
    end: u32,
    /// The keys of one object.
    keys: Vec<Key<'s>>,
    flaws: &'f mut Vec<Flaw>,
}

struct Key<'s> {
    text: Cow<'s, str>,
    node: Node<'s>,
}

impl<'s> Duplicates<'s, '_> {
    fn run(&mut self, tape: &'s Tape) {
        for (at, slot) in (0..self.end).zip(&tape.slots) {
            if tape.first_byte(*slot) == b'{' && self.flaws.len() < MAX_FLAWS {
                self.object(tape.node(NodeId(at)));
            }
        }
    }

    fn object(&mut self, object: Node<'s>) {
        let end = self.end;
        let members = Members::of(object.inside()).take_while(|member| member.key.at < end);
        self.keys.clear();
        self.keys.extend(members.filter_map(Key::of));
        if self.keys.len() > FEW || have_twins(&self.keys) {
            self.sorted();
        }
    }

    /// Equal keys stand together when all are sorted.
    fn sorted(&mut self) {
        self.keys.sort_by(|left, right| left.order().cmp(&right.order()));
        for pair in self.keys.windows(2) {
            if let [first, second] = pair
                && first.text == second.text
                && self.flaws.len() < MAX_FLAWS
            {
                self.flaws.push(Flaw::DuplicateKey {
                    key: second.text.clone().into_owned(),
                    span: second.node.span(),
                    first: first.node.span(),
                });
            }
        }
    }
}

fn have_twins(keys: &[Key<'_>]) -> bool {
    let mut earlier = keys.iter().enumerate().map(|(at, key)| (keys.iter().take(at), key));
    earlier.any(|(mut earlier, key)| earlier.any(|other| other.text == key.text))
}

impl<'s> Key<'s> {
    /// The key, where it can be read.
    fn of(member: Member<'s>) -> Option<Self> {
        let node = member.key;
        Some(Self { text: member.readable_name().ok()?, node })
    }

    /// Equal keys stand together, in the order of the text; lengths are quickest to compare.
    fn order(&self) -> (usize, &str, u32) {
        (self.text.len(), &self.text, self.node.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::MAX_DEPTH;
    use crate::source::Sources;

    fn seen(text: &str) -> Vec<String> {
        let source = Sources::default().add("test", text).unwrap();
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
        Tape::read(&source).unwrap().flaws().iter().map(words).collect()
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
    fn duplicates_among_many_keys_are_found() {
        let keys: Vec<_> = (0..100).map(|at| format!("\"k{}\":0", at % 99)).collect();
        assert_eq!(seen(&format!("{{{}}}", keys.join(","))), ["k0 1 783"]);
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
