//! Strings for people and for other programs: escaping, quoting, counting and joining words,
//! nearest names, what names look like, what looks like a secret, a quick hash of them. Knows nothing of policies.

pub(crate) mod csv;
pub(crate) mod escape;
mod fingerprint;
mod hash;
pub(crate) mod line_ends;
pub(crate) mod lookalike;
pub(crate) mod markdown;
mod nearest;
pub(crate) mod secrets;
mod words;

pub(crate) use escape::tick;
pub(crate) use fingerprint::Fingerprint;
pub(crate) use hash::Quick;
pub(crate) use nearest::{Names, Near, near, nearest};
pub(crate) use words::{counted, joined, joined_with};
