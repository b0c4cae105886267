//! The lints, one file each: what finds it and the words for it.

pub(super) mod broad_accept;
pub(super) mod broad_allow;
pub(super) mod default_allow;
pub(super) mod expired_accept;
pub(super) mod unused_accept;

mod words;
