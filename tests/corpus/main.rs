//! Catalogs and policies of real servers: the examples, and published ones under `MCPOL_CORPUS`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it skips"
)]

mod analysis;
mod catalogs;
mod lints;
mod risk;
mod schemas;
mod starters;

#[path = "../support/replayed.rs"]
mod replayed;
