//! What other programs call: a policy checked, formatted, compiled, compared, and asked about
//! calls.
//!
//! The shapes here are flat and own their data: strings, numbers and JSON, no place in a text that
//! needs the text to be understood. The rooms below them are mcpol's own.

mod call;
mod changes;
mod classes;
mod compiled;
mod failure;
mod finding;
mod policy;

pub use call::{Call, Verdict};
pub use changes::{Change, Changes};
pub use classes::{ToolClass, classify};
pub use compiled::{Compiled, decide, diff};
pub use failure::Failure;
pub use finding::Finding;
pub use policy::{Checked, Options, check, compile, format};
