//! The exact analysis: is there a call that meets a condition, and which?
//!
//! Everything is asked as one [`Formula`] over a call's arguments. `looser` is "the new policy's
//! formula and not the old one's"; an invariant is "what the policy allows and what must never be".
//! The engine answers with a call, or that there is none, or that the question outgrew its bounds;
//! it never guesses.
//!
//! | step | where |
//! |---|---|
//! | what is asked | `formula` |
//! | one call, tried | `holds`, `text` |
//!
//! Knows no policies, no documents, no files: those translate into its formulas.

mod answer;
mod engine;
mod formula;
mod holds;
pub mod text;

pub use answer::{Answer, Limit};
pub use engine::Engine;
pub use formula::{Atom, Formula, Order, Path, Test};
pub use holds::{Patterns, find};
