//! The language and what is said about it: cases with their snapshots, tables, the pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod architecture;
mod cases;
mod catalog_read;
mod catalog_types;
mod diff;
mod format;
mod lint_fixes;
mod meaning;
mod mutation;
mod operators;
mod pages;
mod published;
mod risk;
mod syntax_errors;
mod text_tables;
mod verified;

#[path = "../support/tools.rs"]
mod tools;
