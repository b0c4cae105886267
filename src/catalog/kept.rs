//! What is found out about a tool once and kept beside it.

use std::any::Any;
use std::sync::OnceLock;

/// A place for what rooms below find out about a tool, one thing of each type. It lives as long as
/// the catalog, so every policy that uses the catalog has it.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    first: OnceLock<Box<dyn Any + Send + Sync>>,
    others: OnceLock<Box<Kept>>,
}

impl Kept {
    /// What is kept here of a type; where nothing is yet, the default.
    pub(crate) fn get<T: Any + Default + Send + Sync>(&self) -> &T {
        let first = self.first.get_or_init(|| Box::new(T::default()));
        first.downcast_ref().unwrap_or_else(|| self.others.get_or_init(Box::default).get())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;

    #[test]
    fn one_thing_of_each_type_is_kept() {
        let kept = Kept::default();
        assert_eq!(kept.get::<OnceLock<u8>>().get_or_init(|| 1), &1);
        assert_eq!(kept.get::<OnceLock<u16>>().get_or_init(|| 2), &2);
        assert_eq!(kept.get::<OnceLock<u8>>().get_or_init(|| 3), &1);
        assert_eq!(kept.get::<OnceLock<u16>>().get_or_init(|| 4), &2);
    }
}
