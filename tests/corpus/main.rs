//! Catalogs and policies of real servers: the examples, and published ones under `MCPOL_CORPUS`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod analysis;
mod catalogs;
mod lints;
mod observations;
mod risk;
mod schemas;
mod starters;

#[path = "../support/corpus.rs"]
mod corpus;
#[path = "../support/replayed.rs"]
mod replayed;
