//! Strings for people and for other programs: escaping, quoting, counting and joining words, nearest
//! names, what looks like a secret. Knows nothing of policies.

pub mod csv;
pub mod escape;
mod fingerprint;
pub mod markdown;
mod nearest;
pub mod secrets;
mod words;

pub use escape::tick;
pub use fingerprint::Fingerprint;
pub use nearest::{Near, near, nearest};
pub use words::{counted, joined, joined_with};
