//! Text that doesn't say what it seems to say.

use std::ops::Range;

use super::scripts::{self, Word};
use crate::finding::{Edit, Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::written_strings::{Role, Written, texts};
use crate::lint::{Draft, LintContext};
use crate::policy::Part;
use crate::source::Span;
use crate::strings::counted;
use crate::strings::escape::is_unsafe;
use crate::strings::tick;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "confusable-text",
    weight: Weight::Deny,
    summary: "invisible characters, or letters of several scripts in one word",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let suspect =
        |part: &&Part<'_>| !part.source.text().is_ascii() || has_hidden(part.source.text());
    context.parts.iter().filter(suspect).flat_map(in_part).collect()
}

fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

fn in_part(part: &Part<'_>) -> Vec<Draft> {
    let statements = part.file.statements.iter();
    let mut written: Vec<Written> = statements.flat_map(|it| texts(&it.node)).collect();
    written.sort_by_key(|(_, span)| *span);
    let mixed = written.iter().flat_map(|text| mixed(part, *text));
    hidden(part, &written).into_iter().chain(mixed).collect()
}

/// Whether a reader can't see a character, takes it for a space, or sees others in another order
/// because of it.
fn is_hidden(character: char) -> bool {
    let is_blank = character.is_whitespace() && !character.is_ascii() && character != '\u{3000}';
    (is_unsafe(character) || is_blank) && !matches!(character, '\n' | '\r' | '\t')
}

/// Whether a character that can't be seen joins or varies those round it, as in emoji, or is a
/// blank such as typographers use.
fn joins(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
        || (character.is_whitespace() && !is_unsafe(character))
}

/// Every run of hidden characters; those that join are right where people read.
fn hidden(part: &Part<'_>, written: &[Written]) -> Vec<Draft> {
    let text = part.source.text();
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(at, it)| *at >= start && is_hidden(*it)) {
        if joins(character) && !is_compared(role_at(at, written)) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += character.len_utf8(),
            _ => runs.push(at..at + character.len_utf8()),
        }
    }
    runs.into_iter().map(|run| invisible(part, run, written)).collect()
}

fn is_compared(role: Option<Role>) -> bool {
    role.is_some_and(|role| role != Role::Prose)
}

/// What the text that holds this byte is there for; none in comments.
fn role_at(at: usize, written: &[Written]) -> Option<Role> {
    let next = written.partition_point(|(_, span)| span.range().start <= at);
    let before = written.get(..next).unwrap_or_default().iter().rev();
    before.take(2).find(|(_, span)| span.range().contains(&at)).map(|(role, _)| *role)
}

fn invisible(part: &Part<'_>, run: Range<usize>, written: &[Written]) -> Draft {
    let span = Span::new(part.source.id(), run.start, run.end);
    let text = part.source.slice(span);
    let draft = Draft::new(span, message(text));
    match role_at(run.start, written) {
        None => draft.help("remove the invisible characters"),
        Some(Role::Pattern) => {
            draft.help("remove the invisible characters, or write `\\x{200b}` for U+200B")
        }
        Some(_) => draft
            .help("remove the invisible characters, or write `\\u200b` for U+200B")
            .fix(Some(escaped(span, text))),
    }
}

fn message(text: &str) -> String {
    let tags: String = text.chars().filter_map(tag).collect();
    let count = counted(text.chars().count(), "invisible character");
    if !tags.is_empty() {
        return format!("{count} spell {}", tick(&tags));
    }
    let verb = if text.chars().count() == 1 { "stands" } else { "stand" };
    let codes: Vec<_> = text.chars().take(4).map(|it| format!("U+{:04X}", u32::from(it))).collect();
    let more = if text.chars().count() > codes.len() { ", …" } else { "" };
    format!("{count} {verb} here: {}{more}", codes.join(", "))
}

/// The letter that a tag character stands for.
fn tag(character: char) -> Option<char> {
    let code = u32::from(character).checked_sub(0xe0000)?;
    char::from_u32(code).filter(|letter| (' '..='~').contains(letter))
}

/// The same value, in characters that can be seen.
fn escaped(span: Span, text: &str) -> Fix {
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
    let edits = vec![Edit { span, text: units.collect() }];
    Fix { safety: Safety::Safe, title: "write them as escapes".to_owned(), edits }
}

/// Words of several scripts in a text that is compared.
fn mixed(part: &Part<'_>, (role, span): Written) -> Vec<Draft> {
    if matches!(role, Role::Prose | Role::Data) {
        return Vec::new();
    }
    let text = part.source.slice(span);
    if text.is_ascii() {
        return Vec::new();
    }
    let words = scripts::words(text, role == Role::Pattern);
    let found = words.into_iter().filter_map(|word| {
        let lookalike = scripts::find_lookalike(&word, text)?;
        let start = span.range().start + word.start;
        Some((Span::new(span.source, start, start + word.text.len()), word, lookalike))
    });
    found.map(|(span, word, lookalike)| misread(span, &word, &lookalike)).collect()
}

fn misread(span: Span, word: &Word<'_>, lookalike: &scripts::Lookalike) -> Draft {
    let message = format!("{} {}", tick(word.text), lookalike.description());
    let odd = lookalike.odd;
    Draft::new(span, message)
        .note(format!(
            "{} is U+{:04X}, {}",
            tick(&odd.to_string()),
            u32::from(odd),
            lookalike.script
        ))
        .help("type the word again in one script")
}
