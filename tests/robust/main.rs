//! Nothing panics, hangs or leaves half a file behind, whatever is read.
//!
//! The built command over what is too deep, too large or not to be read at all.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod files;
mod large;
mod limits;
mod nested;
mod support;
