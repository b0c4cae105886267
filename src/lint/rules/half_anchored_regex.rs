//! Patterns that are bound to one end of the text, or in some alternatives only.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, anchors, edit, matches};
use super::tool_names::list_if_several;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Operator;
use crate::re2;
use crate::re2::shape::{End, Shape};
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::{argument_text, string_text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "half-anchored-regex",
    weight: Weight::Deny,
    summary: "a pattern is anchored at one end only, or only in some alternatives",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

/// What a pattern leaves open.
enum Open {
    /// What stands before or after some alternatives.
    Alternatives,
    /// The text's beginning.
    Start,
    /// The text's end.
    End,
}

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let Operator::Matches(pattern) = &text.test.operator else { return Vec::new() };
    if open(pattern, text.content).is_none() {
        return Vec::new();
    }
    let mut question = anchors::longer(text.test, pattern);
    let telling = match text.content {
        Some(Content::Email) => [r"\A[a-z]+@evil\.example,"].as_slice(),
        Some(Content::Sql) => &[r"; DROP TABLE users\z", r"; drop table users\z"],
        _ => &[],
    };
    let telling = telling.iter().map(|pattern| matches(text.test, *pattern));
    question.best.splice(..0, telling);
    vec![question]
}

/// `^feat/` tests how a text begins and `\.md$` how it ends, and so does any pattern for prose.
/// Addresses and paths have lints of their own. After the beginning of a statement another one may
/// stand, and before the end of an e-mail address too.
fn open(pattern: &str, content: Option<Content>) -> Option<Open> {
    let shape = Shape::of(pattern)?;
    let may_go_on = matches!(content, Some(Content::Prose | Content::Url | Content::Path));
    match (shape.start(), shape.end()) {
        (End::Mixed, _) | (_, End::Mixed) => Some(Open::Alternatives),
        (End::Anchored, End::Anchored) => None,
        (End::Anchored, End::Open) if !may_go_on => Some(Open::End),
        (End::Open, End::Anchored) if !may_go_on => Some(Open::Start),
        (End::Edge, End::Anchored) if content == Some(Content::Email) => Some(Open::Start),
        (End::Anchored, _) if content == Some(Content::Sql) => Some(Open::End),
        _ => None,
    }
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let pattern = weak.pattern();
    let open = open(pattern, weak.content).unwrap_or(Open::Alternatives);
    let argument = argument_text(&weak.test.path);
    let (message, note) = words(&open, &argument);
    Draft::new(weak.test.span, message)
        .note(note)
        .help(format!(
            "write {}{}",
            instead(weak, &open, pattern, &argument),
            list_if_several(tools)
        ))
        .fix(fix(context, weak, &open, pattern))
}

fn words(open: &Open, argument: &str) -> (String, &'static str) {
    let argument = tick(argument);
    match open {
        Open::Alternatives => (
            format!("{argument} may be longer than the alternatives of this pattern"),
            "`^` and `$` belong to one alternative each, not to all",
        ),
        Open::Start => (format!("{argument} may begin with anything"), "anchored only at the end"),
        Open::End => {
            (format!("{argument} may end with anything"), "anchored only at the beginning")
        }
    }
}

/// The operator that says the same as a pattern of one anchor and a text.
fn plain(weak: &WeakTest<'_>, open: &Open) -> Option<String> {
    let (pattern, text) = (weak.pattern(), weak.about.first()?);
    let (rest, operator) = match open {
        Open::Alternatives => return None,
        Open::Start => (pattern.strip_suffix('$')?, "ends with"),
        Open::End => (pattern.strip_prefix('^')?, "starts with"),
    };
    let escaped = re2::escaped(text);
    let is_text = rest == escaped;
    is_text.then(|| format!("{operator} {}", string_text(text)))
}

/// The pattern bound to both ends, and what says plainly that one end is open.
fn instead(weak: &WeakTest<'_>, open: &Open, pattern: &str, argument: &str) -> String {
    if weak.content == Some(Content::Email) {
        return format!("`{argument} {}`, which parses addresses", domain_in(weak));
    }
    if weak.content == Some(Content::Sql) {
        return format!("a pattern of the whole statement, `{argument} matches /^SELECT …$/`");
    }
    let closed = match stands_for_one(pattern) {
        true => "a pattern of the whole text, with what may follow".to_owned(),
        false => format!("`{argument} {}`", edit::matches(&anchors::closed(pattern))),
    };
    if let Some(plain) = plain(weak, open) {
        return format!("`{argument} {plain}` where the rest may be anything, else {closed}");
    }
    let operator = match open {
        Open::Alternatives => return closed,
        Open::Start => "ends with",
        Open::End => "starts with",
    };
    match weak.about.first() {
        Some(text) => {
            let text = string_text(text);
            format!("{closed}, or `{argument} {operator} {text}` where the rest may be anything")
        }
        None => closed,
    }
}

/// Whether a pattern bound to the beginning ends in a class: nobody means texts that end after one
/// such character.
fn stands_for_one(pattern: &str) -> bool {
    let is_class = [r"\w", r"\d", r"\S"].iter().any(|class| pattern.ends_with(class));
    pattern.starts_with('^') && (is_class || pattern.ends_with(']') && !pattern.ends_with(r"\]"))
}

/// `domain in` with the domain after the pattern's `@`.
fn domain_in(weak: &WeakTest<'_>) -> String {
    let domain = weak.first().rsplit_once('@').map(|(_, domain)| string_text(domain));
    format!("domain in [{}]", domain.as_deref().unwrap_or("…"))
}

/// With `^` and `$` for all alternatives it means what it seems to; where one of them is missing
/// its author may have left it out on purpose.
fn fix(context: &LintContext<'_>, weak: &WeakTest<'_>, open: &Open, pattern: &str) -> Option<Fix> {
    let safety = match open {
        Open::Alternatives => Safety::Safe,
        Open::Start | Open::End => Safety::Unsafe,
    };
    if stands_for_one(pattern) {
        return None;
    }
    let operator = match weak.content {
        Some(Content::Email) if weak.first().starts_with('@') => domain_in(weak),
        Some(Content::Email | Content::Sql) => return None,
        _ => plain(weak, open).unwrap_or_else(|| edit::matches(&anchors::closed(pattern))),
    };
    edit::replace(context, weak.rule, weak.test, &operator, safety)
}
