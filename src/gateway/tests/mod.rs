//! The evaluator against what was observed of the gateway, and compiled policies against theirs.

mod compiled;
mod observations;
mod operators;
mod schemas;
