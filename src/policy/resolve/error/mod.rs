//! What can be wrong with a policy whose text is right: facts here, words beside them.

mod argument;
mod file;
mod name;
mod operand;
mod selector;

pub(super) use argument::{ArgumentError, DeadEnd, SameFault, TypeError};
pub(super) use file::FileError;
pub(super) use name::NameError;
pub(super) use operand::OperandError;
pub(super) use selector::SelectorError;

use crate::finding::{Edit, Fix, Safety, escape, tick};
use crate::json::quoted;
use crate::source::Span;
use crate::syntax::is_plain_name;

/// The nearest name where there is one, else what can be done.
fn suggestion(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean {}?", tick(nearest)),
        None => otherwise.to_owned(),
    }
}

/// Writes the nearest name in place of the wrong one, which may not be what its author meant. A name
/// with characters that nobody sees is left to the author.
fn rename(span: Span, nearest: Option<String>) -> Option<Fix> {
    let text = nearest.filter(|text| !text.chars().any(escape::is_unsafe))?;
    let title = format!("write {}", tick(&text));
    Some(Fix { safety: Safety::Unsafe, title, edits: vec![Edit { span, text }] })
}

/// A tool's name or an argument's key as it is written.
fn written(name: &str) -> String {
    if is_plain_name(name) { name.to_owned() } else { quoted(name) }
}
