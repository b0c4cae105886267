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

use crate::finding::tick;

/// The nearest name where there is one, else what can be done.
fn suggestion(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean {}?", tick(nearest)),
        None => otherwise.to_owned(),
    }
}
