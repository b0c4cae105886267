//! Patterns that are found anywhere in a text.

use std::sync::Arc;

use super::texts::{self, Question, TextCheck, TextTest, WeakTest, anchors, edit};
use super::tool_names::list_if_several;
use crate::finding::Safety;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Operator;
use crate::re2::shape::{End, Shape};
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::{argument_text, string_text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unanchored-regex",
    weight: Weight::Deny,
    summary: "a required pattern matches inside any longer string",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let Operator::Matches(pattern) = &text.test.operator else { return Vec::new() };
    if text.content == Some(Content::Prose) || !is_open(pattern) {
        return Vec::new();
    }
    vec![anchors::longer(text.test, pattern)]
}

/// A pattern between `.*` and `.*`, or one that says at which edges it stands, looks for something
/// on purpose.
fn is_open(pattern: &str) -> bool {
    let Some(shape) = Shape::of(pattern) else { return false };
    match (shape.start(), shape.end()) {
        (End::Line, _) | (_, End::Line) => true,
        (End::Any, End::Any) => false,
        (start, end) => [start, end].iter().all(is_unbound),
    }
}

fn is_unbound(end: &End) -> bool {
    matches!(end, End::Any | End::Edge | End::Open)
}

fn draft(context: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let pattern = weak.pattern();
    let argument = argument_text(&weak.test.path);
    let text = weak.about.first();
    let contains = text.map_or_else(|| "a match of this pattern".to_owned(), |text| tick(text));
    let message = format!("{} may be anything that contains {contains}", tick(&argument));
    let draft = Draft::new(weak.test.span, message).note(note(pattern));
    if weak.content == Some(Content::Url) {
        let hosts = "host in [\"api.acme.example\"]";
        return draft.help(format!("write `{argument} {hosts}`{}", list_if_several(tools)));
    }
    let operator = operator(weak, pattern);
    draft
        .help(format!("write `{argument} {operator}`{}", list_if_several(tools)))
        .fix(edit::replace(context, weak.rule, weak.test, &operator, Safety::Unsafe))
}

fn note(pattern: &str) -> &'static str {
    let is_line = |shape: Shape| shape.start() == End::Line || shape.end() == End::Line;
    match Shape::of(pattern).is_some_and(is_line) {
        true => "with `(?m)`, `^` and `$` match at every line",
        false => "matches anywhere in the string",
    }
}

/// `starts with "feat/"` for `feat/`; else the pattern bound to both ends.
fn operator(weak: &WeakTest<'_>, pattern: &str) -> String {
    let text = string_text(weak.first());
    let ends = Shape::of(pattern).map(|shape| (shape.start(), shape.end()));
    match ends.filter(|_| !weak.about.is_empty()) {
        Some((_, End::Edge)) => format!("starts with {text}"),
        Some((End::Edge, _)) => format!("ends with {text}"),
        Some((End::Open, End::Open)) => format!("== {text}"),
        _ => edit::matches(&anchors::closed(&pattern.replace("(?m)", ""))),
    }
}
