//! What a tool can do: its risk class, and what else about it a policy's author should know.
//!
//! `classify` reads one [`Tool`](crate::catalog::Tool) and answers with the signs it went by,
//! quoted. The name speaks first; the description, the arguments and the annotations can make an
//! answer more severe, never less. Knows nothing of policies, files or how answers are printed.

mod arguments;
mod class;
mod classify;
mod description;
mod evidence;
mod hints;
mod lexicon;
mod money;
mod name;
mod object;
mod profile;
pub mod score;
mod traits;
mod words;

pub use class::{Class, Confidence, Severity, UNCLASSIFIED, class_name};
pub use classify::{Classification, classify};
pub use evidence::{Evidence, Hint};
pub use profile::Profile;
pub use traits::{Amount, Content, Contradiction, Effect, content, is_scoping, is_sibling};

#[cfg(test)]
mod tests;
