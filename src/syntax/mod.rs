//! Text to syntax tree and back. Knows nothing of catalogs: names are still text.

pub(crate) mod ast;
mod build;
mod children;
mod defined;
mod diagnose;
mod error;
mod expected;
mod glob_form;
mod grammar;
mod internal;
mod keywords;
mod lexis;
mod marked;
mod near_miss;
mod operator;
mod parse;
mod print;
mod walk;

use crate::finding::Finding;

pub(crate) use defined::defines;
pub(crate) use glob_form::{glob_as_test, globs_as_test, literal_test};
pub(crate) use internal::InternalError;
pub(crate) use keywords::is_reserved as is_keyword;
pub(crate) use lexis::{comments, without_comments};
pub(crate) use marked::without_layout;
pub(crate) use parse::parse;
pub(crate) use print::{
    FormatError, argument_text, condition_text, format, is_plain_name, key_text, name_text,
    step_text, string_text,
};

/// What a text says, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parsed {
    /// Every statement that could be read.
    pub file: ast::File,
    /// Every fault, in the order of the text.
    pub findings: Vec<Finding>,
}

#[cfg(test)]
mod tests;
