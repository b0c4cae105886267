//! The pages of docs/errors and docs/lints, run.

mod errors;
mod examples;
mod lints;
