//! Edits that several lints offer.

use crate::finding::{Edit, Fix, Safety};
use crate::lint::{LintContext, trees};
use crate::source::{Source, Span};
use crate::syntax::ast::Term;

/// Takes a whole statement out. Safe: only for statements that aren't compiled.
pub(super) fn remove_statement(span: Span) -> Fix {
    Fix::removal(Safety::Safe, span, "statement")
}

/// Nothing in the place of `span`.
pub(super) fn cut(span: Span) -> Edit {
    Edit { span, text: String::new() }
}

/// Takes a term out of the selector that it stands in; nothing where it is the only one.
pub(super) fn take_term(context: &LintContext<'_>, term: Span) -> Option<Vec<Edit>> {
    let part = context.parts.iter().find(|part| part.source.id() == term.source)?;
    let mut selectors = part.file.statements.iter().filter_map(|it| trees::selector(&it.node));
    selectors.find_map(|selector| {
        let except = || cut_term(part.source, &selector.except, term);
        cut_term(part.source, &selector.terms, term).or_else(except)
    })
}

/// Takes a term and a comma out of a list. What else stands between the terms, a comment, stays.
fn cut_term(source: &Source, list: &[Term], term: Span) -> Option<Vec<Edit>> {
    let at = list.iter().position(|one| one.span == term)?;
    let before = at.checked_sub(1).and_then(|at| list.get(at)).map(|term| term.span);
    let after = list.get(at + 1).map(|term| term.span);
    match (before, after) {
        (Some(before), _) => {
            let between = Span { start: before.end, end: term.start, ..term };
            if is_plain(source.slice(between)) {
                return Some(vec![cut(Span { start: before.end, ..term })]);
            }
            Some(vec![cut(comma(source, between)?), cut(term)])
        }
        (None, Some(after)) => {
            let between = Span { start: term.end, end: after.start, ..term };
            if is_plain(source.slice(between)) {
                return Some(vec![cut(Span { end: after.start, ..term })]);
            }
            Some(vec![cut(term), cut(comma(source, between)?)])
        }
        (None, None) => None,
    }
}

/// Whether nothing but a comma and white space stands here.
fn is_plain(between: &str) -> bool {
    !between.contains('#')
}

/// The comma between two terms; those in comments are none.
fn comma(source: &Source, between: Span) -> Option<Span> {
    let mut start = between.start as usize;
    for line in source.slice(between).split_inclusive('\n') {
        let code = line.split('#').next().unwrap_or_default();
        if let Some(at) = code.find(',') {
            return Some(Span::new(between.source, start + at, start + at + 1));
        }
        start += line.len();
    }
    None
}
