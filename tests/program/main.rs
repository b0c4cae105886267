//! The command in real folders: what it prints, what it writes, how it ends.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

mod access;
mod baseline;
mod benchmark;
mod catalog;
mod catalog_diff;
mod check;
mod ci;
mod classify;
mod compile;
mod config;
mod diff;
mod diff_checks;
mod diff_config;
mod diff_links;
mod docs;
mod enforced;
mod eval;
mod examples;
mod explain;
mod fix;
mod fmt;
mod formats;
#[cfg(feature = "hook")]
mod hook;
#[cfg(all(feature = "hook", unix))]
mod hook_install;
mod import;
mod init;
mod join;
mod lints;
mod orphans;
mod pre_commit;
#[cfg(all(feature = "live", unix))]
mod pull;
mod secrets;
mod signals;
mod streams;
mod test;
mod walk;
mod writes;
