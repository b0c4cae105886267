//! The evaluator against what was observed of the gateway and against the formulas, and compiled
//! policies against theirs.

mod compiled;
mod equality;
mod observations;
mod operators;
mod quotas;
mod schemas;
