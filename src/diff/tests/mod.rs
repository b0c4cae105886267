//! What changes between two policies: cases, and what holds for all pairs.

mod cases;
mod laws;
