//! JSON with places: what serde_json leaves out.
//!
//! [`Value`] keeps the spelling of numbers. [`Node`] is a place in a JSON text that is opened one
//! level at a time, so that a catalogue of a thousand tools costs only what a policy touches.
//! [`flaws`] finds what JSON's grammar leaves open. Knows nothing of catalogues or policies.

mod node;
mod scan;
mod value;

pub use node::{JsonError, MAX_DEPTH, Member, Node, Shape};
pub use scan::{Flaw, MAX_FLAWS, flaws};
pub use value::{Number, Value};

/// A text as a JSON string, quotes included.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
