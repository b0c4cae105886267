//! What stands on the old side and what stands on the new one.

use serde::Serialize;

/// One thing on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Sides<T> {
    /// On the old side.
    pub old: T,
    /// On the new side.
    pub new: T,
}

impl<T: PartialEq> Sides<T> {
    /// Both, where they differ.
    pub(super) fn changed(old: T, new: T) -> Option<Self> {
        (old != new).then_some(Self { old, new })
    }
}

impl<T> Sides<T> {
    /// The same of what is made of either.
    pub(crate) fn map<U>(self, make: impl Fn(T) -> U) -> Sides<U> {
        Sides { old: make(self.old), new: make(self.new) }
    }

    /// The same by reference.
    pub(crate) fn as_ref(&self) -> Sides<&T> {
        Sides { old: &self.old, new: &self.new }
    }
}
