//! Everything that mcpol prints, in the formats that it has.
//!
//! A result implements [`Render`], which says in which formats it can be written and by what. Only
//! the human form knows the terminal. What comes from servers and policies is escaped in the way of
//! each format.

pub(crate) mod access;
pub(crate) mod benchmark;
pub(crate) mod catalog;
pub(crate) mod catalog_text;
pub(crate) mod ci;
pub(crate) mod classes;
pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod files;
pub(crate) mod findings;
mod format;
pub(crate) mod lints;
mod markdown;
pub(crate) mod no_result;
mod notes;
pub(crate) mod pages;
pub(crate) mod policy;
pub(crate) mod results;
pub(crate) mod scores;
pub(crate) mod settings;
mod table;
pub(crate) mod terminal;
pub(crate) mod testing;
pub(crate) mod text_diff;
pub(crate) mod verdicts;
pub(crate) mod wrap;

pub(crate) use format::{Format, Render, RenderContext, RenderFn, formats, renderer};
pub(crate) use notes::{RunError, RunNotes};
