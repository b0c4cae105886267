//! What can be wrong with a policy whose text is right: facts here, words beside them.

mod argument;
mod elements;
mod file;
mod name;
mod operand;
mod selector;

pub(super) use argument::{ArgumentError, DeadEnd, Except, MovedRule, SameFault, TypeError};
pub(super) use elements::Elements;
pub(super) use file::FileError;
pub(super) use name::NameError;
pub(super) use operand::OperandError;
pub(super) use selector::{Place, SelectorError};

use crate::finding::{Edit, Fix, Safety};
use crate::source::Span;
use crate::strings::{Near, tick};

/// The nearest name where there is one, else what can be done.
fn suggestion(near: Option<&Near>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("did you mean {}?", tick(&near.name)),
        None => otherwise.to_owned(),
    }
}

/// Writes the nearest name instead, where only one is as near.
fn respelled(span: Span, near: Option<&Near>, spell: impl Fn(&str) -> String) -> Option<Fix> {
    near.and_then(|near| near.fix(span, spell(&near.name)))
}

/// Writes something behind `span`.
fn insertion(span: Span, text: &str, title: &str) -> Fix {
    let edits = vec![Edit { span: Span { start: span.end, ..span }, text: text.to_owned() }];
    Fix { safety: Safety::Unsafe, title: title.to_owned(), edits }
}
