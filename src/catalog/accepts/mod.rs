//! Whether a tool's schema accepts a value, by JSON Schema's own words.
//!
//! The types leave some of a schema out; here all of it counts, and what isn't certain is said so:
//! patterns that another dialect reads differently, references that lead nowhere, numbers that no
//! 64-bit float tells apart. Formats count, since many servers see to them.

mod formats;
mod lists;
mod objects;
mod scalars;

use std::collections::BTreeMap;

use super::schema::References;
use crate::json::{Member, Members, Node, Shape, Value};
pub(super) use formats::example;
pub(super) use lists::{are_unique, schema_of_item};
pub(super) use objects::schemas_of_member;
pub(super) use scalars::{length, of as number};

/// How many schemas may stand inside each other.
const MAX_INSIDE: usize = 96;

/// How many schemas are asked about one value.
const MAX_STEPS: usize = 50_000;

/// Asks schemas about values.
pub(super) struct Judge<'s> {
    references: References<'s>,
    /// Whether nothing that stands beside a `$ref` counts: so until draft 7.
    lone_references: bool,
    inside: usize,
    steps: usize,
}

/// Whether all hold; `None` where that isn't known.
fn all(answers: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// How many hold for certain, and how many may.
fn counts(answers: impl IntoIterator<Item = Option<bool>>) -> (usize, usize) {
    answers.into_iter().fold((0, 0), |(sure, possible), answer| match answer {
        Some(true) => (sure + 1, possible + 1),
        Some(false) => (sure, possible),
        None => (sure, possible + 1),
    })
}

/// Whether a number of them is in a range.
fn in_range((sure, possible): (usize, usize), min: usize, max: usize) -> Option<bool> {
    match () {
        () if possible < min || sure > max => Some(false),
        () if sure >= min && possible <= max => Some(true),
        () => None,
    }
}

impl<'s> Judge<'s> {
    /// Of the schemas that stand in one, and in the values `outside` that it stands in.
    pub(super) fn new(root: Node<'s>, outside: &[Node<'s>]) -> Self {
        let references = References::new(root, outside);
        let lone_references = references.are_lone();
        Self { references, lone_references, inside: 0, steps: 0 }
    }

    /// The schema that all others stand in.
    pub(super) fn root(&self) -> Node<'s> {
        self.references.root()
    }

    /// Whether a schema accepts a value; `None` where that isn't known.
    pub(super) fn accepts(&mut self, schema: Node<'s>, value: &Value) -> Option<bool> {
        if self.inside >= MAX_INSIDE || self.steps >= MAX_STEPS {
            return None;
        }
        self.inside += 1;
        self.steps += 1;
        let accepted = match schema.shape() {
            Ok(Shape::Bool(all)) => Some(all),
            Ok(Shape::Object(members)) if !self.has_own_base(schema, members) => {
                self.accepts_all(members, value)
            }
            _ => None,
        };
        self.inside -= 1;
        accepted
    }

    /// Whether references in a schema lead elsewhere than from the root.
    fn has_own_base(&self, schema: Node<'s>, members: Members<'s>) -> bool {
        !self.references.is_root(schema)
            && self.references.are_there()
            && members.named("$id").is_some()
            && schema.text().contains("\"$ref\"")
    }

    fn accepts_all(&mut self, members: Members<'s>, value: &Value) -> Option<bool> {
        let is_lone = self.lone_references && members.named("$ref").is_some();
        let counts = |member: &Member<'s>| !is_lone || member.name() == "$ref";
        let accepted =
            all(members.filter(counts).map(|member| self.keyword(members, member, value)));
        let is_nullable = members.named("nullable").is_some_and(|it| it.value.text() == "true");
        // An extension that some servers know.
        if is_nullable && *value == Value::Null && accepted == Some(false) {
            return None;
        }
        accepted
    }

    fn keyword(&mut self, schema: Members<'s>, member: Member<'s>, value: &Value) -> Option<bool> {
        let says = member.value;
        match &*member.name() {
            "$ref" => {
                let target = self.resolve(says)?;
                self.accepts(target, value)
            }
            "$dynamicRef" | "$recursiveRef" | "extends" | "disallow" => None,
            "const" => Some(same(&says.value().ok()?, value)),
            "enum" => {
                let Shape::Array(items) = says.shape().ok()? else { return None };
                let mut items = items.filter_map(|item| item.value().ok());
                Some(items.any(|item| same(&item, value)))
            }
            "type" => scalars::is_of_type(says, value),
            "allOf" => {
                let branches = branches(says)?;
                all(branches.into_iter().map(|branch| self.accepts(branch, value)))
            }
            "anyOf" => {
                let branches = branches(says)?;
                let counted = counts(branches.into_iter().map(|it| self.accepts(it, value)));
                in_range(counted, 1, usize::MAX)
            }
            "oneOf" => {
                let branches = branches(says)?;
                let counted = counts(branches.into_iter().map(|it| self.accepts(it, value)));
                in_range(counted, 1, 1)
            }
            "not" => self.accepts(says, value).map(|accepted| !accepted),
            "if" => self.conditional(schema, says, value),
            key => match value {
                Value::Number(number) => scalars::number(schema, key, says, number),
                Value::String(text) => scalars::string(key, says, text),
                Value::Array(items) => self.list(schema, key, says, items),
                Value::Object(members) => self.object(schema, key, says, members),
                Value::Null | Value::Bool(_) => Some(true),
            },
        }
    }

    fn conditional(
        &mut self,
        schema: Members<'s>,
        condition: Node<'s>,
        value: &Value,
    ) -> Option<bool> {
        let mut branch = |name: &str| match schema.named(name) {
            Some(branch) => self.accepts(branch.value, value),
            None => Some(true),
        };
        let (then, otherwise) = (branch("then"), branch("else"));
        match self.accepts(condition, value) {
            Some(true) => then,
            Some(false) => otherwise,
            None => {
                if then == otherwise {
                    then
                } else {
                    None
                }
            }
        }
    }

    /// What a reference leads to.
    pub(super) fn resolve(&mut self, reference: Node<'s>) -> Option<Node<'s>> {
        self.references.resolve(&reference.text_value().ok()?)
    }
}

/// The schemas of a list.
pub(super) fn branches(list: Node<'_>) -> Option<Vec<Node<'_>>> {
    match list.shape().ok()? {
        Shape::Array(items) => Some(items.collect()),
        _ => None,
    }
}

/// Whether two values are the same to JSON Schema.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(items), Value::Array(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(one, other)| same(one, other))
        }
        (Value::Object(members), Value::Object(others)) => are_same(members, others),
        (one, other) => one == other,
    }
}

fn are_same(members: &BTreeMap<String, Value>, others: &BTreeMap<String, Value>) -> bool {
    let mut pairs = members.iter().zip(others);
    members.len() == others.len()
        && pairs.all(|((key, one), (name, other))| key == name && same(one, other))
}
