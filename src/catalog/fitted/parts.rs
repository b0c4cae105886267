//! Members of objects and items of lists.

use std::collections::BTreeMap;

use super::Fitter;
use crate::catalog::accepts::{are_unique, branches, length, schema_of_item, schemas_of_member};
use crate::json::{Members, Node, Shape, Value};

/// How many items are put in at most.
const MAX_ITEMS: usize = 16;

impl<'s> Fitter<'s, '_> {
    /// An object with the members that it must have, each as it should be, and without those that
    /// it can't have.
    pub(super) fn object(
        &mut self,
        schema: Members<'s>,
        object: BTreeMap<String, Value>,
        depth: usize,
    ) -> Value {
        let mut object = object;
        for key in needed(schema, &object) {
            self.path.push(key.clone());
            if !object.contains_key(&key) && !self.is_kept() {
                let value = self.member(schema, &key, None, depth);
                object.insert(key, value);
            }
            self.path.pop();
        }
        let keys: Vec<_> = object.keys().cloned().collect();
        for key in keys {
            let Some(value) = object.remove(&key) else { continue };
            self.path.push(key.clone());
            let forbids = |of: &Node<'_>| of.text() == "false";
            let is_forbidden = schemas_of_member(schema, &key).iter().any(forbids);
            if self.is_kept() || !is_forbidden {
                let value = self.member(schema, &key, Some(value), depth);
                object.insert(key, value);
            }
            self.path.pop();
        }
        Value::Object(object)
    }

    fn member(
        &mut self,
        schema: Members<'s>,
        key: &str,
        value: Option<Value>,
        depth: usize,
    ) -> Value {
        let mut value = value;
        for of_member in schemas_of_member(schema, key) {
            value = Some(self.fit(of_member, value, depth));
        }
        value.unwrap_or_else(|| Value::from("x"))
    }

    /// A list with as many items as it must have, each as it should be.
    pub(super) fn items(&mut self, schema: Members<'s>, items: Vec<Value>, depth: usize) -> Value {
        if self.is_kept() {
            return Value::Array(items);
        }
        let end = |key: &str| schema.named(key).and_then(|it| length(it.value));
        let (least, most) = (end("minItems").unwrap_or(0), end("maxItems").unwrap_or(usize::MAX));
        let count = items.len().max(least.min(MAX_ITEMS)).min(most);
        let given = items.into_iter().map(Some).chain(std::iter::repeat(None));
        let mut fitted: Vec<Value> = Vec::new();
        for (place, item) in given.take(count).enumerate() {
            fitted.push(self.item(schema, place, item, depth));
        }
        if let Some(wanted) = schema.named("contains").map(|it| it.value) {
            self.contain(wanted, &mut fitted, most, depth);
        }
        let is_set = schema.named("uniqueItems").is_some_and(|it| it.value.text() == "true");
        if is_set && !are_unique(&fitted) {
            self.tell_apart(schema, &mut fitted);
        }
        Value::Array(fitted)
    }

    fn item(
        &mut self,
        schema: Members<'s>,
        place: usize,
        item: Option<Value>,
        depth: usize,
    ) -> Value {
        match schema_of_item(schema, place) {
            Some(of_item) => self.fit(of_item, item, depth),
            None => item.unwrap_or_else(|| Value::from("x")),
        }
    }

    /// Sees to an item that the list must contain.
    fn contain(&mut self, wanted: Node<'s>, items: &mut Vec<Value>, most: usize, depth: usize) {
        if items.iter().any(|item| !self.refuses(wanted, item)) {
            return;
        }
        let first = if items.len() < most { None } else { items.pop() };
        items.push(self.fit(wanted, first, depth));
    }

    /// Puts other items in the place of those that stand twice.
    fn tell_apart(&mut self, schema: Members<'s>, items: &mut [Value]) {
        for place in 1..items.len() {
            let (before, rest) = items.split_at_mut(place);
            let Some(own) = rest.first_mut() else { continue };
            if !before.contains(own) {
                continue;
            }
            let of_item = schema_of_item(schema, place);
            let other = others(of_item, own).into_iter().find(|other| {
                !before.contains(other) && of_item.is_none_or(|it| !self.refuses(it, other))
            });
            if let Some(other) = other {
                *own = other;
            }
        }
    }
}

/// The keys of the members that must be there.
fn needed(schema: Members<'_>, object: &BTreeMap<String, Value>) -> Vec<String> {
    let texts = |list: Node<'_>| -> Vec<String> {
        let items = branches(list).unwrap_or_default().into_iter();
        items.filter_map(|item| Some(item.text_value().ok()?.into_owned())).collect()
    };
    let mut needed: Vec<_> = schema.named("required").map(|it| texts(it.value)).unwrap_or_default();
    for keyword in ["dependentRequired", "dependencies"] {
        let dependents = schema.named(keyword).map(|it| it.value.shape());
        let Some(Ok(Shape::Object(dependents))) = dependents else { continue };
        let held = dependents.filter(|it| object.contains_key(&*it.name()) && it.value.is_list());
        needed.extend(held.flat_map(|dependent| texts(dependent.value)));
    }
    needed
}

/// Other items in the place of one.
fn others(schema: Option<Node<'_>>, own: &Value) -> Vec<Value> {
    let listed = schema.and_then(|schema| match schema.shape() {
        Ok(Shape::Object(members)) => branches(members.named("enum")?.value),
        _ => None,
    });
    let listed = listed.unwrap_or_default().into_iter().filter_map(|it| it.value().ok());
    let counted = (2..=MAX_ITEMS).filter_map(|number| match own {
        Value::String(text) => Some(Value::String(format!("{text}{number}"))),
        Value::Number(_) => Some(Value::Number(i64::try_from(number).ok()?.into())),
        _ => None,
    });
    listed.chain(counted).collect()
}
