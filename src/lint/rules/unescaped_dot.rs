//! Patterns in which a dot that looks like one stands for any character.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, edit, matches};
use super::tool_names::list_if_several;
use crate::finding::{Edit, Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Operator;
use crate::policy::semantics::of_test;
use crate::re2;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::ast;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unescaped-dot",
    weight: Weight::Warn,
    summary: "a dot in a pattern is meant as one and matches any character",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let Operator::Matches(pattern) = &text.test.operator else { return Vec::new() };
    let dots = dots(pattern);
    let Some(first) = dots.first() else { return Vec::new() };
    let about = vec![name(pattern, *first).to_owned()];
    let slips = of_test(text.test).and(!matches(text.test, escaped(pattern, &dots)));
    vec![Question { about, slips, best: Vec::new() }]
}

/// Where a dot for any character stands between words or digits, as in `api.acme.com`, `1.2`,
/// `(api|www).acme` and `[0-9]+.[0-9]{2}`.
fn dots(pattern: &str) -> Vec<usize> {
    let between = |at: &usize| {
        let (before, after) = (pattern.get(..*at), pattern.get(at + 1..));
        before.zip(after).is_some_and(|(before, after)| looks_like_one(before, after))
    };
    re2::dots(pattern).into_iter().filter(between).collect()
}

fn looks_like_one(before: &str, after: &str) -> bool {
    let word = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    let closed = before.strip_suffix(')').unwrap_or(before);
    let opened = after.strip_prefix("(?:").or_else(|| after.strip_prefix('('));
    let left: Vec<char> = closed.chars().rev().take_while(word).collect();
    let right: Vec<char> = opened.unwrap_or(after).chars().take_while(word).collect();
    // What stands after a backslash is no word: `\w.`
    let escaped = closed.chars().nth_back(left.len()) == Some('\\');
    let letters = left.len().saturating_sub(usize::from(escaped));
    let words = letters >= 2 && right.len() >= 2;
    words || ends_in_digits(before) && starts_with_digits(after)
}

/// Whether a pattern ends in digits or a class of them, repeated or not; a group may open after it.
fn ends_in_digits(pattern: &str) -> bool {
    let opened = pattern.strip_suffix("(?:").or_else(|| pattern.strip_suffix('('));
    let atom = without_repeat(opened.unwrap_or(pattern));
    match atom.rfind('[').filter(|_| atom.ends_with(']')) {
        Some(start) => starts_with_digits(atom.get(start..).unwrap_or_default()),
        None => atom.ends_with(|end: char| end.is_ascii_digit()) || atom.ends_with(r"\d"),
    }
}

/// Whether a pattern begins with a digit or a class of digits.
fn starts_with_digits(pattern: &str) -> bool {
    let class = || Some(pattern.strip_prefix('[')?.split_once(']')?.0);
    let is_digits = |class: &str| class.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    pattern.starts_with(|start: char| start.is_ascii_digit())
        || pattern.starts_with(r"\d")
        || class().is_some_and(is_digits)
}

fn without_repeat(pattern: &str) -> &str {
    if let Some((atom, count)) = pattern.rsplit_once('{')
        && count
            .strip_suffix('}')
            .is_some_and(|it| it.bytes().all(|it| b"0123456789,".contains(&it)))
    {
        return atom;
    }
    pattern.trim_end_matches(['+', '*', '?'])
}

fn escaped(pattern: &str, dots: &[usize]) -> String {
    let escape = |(at, character): (usize, char)| {
        let backslash = dots.binary_search(&at).is_ok().then_some('\\');
        backslash.into_iter().chain([character])
    };
    pattern.char_indices().flat_map(escape).collect()
}

/// The dotted name round a dot, else the pattern.
fn name(pattern: &str, dot: usize) -> &str {
    let is_part = |character: char| character.is_ascii_alphanumeric() || ".-".contains(character);
    let (before, after) = pattern.split_at(dot);
    let start = before.rfind(|character| !is_part(character)).map_or(0, |at| at + 1);
    let end = after.find(|character| !is_part(character)).unwrap_or(after.len());
    let name = pattern.get(start..dot + end).unwrap_or(pattern).trim_matches(['.', '-']);
    if name.contains('.') { name } else { pattern }
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let places = places(context, weak);
    let span = places.first().copied().unwrap_or(weak.test.span);
    let message = format!("`.` in {} matches any character", tick(weak.first()));
    let draft = Draft::new(span, message)
        .note("matches any character")
        .help(format!("write `\\.` for a dot{}", list_if_several(tools)))
        .fix(fix(&places));
    places.iter().skip(1).fold(draft, |draft, place| draft.label(*place, "and here"))
}

/// The dots in the policy's text.
fn places(context: &LintContext<'_>, weak: &WeakTest<'_>) -> Vec<Span> {
    let written = edit::written(context, weak.rule, weak.test).map(|operator| &operator.node);
    let Some(ast::Operator::Matches(regex)) = written else { return Vec::new() };
    let start = regex.pattern.span.start as usize;
    let place = |at: usize| Span::new(regex.pattern.span.source, start + at, start + at + 1);
    dots(&regex.pattern.node).into_iter().map(place).collect()
}

fn fix(places: &[Span]) -> Option<Fix> {
    let edit = |place: &Span| Edit { span: *place, text: "\\.".to_owned() };
    let edits: Vec<_> = places.iter().map(edit).collect();
    let title = "write a backslash before the dots".to_owned();
    (!edits.is_empty()).then_some(Fix { safety: Safety::Safe, title, edits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_look_like_dots() {
        for (pattern, expected) in [
            (r"^https://api.github.com/", &[12, 19][..]),
            (r"^https://api\.github\.com/", &[]),
            (r"^v1.2$", &[3]),
            (r"^report.csv$", &[7]),
            (r"^https://(api|www).acme\.com/", &[18]),
            (r"^https://acme.(?:com|org)/", &[13]),
            (r"^(a|b).*$", &[]),
            (r"^\d.5", &[3]),
            (r"^[0-9]{1,3}.[0-9]{2}$", &[11]),
            (r"^\d+(.\d\d)?$", &[5]),
            (r"^[1-9][0-9]*.[0-9]$", &[12]),
            (r"^[0-9a].[0-9]$", &[]),
            (r"^[0-9].x$", &[]),
            (r"^a.b$", &[]),
            (r"ab.*cd", &[]),
            (r"[ab.cd]", &[]),
        ] {
            assert_eq!(dots(pattern), expected, "{pattern}");
        }
        assert_eq!(escaped("é1.2", &[3]), r"é1\.2");
        assert_eq!(name(r"^https://api.acme.com/x", 12), "api.acme.com");
    }
}
