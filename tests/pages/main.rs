//! The pages of docs/errors and docs/lints, run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod errors;
mod examples;
mod lints;
