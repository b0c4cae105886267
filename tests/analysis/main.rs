//! The exact analysis: what it finds is there, and where it says "nothing" there is nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod formulas;
#[path = "../generate/mod.rs"]
#[allow(dead_code, reason = "shared with other tests, which use the rest")]
mod generate;
mod laws;
mod operators;
mod patterns;
mod questions;
mod schemas;
