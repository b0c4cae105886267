//! What schemas say of lists.

use super::scalars::length;
use super::{Judge, all, branches, counts, in_range, same};
use crate::json::{Members, Node, Value};

impl<'s> Judge<'s> {
    /// Whether a list keeps to a keyword.
    pub(super) fn list(
        &mut self,
        schema: Members<'s>,
        key: &str,
        says: Node<'s>,
        items: &[Value],
    ) -> Option<bool> {
        match key {
            "minItems" => Some(items.len() >= length(says)?),
            "maxItems" => Some(items.len() <= length(says)?),
            "uniqueItems" if says.text() == "true" => Some(are_unique(items)),
            "contains" => {
                let end = |key, usual: usize| match schema.named(key) {
                    Some(member) => length(member.value),
                    None => Some(usual),
                };
                let counted = counts(items.iter().map(|item| self.accepts(says, item)));
                in_range(counted, end("minContains", 1)?, end("maxContains", usize::MAX)?)
            }
            "items" | "prefixItems" | "additionalItems" => {
                let ruled = items.iter().enumerate();
                let ruled = ruled.filter_map(|(place, item)| {
                    Some((item_schema(schema, key, says, place)?, item))
                });
                all(ruled.map(|(schema, item)| self.accepts(schema, item)))
            }
            "unevaluatedItems" => None,
            _ => Some(true),
        }
    }
}

/// What a keyword says of the item at a place.
fn item_schema<'s>(
    schema: Members<'s>,
    key: &str,
    says: Node<'s>,
    place: usize,
) -> Option<Node<'s>> {
    let of_list = |list: Node<'s>| branches(list)?.get(place).copied();
    let before = |key: &str| {
        let list = schema.named(key).and_then(|it| branches(it.value));
        list.map(|list| list.len())
    };
    match key {
        "prefixItems" => of_list(says),
        "items" if says.is_list() => of_list(says),
        "items" => (place >= before("prefixItems").unwrap_or(0)).then_some(says),
        _ => before("items").filter(|before| place >= *before).map(|_| says),
    }
}

/// The schema of the item at a place, by one of the keywords.
pub(in crate::catalog) fn schema_of_item<'s>(
    schema: Members<'s>,
    place: usize,
) -> Option<Node<'s>> {
    let of = |key: &str| item_schema(schema, key, schema.named(key)?.value, place);
    of("prefixItems").or_else(|| of("items")).or_else(|| of("additionalItems"))
}

/// Whether no item stands twice.
pub(in crate::catalog) fn are_unique(items: &[Value]) -> bool {
    items.iter().enumerate().all(|(at, item)| !items.iter().take(at).any(|other| same(item, other)))
}
