//! What else a policy's author should know of a tool, one trait a file.
//!
//! Each is a method of [`Profile`](super::Profile) and answers with evidence; none decides a class.

mod access;
mod amount;
mod anything;
mod content;
mod contradiction;
mod effect;
mod granting;
mod outgoing;
mod private;
mod scope;
mod secrets;
mod sibling;
mod untrusted;

pub use amount::Amount;
pub use content::{Content, content};
pub use contradiction::Contradiction;
pub use effect::Effect;
pub use scope::is_scoping;
pub use sibling::is_sibling;
