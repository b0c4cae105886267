//! The keywords of lists.

use super::Reader;
use super::scalars::{is_schema, length};
use crate::catalog::types::{Arrays, TypeId};
use crate::json::{Node, Shape};

/// What one schema says of lists.
#[derive(Default)]
pub(super) struct Lists {
    arrays: Arrays,
    /// `additionalItems`, which counts beside a list of `items` only: so until draft 2019-09.
    others: Option<TypeId>,
    /// Whether `items` is a list of schemas.
    is_old: bool,
}

impl Lists {
    /// What all keywords say.
    pub(super) fn arrays(self) -> Arrays {
        match self.others.filter(|_| self.is_old) {
            Some(items) => Arrays { items, ..self.arrays },
            None => self.arrays,
        }
    }
}

impl<'s> Reader<'s> {
    /// Reads one keyword.
    pub(super) fn list(&mut self, lists: &mut Lists, key: &str, value: Node<'s>) -> Option<()> {
        match key {
            "minItems" => lists.arrays.min_items = length(value)?,
            "maxItems" => lists.arrays.max_items = Some(length(value)?),
            "items" if is_schema(value) => lists.arrays.items = self.intern(value),
            "additionalItems" if is_schema(value) => lists.others = Some(self.intern(value)),
            "additionalItems" => return None,
            key => {
                let Shape::Array(schemas) = value.shape().ok()? else { return None };
                lists.is_old = key == "items";
                lists.arrays.prefix = schemas.map(|schema| self.intern(schema)).collect();
            }
        }
        Some(())
    }
}
