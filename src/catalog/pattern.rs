//! The regular expressions of schemas, which are of another dialect (ECMA-262) than any engine here.
//!
//! What both read alike is decided, for texts of ASCII; of anything else nothing is told.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::re2::sample::{MAX_REPEATED, sample};

/// How large a compiled pattern may be, in bytes.
const MAX_SIZE: usize = 1 << 17;

/// How many words of a pattern are listed.
const MAX_WORDS: usize = 64;

/// What the dialects read differently, or only one of them reads.
const APART: &[&str] =
    &["[[", "[^[", "[]", "[^]", "&&", "--", "~~", "(?i", "(?s", "(?x", "(?m", "(?-"];

/// A pattern and how it is matched, where that is known.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    text: Box<str>,
    regex: Option<Regex>,
}

impl Pattern {
    /// Reads a pattern.
    pub(crate) fn new(text: &str) -> Self {
        let is_apart = !text.is_ascii() || APART.iter().any(|it| text.contains(it));
        let regex = || RegexBuilder::new(text).size_limit(MAX_SIZE).build().ok();
        Self { text: text.into(), regex: if is_apart { None } else { regex() } }
    }

    /// As the schema spells it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is found in a text; `None` where nobody knows.
    pub(crate) fn finds(&self, text: &str) -> Option<bool> {
        let regex = self.regex.as_ref().filter(|_| is_read_alike(text))?;
        Some(regex.is_match(text))
    }

    /// A text in which it is found, of at least so many characters where that is easy.
    pub(crate) fn sample(&self, at_least: usize) -> Option<String> {
        let hir = regex_syntax::parse(&self.text).ok()?;
        let mut samples = (0..=MAX_REPEATED).filter_map(|more| sample(&hir, more));
        let fits = |text: &String| text.len() >= at_least && self.finds(text) == Some(true);
        let first = samples.find(fits);
        first.or_else(|| {
            let shortest = sample(&hir, 0)?;
            let missing = at_least.saturating_sub(shortest.len());
            let longer = format!("{shortest}{}", "x".repeat(missing));
            fits(&longer).then_some(longer)
        })
    }

    /// Every text in which it is found, where these are a few words.
    pub(crate) fn words(&self) -> Option<Vec<String>> {
        self.regex.as_ref()?;
        let hir = regex_syntax::parse(&self.text).ok()?;
        let HirKind::Concat(parts) = hir.kind() else { return None };
        let (first, rest) = parts.split_first()?;
        let (last, middle) = rest.split_last()?;
        let is_whole =
            *first.kind() == HirKind::Look(Look::Start) && *last.kind() == HirKind::Look(Look::End);
        if is_whole { words_of_all(middle) } else { None }
    }
}

/// Patterns are told apart by their text.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Whether both dialects read the characters of a text alike.
fn is_read_alike(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && byte != b'\r')
}

fn words_of_all(parts: &[Hir]) -> Option<Vec<String>> {
    parts.iter().try_fold(vec![String::new()], |starts, part| {
        let ends = words(part)?;
        let both =
            starts.iter().flat_map(|start| ends.iter().map(move |end| format!("{start}{end}")));
        let both: Vec<_> = both.take(MAX_WORDS + 1).collect();
        (both.len() <= MAX_WORDS).then_some(both)
    })
}

fn words(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Capture(capture) => words(&capture.sub),
        HirKind::Concat(parts) => words_of_all(parts),
        HirKind::Alternation(parts) => {
            let all: Vec<_> = parts.iter().map(words).collect::<Option<Vec<_>>>()?.concat();
            (all.len() <= MAX_WORDS).then_some(all)
        }
        HirKind::Class(Class::Unicode(class)) => {
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            let all: Vec<_> = characters.take(MAX_WORDS + 1).map(String::from).collect();
            (all.len() <= MAX_WORDS).then_some(all)
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_dialects_read_alike_is_decided() {
        for (pattern, text, found) in [
            ("^a", "ab", Some(true)),
            ("^a", "ba", Some(false)),
            ("^\\d+$", "12", Some(true)),
            ("^[a-z/]+\\/x$", "a/x", Some(true)),
            ("a", "é", None),
            ("(?=a)", "a", None),
            ("[^]", "a", None),
            ("(?i)a", "A", None),
            ("(", "a", None),
        ] {
            assert_eq!(Pattern::new(pattern).finds(text), found, "{pattern} {text}");
        }
    }

    #[test]
    fn samples_are_found() {
        for (pattern, at_least, text) in [
            ("^path", 0, Some("path")),
            ("^path", 6, Some("pathxx")),
            ("^[0-9a-f]{8}$", 0, Some("aaaaaaaa")),
            ("^[A-Z]{2}-\\d+$", 6, Some("AA-111")),
            ("^(get|set)_.+", 0, Some("get_a")),
            ("^\\S+@\\S+$", 0, Some("a@a")),
            ("x^", 0, None),
            ("(?=a)", 0, None),
        ] {
            assert_eq!(Pattern::new(pattern).sample(at_least).as_deref(), text, "{pattern}");
        }
    }

    #[test]
    fn words_are_listed_where_they_are_few() {
        let words = |pattern: &str| Pattern::new(pattern).words().map(|all| all.join(" "));
        assert_eq!(words("^(path|uri)$").as_deref(), Some("path uri"));
        assert_eq!(words("^to[12]$").as_deref(), Some("to1 to2"));
        assert_eq!(words("^name$").as_deref(), Some("name"));
        for endless in ["^path", "path", "^a+$", "^[a-z][a-z]$", "(", "^.$"] {
            assert_eq!(words(endless), None, "{endless}");
        }
    }
}
