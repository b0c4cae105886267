//! Nothing panics, hangs or leaves half a file behind, whatever is read.
//!
//! `every_phase` runs the phases in memory over random and mutated texts; the other files run the
//! built command over what is too deep, too large or not to be read at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod every_phase;
mod files;
mod large;
mod limits;
mod mutated;
mod nested;
mod support;

#[path = "../../src/testkit/corpus.rs"]
mod corpus;
