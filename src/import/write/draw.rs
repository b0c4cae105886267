//! Statements as text, drawn by the formatter, with what each part of it comes from.

use crate::import::Written;
use crate::source::{Origins, Source, Sources, Span};
use crate::strings::escape;
use crate::syntax;
use crate::syntax::ast::{File, Selector, Statement};

/// A statement or rule on its way.
#[derive(Debug)]
pub(super) struct Piece {
    /// What is said about it.
    pub(super) notes: Vec<String>,
    /// Its text, up to its braces.
    pub(super) text: String,
    /// Where it comes from.
    pub(super) span: Option<Span>,
    /// Where each term of its selector comes from.
    pub(super) terms: Vec<Option<Span>>,
    /// What stands in its braces.
    pub(super) rules: Vec<Piece>,
    /// Whether an empty line stands before it.
    pub(super) is_apart: bool,
}

impl Piece {
    /// A statement without rules.
    pub(super) fn plain(text: String, span: Option<Span>) -> Self {
        let (notes, terms, rules) = (Vec::new(), Vec::new(), Vec::new());
        Self { notes, text, span, terms, rules, is_apart: false }
    }
}

/// The widest line of a comment.
const COLUMNS: usize = 100;

/// The policy's text; none where that can't be read back, which is mcpol's fault.
pub(super) fn draw(pieces: &[Piece], tail: &[String], source: &Source) -> Option<Written> {
    let mut text = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if piece.is_apart && index > 0 {
            text.push('\n');
        }
        statement(piece, &mut text);
    }
    if !tail.is_empty() {
        text.push('\n');
        comment(tail, "", &mut text);
    }
    let text = formatted(text);
    let drawn = Sources::default().add("", text.clone())?;
    let file = syntax::parse(&drawn).ok()?.file;
    let origins = Origins::new(first(source), origins(&file, pieces));
    Some(Written { text, origins })
}

/// The text in its layout; as it is, where it can't be read.
fn formatted(text: String) -> String {
    let formatted = Sources::default().add("", text.clone()).map(|source| syntax::format(&source));
    formatted.and_then(Result::ok).unwrap_or(text)
}

/// The file's first letter, which stands for the whole.
fn first(source: &Source) -> Span {
    let start =
        source.text().len() - source.text().trim_start_matches('\u{feff}').trim_start().len();
    let letter = source.text().get(start..).and_then(|rest| rest.chars().next());
    Span::new(source.id(), start, start + letter.map_or(0, char::len_utf8))
}

fn statement(piece: &Piece, text: &mut String) {
    comment(&piece.notes, "", text);
    text.push_str(&piece.text);
    if !piece.rules.is_empty() {
        text.push_str(" {\n");
        for rule in &piece.rules {
            comment(&rule.notes, "    ", text);
            text.push_str("    ");
            text.push_str(&rule.text);
            text.push('\n');
        }
        text.push('}');
    }
    text.push('\n');
}

fn comment(notes: &[String], indent: &str, text: &mut String) {
    for line in notes.iter().flat_map(|note| wrapped(note, COLUMNS - indent.len() - 2)) {
        text.push_str(indent);
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(&line);
        text.push('\n');
    }
}

/// Lines of words, none longer than the width but a single word's.
fn wrapped(note: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in escape::inline(note).split_whitespace() {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// What several tools say about one rule: once where they say the same, else each with its name.
pub(super) fn said_of(said: &[(String, String)]) -> Vec<String> {
    let Some(((_, first), rest)) = said.split_first() else { return Vec::new() };
    match rest.iter().all(|(_, note)| note == first) {
        true => vec![first.clone()],
        false => said.iter().map(|(tool, note)| format!("{tool}: {note}")).collect(),
    }
}

/// Ranges of the text, each with the place that it comes from.
fn origins(file: &File, pieces: &[Piece]) -> Vec<(Span, Span)> {
    let mut origins = Vec::new();
    for (statement, piece) in file.statements.iter().zip(pieces) {
        let mut add = |at: Span, from: Option<Span>| origins.extend(from.map(|from| (at, from)));
        add(statement.span, piece.span);
        let (selector, rules) = parts(&statement.node);
        let terms = selector.map(|selector| &*selector.terms).unwrap_or_default();
        for (term, from) in terms.iter().zip(&piece.terms) {
            add(term.span, *from);
        }
        for (rule, from) in rules.iter().zip(&piece.rules) {
            add(*rule, from.span);
        }
    }
    origins
}

fn parts(statement: &Statement) -> (Option<&Selector>, Vec<Span>) {
    let spans = |rules: &[crate::source::Spanned<_>]| rules.iter().map(|rule| rule.span).collect();
    match statement {
        Statement::Allow { selector, rules } => {
            (Some(selector), spans(rules.as_deref().unwrap_or_default()))
        }
        Statement::Restrict { selector, rules } => (Some(selector), spans(rules)),
        Statement::Deny { selector, .. }
        | Statement::Approve { selector, .. }
        | Statement::Hide(selector) => (Some(selector), Vec::new()),
        _ => (None, Vec::new()),
    }
}
