//! Patterns that are found inside longer texts, and how they are bound to the whole.

use super::{Question, matches};
use crate::analysis::Formula;
use crate::policy::condition::Test;
use crate::policy::semantics::of_test;
use crate::re2::shape::{ANY, End, GAP, Shape};

/// Asks for a longer text in which a pattern is found.
pub(in crate::lint::rules) fn longer(test: &Test, pattern: &str) -> Question {
    let whole: Formula = matches(test, format!(r"\A(?:{pattern})\z"));
    let about = text(pattern).into_iter().collect();
    let slips = of_test(test).and(!whole);
    Question { about, slips, best: vec![matches(test, "evil")] }
}

/// The one text that a pattern finds, where there is only one.
pub(in crate::lint::rules) fn text(pattern: &str) -> Option<String> {
    let mut texts = Shape::of(pattern)?.texts().into_iter();
    let only = texts.next().filter(|text| !text.is_empty() && !text.contains([GAP, ANY]));
    only.filter(|_| texts.next().is_none() && !pattern.contains("(?"))
}

/// The pattern bound to both ends of the text.
pub(in crate::lint::rules) fn closed(pattern: &str) -> String {
    let Some(shape) = Shape::of(pattern) else { return pattern.to_owned() };
    if shape.is_alternation() {
        return format!("^({})$", bare(pattern));
    }
    let start = if shape.start() == End::Anchored { "" } else { "^" };
    let end = if shape.end() == End::Anchored { "" } else { "$" };
    format!("{start}{pattern}{end}")
}

/// The pattern without `^` before it and `$` after it.
fn bare(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    match pattern.strip_suffix('$') {
        Some(rest) if !is_escaping(rest) => rest,
        _ => pattern,
    }
}

/// Whether the text ends in a backslash that escapes what follows.
fn is_escaping(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Answer, Engine, Test as Asked};

    #[test]
    fn patterns_bound_to_both_ends() {
        for (pattern, expected) in [
            ("^a|b$", "^(a|b)$"),
            ("a|b", "^(a|b)$"),
            (r"^a|b\$", r"^(a|b\$)$"),
            ("^[a-z]+", "^[a-z]+$"),
            ("a$", "^a$"),
            ("(a|b)", "^((a|b))$"),
        ] {
            assert_eq!(closed(pattern), expected);
        }
    }

    #[test]
    fn what_is_bound_to_both_ends_is_found_in_nothing_longer() {
        let mut engine = Engine::default();
        let test = |pattern: &str| {
            let path = ["a".to_owned()];
            Formula::test(&path, Asked::Matches(pattern.to_owned()))
        };
        for pattern in [
            "a", "^a", "a$", "a|b", "^a|b$", "^a|^b", "^ab|^ac$", "(a|b)", "(?:a|b)c", "[ab]+",
            "(?i)a|b", "(?i)^a", r"\Aa", r"a\z", ".*a", "a.*", r"a\$", r"^\^|\$", "(^a|b$)", "",
            r"\bab\b",
        ] {
            let (closed, whole) = (test(&closed(pattern)), test(&format!(r"\A(?:{pattern})\z")));
            let differs = closed.clone().and(!whole.clone()).or(whole.and(!closed));
            assert_eq!(engine.find_arguments(&differs), Answer::None, "{pattern}");
        }
    }

    #[test]
    fn the_only_text_of_a_pattern() {
        assert_eq!(text("feat/"), Some("feat/".to_owned()));
        assert_eq!(text("a|b"), None);
        assert_eq!(text("(?i)a"), None);
        assert_eq!(text("a.b"), None);
    }
}
