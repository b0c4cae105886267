//! Syntax back to text.
//!
//! Formatting goes from the grammar's pairs to tokens with a layout: each token gets its one
//! spelling, parentheses that say nothing are left out, comments are brought to where a line can
//! end, and the layout is drawn. The result is read again and must say the same. What has no
//! source text, as a condition in a message, is printed on one line. Knows nothing of names'
//! meaning.

mod comments;
mod condition;
mod draw;
mod layout;
mod parentheses;
mod parts;
mod spelling;
mod statement;
mod step;
mod tokens;

pub(crate) use condition::{argument_text, condition_text};
pub(crate) use step::step_text;

use super::internal::InternalError;
use super::{Parsed, lexis, parse};
use crate::finding::Finding;
use crate::source::{Source, Sources};
use crate::strings::line_ends;
use layout::{Plan, Planner};

/// A tool's name as a selector writes it, in quotes only where it must be.
pub(crate) fn name_text(name: &str) -> String {
    if is_plain_name(name) { name.to_owned() } else { spelling::quoted(name) }
}

/// A string as a policy writes it, in quotes.
pub(crate) fn string_text(text: &str) -> String {
    spelling::quoted(text)
}

/// An argument's key as a path writes it, in quotes only where it must be.
pub(crate) fn key_text(key: &str) -> String {
    let mut text = String::new();
    spelling::write_key(key, &mut text);
    text
}

/// Whether a tool's name can stand in a selector without quotes.
pub(crate) fn is_plain_name(name: &str) -> bool {
    name.split('.').all(spelling::is_plain) && !super::keywords::begins_reserved(name)
}

/// Writes a file in its canonical form. Comments, the author's blank lines (at most one) and line
/// ends, those of the first line, are kept.
///
/// # Errors
/// Everything that is wrong with the text, or that the formatter is.
pub(crate) fn format(source: &Source) -> Result<String, FormatError> {
    let mut planner = Planner::new(source.text());
    let parsed = parse::parse_with(source, &mut |base, pair| planner.add_statement(base, pair))?;
    if !parsed.findings.is_empty() {
        return Err(FormatError::Faults(parsed.findings));
    }
    let text = line_ends::like(source.text(), draw_plan(planner.finish()));
    if text.len() > parse::LONGEST {
        return Err(FormatError::Faults(vec![parse::too_long(source)]));
    }
    match says_the_same(&parsed, source.text(), &text)? {
        true => Ok(text),
        false => Err(InternalError::format_changes_meaning().into()),
    }
}

/// Why a text isn't formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormatError {
    /// Everything that is wrong with it.
    Faults(Vec<Finding>),
    /// What is wrong with mcpol.
    Internal(InternalError),
}

impl From<InternalError> for FormatError {
    fn from(error: InternalError) -> Self {
        Self::Internal(error)
    }
}

fn draw_plan(mut plan: Plan<'_>) -> String {
    comments::attach_to_lines(&mut plan.tokens, &plan.breaks);
    draw::draw_layout(&plan.layout, &plan.tokens, &plan.breaks)
}

/// Whether a formatted text has the statements and comments of the one that it was made from.
fn says_the_same(parsed: &Parsed, text: &str, formatted: &str) -> Result<bool, InternalError> {
    if formatted == text {
        return Ok(true);
    }
    let Some(source) = Sources::default().add("formatted", formatted) else { return Ok(false) };
    let again = parse(&source)?;
    Ok(again.findings.is_empty()
        && again.file == parsed.file
        && lexis::comments(formatted).eq(lexis::comments(text)))
}

#[cfg(test)]
mod tests;
