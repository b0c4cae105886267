//! What is found out about a tool once and kept beside it.

use std::any::Any;
use std::sync::OnceLock;

/// A place for one thing that rooms below find out about a tool. It lives as long as the catalog, so
/// every policy that uses the catalog has it.
#[derive(Debug, Default)]
pub(crate) struct Kept(OnceLock<Box<dyn Any + Send + Sync>>);

impl Kept {
    /// What is kept here, found out where nothing is yet; `None` where it is of another type.
    pub(crate) fn get_or_init<T: Any + Send + Sync>(&self, find: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Box::new(find())).downcast_ref()
    }
}
