//! What keys and tokens look like, by the shapes that those who issue them publish.
//!
//! Beside findings and not among the lints, because whatever is printed leaves them out.

mod check;
mod shapes;
#[cfg(test)]
mod tests;
mod url;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

pub(crate) use check::looks_random;
pub(crate) use shapes::Shape;
use shapes::{PEM, SHAPES, URL_PASSWORD};

/// Finds what secrets begin with.
static STARTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let starts = SHAPES.iter().map(|shape| shape.start).chain([PEM.start, url::START]);
    // Most texts are too short for a denser automaton, which takes long to build.
    AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(starts).ok()
});

/// Every text that is written as some kind of secret is, in the order of the text; none of them
/// begins in another one.
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, Shape)> {
    let starts = STARTS.iter().flat_map(|starts| starts.find_overlapping_iter(text));
    let mut starts: Vec<_> = starts.map(|it| (it.start(), it.pattern().as_usize())).collect();
    starts.sort_unstable();
    let mut found: Vec<(Range<usize>, Shape)> = Vec::new();
    for (at, pattern) in starts {
        if found.last().is_some_and(|(last, _)| at < last.end) {
            continue;
        }
        found.extend(begun(text, at, pattern));
    }
    found
}

/// Whether a word begins as some kind of secret does and goes on as no name would, whether or not it
/// is written as that kind is: for what is better left out in doubt.
pub(crate) fn begins_as_key(word: &str) -> bool {
    let is_telling = |start: &str| !AMBIGUOUS.contains(&start);
    let starts = SHAPES.iter().map(|shape| shape.start).filter(|start| is_telling(start));
    starts.filter_map(|start| word.strip_prefix(start)).any(|rest| {
        let has_digit = rest.bytes().any(|byte| byte.is_ascii_digit());
        rest.len() >= if has_digit { MIN_MIXED } else { MIN_PLAIN }
    })
}

/// What names begin with as well.
const AMBIGUOUS: [&str; 2] = ["SK", "pat"];

/// How many characters with digits among them go on a key's beginning.
const MIN_MIXED: usize = 8;

/// How many characters do without digits.
const MIN_PLAIN: usize = 20;

/// The secret that the start of this number announces.
fn begun(text: &str, at: usize, pattern: usize) -> Option<(Range<usize>, Shape)> {
    let from = text.get(at..)?;
    let to_end = |length| at..at + length;
    match pattern.checked_sub(SHAPES.len()) {
        None => {
            let shape = SHAPES.get(pattern)?;
            Some((to_end(token(from, shape)?), *shape))
        }
        Some(0) => Some((to_end(private_key(from)?), PEM)),
        Some(_) => Some((url::password(text, at)?, URL_PASSWORD)),
    }
}

/// How long the token of this shape is that a text begins with.
fn token(text: &str, shape: &Shape) -> Option<usize> {
    let length = shape.length(text)?;
    let own = text.get(shape.start.len()..length)?;
    (!is_placeholder(own)).then_some(length)
}

/// How long the private key is, of whatever kind, that a text begins with: its first line, and the
/// key up to its last line or as far as it goes.
fn private_key(text: &str) -> Option<usize> {
    let header = within(text, MAX_HEADER).find(PEM_END)? + PEM_END.len();
    let body = within(text.get(header..)?, MAX_KEY);
    let gap = body.len() - body.trim_start_matches(['\\', 'n', 'r', '\n', '\r', ' ']).len();
    let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/');
    let line = body.get(gap..)?;
    let first = line.find(|letter| !is_of_key(letter)).unwrap_or(line.len());
    let last = body.find(PEM_LAST).filter(|last| !body.get(..*last).unwrap_or("\"").contains('"'));
    (first >= MIN_KEY).then_some(header + last.unwrap_or(gap + first))
}

/// As much of a text as `most` bytes hold.
fn within(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// The end of a private key's first line.
const PEM_END: &str = "PRIVATE KEY-----";

/// The beginning of its last line.
const PEM_LAST: &str = "-----END";

/// How many bytes its first line has at most.
const MAX_HEADER: usize = 64;

/// How many bytes a private key has at most.
const MAX_KEY: usize = 16 << 10;

/// How many characters of a private key are taken for one.
const MIN_KEY: usize = 20;

/// What stands for a secret in examples: words that say so, or hardly any two characters.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let says_so = ["example", "xxxx", "your", "redacted", "placeholder", "dummy", "123456789"];
    says_so.iter().any(|word| lower.contains(word)) || counts(text).len() < 6
}

/// How often each character stands in a text.
pub(crate) fn counts(text: &str) -> BTreeMap<char, u32> {
    let mut counts = BTreeMap::new();
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

/// The text with a `*` for every visible character of a secret's own part, which is ASCII.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    let secrets = find(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut end = 0;
    for (range, shape) in secrets {
        let own = range.start + shape.start.len()..range.end;
        masked.push_str(text.get(end..own.start).unwrap_or_default());
        let hidden = text.get(own.clone()).unwrap_or_default().chars();
        masked.extend(hidden.map(|letter| if letter.is_ascii_graphic() { '*' } else { letter }));
        end = own.end;
    }
    masked.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(masked)
}
