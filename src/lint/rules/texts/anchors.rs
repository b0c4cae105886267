//! Patterns that are found inside longer texts, and how they are bound to the whole.

use super::{Question, matches};
use crate::analysis::Formula;
use crate::policy::condition::Test;
use crate::policy::semantics::of_test;
use crate::re2;
use crate::re2::shape::{ANY, End, GAP, Shape};

/// Asks for a longer text in which a pattern is found.
pub(in crate::lint::rules) fn longer(test: &Test, pattern: &str) -> Question {
    let whole: Formula = matches(test, format!(r"\A(?:{pattern})\z"));
    let about = text(pattern).into_iter().collect();
    let slips = of_test(test).and(!whole);
    let best = [format!(r"\Aevil-(?:{pattern})x\z"), "evil".to_owned()];
    Question { about, slips, best: best.map(|pattern| matches(test, pattern)).into() }
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
        return closed_alternatives(pattern);
    }
    let start = if shape.start() == End::Anchored { "" } else { "^" };
    let end = if shape.end() == End::Anchored { "" } else { "$" };
    format!("{start}{pattern}{end}")
}

/// Alternatives in one group between `^` and `$`, their own anchors left out.
fn closed_alternatives(pattern: &str) -> String {
    let (flags, rest) = split_flags(pattern);
    let alternatives = re2::alternatives(rest);
    if let ([_], Some(inner)) = (alternatives.as_slice(), without_group(rest)) {
        return format!("{flags}{}", closed(inner));
    }
    let bare: Vec<_> = alternatives.into_iter().map(bare).collect();
    format!("{flags}^({})$", bare.join("|"))
}

/// The flags before a pattern that leave `^` and `$` as they are, and the pattern.
fn split_flags(pattern: &str) -> (&str, &str) {
    let flags = ["(?i)", "(?s)", "(?is)", "(?si)"].into_iter();
    let flags = flags.into_iter().find(|flags| pattern.starts_with(flags)).unwrap_or_default();
    pattern.split_at(flags.len())
}

/// What a pattern that is one group holds.
fn without_group(pattern: &str) -> Option<&str> {
    let inner = pattern.strip_prefix("(?:").or_else(|| pattern.strip_prefix('('))?;
    inner.strip_suffix(')').filter(|inner| !inner.starts_with('?'))
}

/// The pattern without an anchor before it and one after it.
fn bare(pattern: &str) -> &str {
    let rest = pattern.strip_prefix('^').or_else(|| pattern.strip_prefix(r"\A"));
    let pattern = rest.unwrap_or(pattern);
    let rest = pattern.strip_suffix('$').or_else(|| pattern.strip_suffix(r"\z"));
    rest.filter(|rest| !is_escaping(rest)).unwrap_or(pattern)
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
            ("(a|b)", "^(a|b)$"),
            ("^v1|^v2$", "^(v1|v2)$"),
            (r"^v1$|\Av2\z", "^(v1|v2)$"),
            ("(?i)^a|b$", "(?i)^(a|b)$"),
            ("(^a|b$)", "^(a|b)$"),
            (r"^[|^]|\Q|\E|(a|b)", r"^([|^]|\Q|\E|(a|b))$"),
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
            "a",
            "^a",
            "a$",
            "a|b",
            "^a|b$",
            "^a|^b",
            "^ab|^ac$",
            "(a|b)",
            "(?:a|b)c",
            "[ab]+",
            "(?i)a|b",
            "(?i)^a",
            r"\Aa",
            r"a\z",
            "(?i)^a|^b$",
            "(?m)^a|b",
            "(?:^a|b$)",
            "((a|^b))",
            r"\Aa|b\z",
            ".*a",
            "a.*",
            r"a\$",
            r"^\^|\$",
            "(^a|b$)",
            "",
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
