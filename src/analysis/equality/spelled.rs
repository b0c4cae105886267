//! The lists and objects of a call that have a given text.
//!
//! Lists and objects are written without quotes, so `[a b]` is the text of the list of `a` and `b`,
//! of the list of `a b`, and of the string `[a b]`. There are finitely many.

use std::collections::BTreeMap;

use super::textual::with_text;
use super::{EqualValues, MAX_VALUES, text};
use crate::analysis::numbers;
use crate::json::{MAX_DEPTH, Value};

/// Whether lists or objects may have this text.
pub(super) fn is_container(text: &str) -> bool {
    inside(text, "[").is_some() || inside(text, "map[").is_some()
}

/// The lists and objects that have this text.
pub(super) fn containers(text: &str) -> EqualValues {
    let mut speller = Speller { left: MAX_VALUES, depth: 0 };
    let values = speller.containers(text);
    EqualValues { values, complete: speller.left > 0 }
}

/// Puts values together until it has tried enough.
struct Speller {
    left: usize,
    /// How many lists and objects are around what is read.
    depth: usize,
}

impl Speller {
    fn values(&mut self, wanted: &str) -> Vec<Value> {
        let mut values = vec![Value::from(wanted)];
        let scalars = [Value::Null, Value::Bool(true), Value::Bool(false)];
        values.extend(scalars.into_iter().filter(|value| text::of_call(value) == wanted));
        values.extend(with_text(wanted).and_then(numbers::value));
        if is_container(wanted) {
            values.extend(self.containers(wanted));
        }
        values
    }

    /// The lists and objects that have this text. Those deeper than JSON is read are not tried.
    fn containers(&mut self, wanted: &str) -> Vec<Value> {
        if self.depth == MAX_DEPTH {
            self.left = 0;
            return Vec::new();
        }
        self.depth += 1;
        let lists = inside(wanted, "[").map(|inner| self.lists(inner)).unwrap_or_default();
        let objects = inside(wanted, "map[").map(|inner| self.objects(inner)).unwrap_or_default();
        self.depth -= 1;
        lists.into_iter().map(Value::Array).chain(objects).collect()
    }

    /// The lists whose elements, one space apart, are written like this.
    fn lists(&mut self, inner: &str) -> Vec<Vec<Value>> {
        let mut lists = self.sequences(inner, &mut |speller, piece| speller.values(piece));
        if inner.is_empty() {
            lists.push(Vec::new());
        }
        lists
    }

    /// The objects whose members, one space apart and in the order of their keys, are written like
    /// this.
    fn objects(&mut self, inner: &str) -> Vec<Value> {
        let members = self.sequences(inner, &mut Self::members);
        let mut objects: Vec<Value> = members.into_iter().filter_map(object).collect();
        if inner.is_empty() {
            objects.push(Value::Object(BTreeMap::new()));
        }
        objects
    }

    /// The members that are written like this.
    fn members(&mut self, piece: &str) -> Vec<(String, Value)> {
        let mut members = Vec::new();
        for (colon, _) in piece.match_indices(':') {
            if self.left == 0 {
                break;
            }
            let (key, value) = piece.split_at(colon);
            let values = self.values(value.get(1..).unwrap_or_default());
            members.extend(values.into_iter().map(|value| (key.to_owned(), value)));
        }
        members
    }

    /// Every way to cut a text at spaces and read each piece.
    fn sequences<T: Clone>(
        &mut self,
        inner: &str,
        read: &mut dyn FnMut(&mut Self, &str) -> Vec<T>,
    ) -> Vec<Vec<T>> {
        let mut sequences = Vec::new();
        let cuts = inner.match_indices(' ').map(|(at, _)| at).chain([inner.len()]);
        for cut in cuts.collect::<Vec<_>>() {
            if self.left == 0 {
                break;
            }
            let (first, rest) = inner.split_at(cut);
            let firsts = read(self, first);
            let rests = match rest.strip_prefix(' ') {
                None => vec![Vec::new()],
                Some(_) if firsts.is_empty() => Vec::new(),
                Some(rest) => self.sequences(rest, read),
            };
            for rest in &rests {
                for first in &firsts {
                    let Some(left) = self.left.checked_sub(1) else { return sequences };
                    self.left = left;
                    sequences.push([std::slice::from_ref(first), rest].concat());
                }
            }
        }
        sequences
    }
}

/// An object with these members, if they are in the order of their keys.
fn object(members: Vec<(String, Value)>) -> Option<Value> {
    let sorted = members.windows(2).all(|pair| match pair {
        [(one, _), (other, _)] => one < other,
        _ => true,
    });
    sorted.then(|| Value::Object(members.into_iter().collect()))
}

fn inside<'t>(text: &'t str, opening: &str) -> Option<&'t str> {
    text.strip_prefix(opening)?.strip_suffix(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(text: &str) -> Vec<String> {
        let EqualValues { values, complete } = containers(text);
        assert!(complete);
        for value in &values {
            assert_eq!(text::of_call(value), text, "{value}");
        }
        values.iter().map(Value::to_string).collect()
    }

    #[test]
    fn a_text_is_that_of_every_way_to_cut_it() {
        assert_eq!(spellings("[a b]"), [r#"["a","b"]"#, r#"["a b"]"#]);
        assert_eq!(spellings("[]"), [r#"[""]"#, "[]"]);
        assert_eq!(spellings("[5]"), [r#"["5"]"#, "[5]"]);
        assert_eq!(
            spellings("map[a:1 b:2]"),
            [
                r#"{"a":"1","b":"2"}"#,
                r#"{"a":1,"b":"2"}"#,
                r#"{"a":"1","b":2}"#,
                r#"{"a":1,"b":2}"#,
                r#"{"a":"1 b:2"}"#,
                r#"{"a:1 b":"2"}"#,
                r#"{"a:1 b":2}"#,
            ]
        );
        assert_eq!(spellings("map[b:x a:y]").len(), 2, "keys are sorted");
    }

    #[test]
    fn a_text_of_too_many_values_says_so() {
        assert!(!containers(&format!("[{}]", ["1"; 40].join(" "))).complete);
    }
}
