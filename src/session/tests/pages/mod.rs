//! The pages of docs/errors and docs/lints, run.

mod errors;
pub(super) mod examples;
mod lints;
