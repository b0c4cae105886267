//! What must hold for every policy, catalog, call and text: laws over random ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod analysis;
mod catalog;
mod compiled;
mod diff;
mod format;
mod generate;
mod never;
mod risk;
mod text;
mod verified;
mod written;

#[path = "../support/replayed.rs"]
mod replayed;
#[path = "../support/tools.rs"]
mod tools;
