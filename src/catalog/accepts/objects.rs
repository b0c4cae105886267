//! What schemas say of objects.

use std::collections::{BTreeMap, BTreeSet};

use super::scalars::length;
use super::{Judge, all, branches};
use crate::catalog::pattern::Pattern;
use crate::json::{Member, Members, Node, Shape, Value};

/// Members by their keys.
type Object = BTreeMap<String, Value>;

impl<'s> Judge<'s> {
    /// Whether an object keeps to a keyword.
    pub(super) fn object(
        &mut self,
        schema: Members<'s>,
        key: &str,
        says: Node<'s>,
        object: &Object,
    ) -> Option<bool> {
        match key {
            "properties" => all(members(says)?.filter_map(|member| {
                let value = object.get(&*member.name())?;
                Some(self.accepts(member.value, value))
            })),
            "patternProperties" => all(members(says)?.map(|member| {
                let pattern = Pattern::new(&member.name());
                all(object.iter().map(|(key, value)| match pattern.finds(key) {
                    Some(false) => Some(true),
                    Some(true) => self.accepts(member.value, value),
                    None => self.accepts(member.value, value).filter(|accepted| *accepted),
                }))
            })),
            "additionalProperties" => {
                all(object.iter().map(|(key, value)| match is_named(schema, key) {
                    Some(true) => Some(true),
                    Some(false) => self.accepts(says, value),
                    None => self.accepts(says, value).filter(|accepted| *accepted),
                }))
            }
            "unevaluatedProperties" => self.unevaluated(schema, says, object),
            "propertyNames" => {
                let keys = object.keys().map(|key| Value::from(key.as_str()));
                all(keys.map(|key| self.accepts(says, &key)))
            }
            "required" => Some(has_all(says, object)?),
            "minProperties" => Some(object.len() >= length(says)?),
            "maxProperties" => Some(object.len() <= length(says)?),
            "dependentRequired" | "dependentSchemas" | "dependencies" => {
                let held = members(says)?.filter(|member| object.contains_key(&*member.name()));
                let whole = Value::Object(object.clone());
                all(held.map(|member| match member.value.is_list() {
                    true => has_all(member.value, object),
                    false => self.accepts(member.value, &whole),
                }))
            }
            _ => Some(true),
        }
    }

    /// Whether the members that nothing else says something of keep to a schema.
    fn unevaluated(
        &mut self,
        schema: Members<'s>,
        says: Node<'s>,
        object: &Object,
    ) -> Option<bool> {
        let mut known = BTreeSet::new();
        let value = Value::Object(object.clone());
        let is_sure = self.evaluated(schema, &value, object, &mut known);
        let others = object.iter().filter(|(key, _)| !known.contains(key.as_str()));
        let accepted = all(others.map(|(_, value)| self.accepts(says, value)));
        accepted.filter(|accepted| *accepted || is_sure)
    }

    /// Adds the keys that a schema, or one that holds in its place, says something of; `false` where
    /// there may be more.
    fn evaluated<'o>(
        &mut self,
        schema: Members<'s>,
        value: &Value,
        object: &'o Object,
        known: &mut BTreeSet<&'o str>,
    ) -> bool {
        let mut is_sure = true;
        for key in object.keys() {
            match is_named(schema, key) {
                Some(true) => drop(known.insert(key)),
                Some(false) if schema.named("additionalProperties").is_some() => {
                    known.insert(key);
                }
                Some(false) => {}
                None => is_sure = false,
            }
        }
        let (holding, all_known) = self.holding(schema, value, object);
        for holding in holding {
            let Ok(Shape::Object(members)) = holding.shape() else { continue };
            is_sure &= self.inside < super::MAX_INSIDE;
            self.inside += 1;
            is_sure &=
                self.inside < super::MAX_INSIDE && self.evaluated(members, value, object, known);
            if members.named("unevaluatedProperties").is_some() {
                known.extend(object.keys().map(String::as_str));
            }
            self.inside -= 1;
        }
        is_sure && all_known
    }

    /// The schemas beside a schema's own keywords that accept a value in its place.
    fn holding(
        &mut self,
        schema: Members<'s>,
        value: &Value,
        object: &Object,
    ) -> (Vec<Node<'s>>, bool) {
        let mut holding = Vec::new();
        let mut is_sure = true;
        for member in schema {
            let asked = match &*member.name() {
                "$ref" => self.resolve(member.value).into_iter().collect(),
                "allOf" | "anyOf" | "oneOf" => branches(member.value).unwrap_or_default(),
                "if" | "then" | "else" => vec![member.value],
                "dependentSchemas" | "dependencies" => held(member.value, object),
                "$dynamicRef" | "$recursiveRef" => {
                    is_sure = false;
                    continue;
                }
                _ => continue,
            };
            let branch = member.name();
            for asked in asked {
                match self.accepts(asked, value) {
                    Some(true) if self.is_reached(schema, &branch, value) => holding.push(asked),
                    Some(_) => {}
                    None => is_sure = false,
                }
            }
        }
        (holding, is_sure)
    }

    /// Whether a branch of a condition is the one that counts.
    fn is_reached(&mut self, schema: Members<'s>, branch: &str, value: &Value) -> bool {
        let wanted = branch == "then";
        match (branch, schema.named("if")) {
            ("then" | "else", Some(condition)) => {
                self.accepts(condition.value, value) == Some(wanted)
            }
            ("then" | "else", None) => false,
            _ => true,
        }
    }
}

/// The schemas that hold where members of an object are there.
fn held<'s>(says: Node<'s>, object: &Object) -> Vec<Node<'s>> {
    let all = members(says).into_iter().flatten();
    let held = all.filter(|member| object.contains_key(&*member.name()));
    held.map(|member| member.value).collect()
}

fn members(node: Node<'_>) -> Option<Members<'_>> {
    match node.shape().ok()? {
        Shape::Object(members) => Some(members),
        _ => None,
    }
}

fn has_all(keys: Node<'_>, object: &Object) -> Option<bool> {
    let keys = branches(keys)?;
    all(keys.into_iter().map(|key| Some(object.contains_key(&*key.text_value().ok()?))))
}

/// Whether a schema itself names a member, in full or by a pattern.
fn is_named(schema: Members<'_>, key: &str) -> Option<bool> {
    let listed = schema.named("properties").and_then(|it| members(it.value));
    if listed.is_some_and(|all| all.named(key).is_some()) {
        return Some(true);
    }
    let patterns = schema.named("patternProperties").and_then(|it| members(it.value));
    let found = patterns.into_iter().flatten();
    let found = found.map(|member: Member<'_>| Pattern::new(&member.name()).finds(key));
    super::in_range(super::counts(found), 1, usize::MAX)
}

/// The schemas that a schema itself has for a member.
pub(in crate::catalog) fn schemas_of_member<'s>(schema: Members<'s>, key: &str) -> Vec<Node<'s>> {
    let of = |name: &str| schema.named(name).and_then(|it| members(it.value));
    let listed = of("properties").and_then(|all| all.named(key));
    let patterns = of("patternProperties").into_iter().flatten();
    let patterns = patterns.filter(|it| Pattern::new(&it.name()).finds(key) == Some(true));
    let own: Vec<_> = listed.into_iter().chain(patterns).map(|it| it.value).collect();
    match schema.named("additionalProperties") {
        Some(others) if own.is_empty() => vec![others.value],
        _ => own,
    }
}
