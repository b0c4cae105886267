//! JSON with places: what serde_json leaves out.
//!
//! A [`Tape`] says where every value of a JSON text stands; it is made once, by one scan of a text
//! that serde_json takes for JSON. A [`Node`] is one of the values, and costs no more to open than
//! it has children. [`Tape::flaws`] finds what JSON's grammar leaves open. A [`Value`] is a copy
//! of one value that keeps the spelling of its numbers. A [`StrictReader`] reads objects whose keys
//! are known. Knows nothing of catalogs or policies.

mod commented;
mod error;
mod flaws;
mod letters;
mod members;
mod node;
mod print;
mod scan;
mod strict;
mod tape;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use error::JsonError;
pub(crate) use flaws::{Flaw, MAX_FLAWS};
pub(crate) use letters::Letter;
pub(crate) use members::{Elements, Member, Members};
pub(crate) use node::{MAX_DEPTH, Node, Shape};
pub(crate) use print::{document, line};
pub(crate) use strict::{Object, ShapeError, StrictReader};
pub(crate) use tape::{NodeId, Tape};
pub(crate) use value::{Number, Value};

/// A text as a JSON string, quotes included.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
