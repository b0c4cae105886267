//! Everything that mcpol prints, in the formats that it has.
//!
//! A result implements [`Render`], which says in which formats it can be written and by what. Only
//! the human form knows the terminal. What comes from servers and policies is escaped in the way of
//! each format.

pub mod access;
pub mod catalog;
pub mod classes;
pub mod diff;
pub mod files;
pub mod findings;
mod format;
pub mod lints;
mod markdown;
pub(crate) mod no_result;
mod notes;
pub mod pages;
pub mod policy;
pub mod results;
pub mod scores;
pub mod settings;
mod table;
pub mod terminal;
pub mod testing;
pub mod text_diff;
pub mod verdicts;
pub(crate) mod wrap;

pub use format::{Format, Render, RenderContext, RenderFn, formats, renderer};
pub use notes::{RunError, RunNotes};
