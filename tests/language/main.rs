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
mod pages;
mod published;
