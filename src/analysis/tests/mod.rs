//! The exact analysis: what it finds is there, and where it says "nothing" there is nothing.

mod corpus;
mod formulas;
mod laws;
mod operators;
mod patterns;
mod questions;
mod re2_table;
mod schemas;
mod secrets;
