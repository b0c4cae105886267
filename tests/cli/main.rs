//! The real command in real folders: what it prints, what it writes, how it ends.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod support;

mod access;
mod baseline;
mod catalog;
mod check;
mod classify;
mod compile;
mod config;
mod diff;
mod eval;
mod explain;
mod fix;
mod fmt;
mod init;
mod lints;
mod streams;
mod test;
