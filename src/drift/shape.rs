//! What an argument may be itself, its members and items aside.

use foldhash::{HashSet, HashSetExt};
use serde::Serialize;

use super::sides::Sides;
use crate::catalog::types::{Additional, Alternative, Arrays, Bound, Numbers, Objects, Strings};
use crate::catalog::{Argument, headline};
use crate::json::{Number, Value};

/// What changes of an argument's own type.
#[derive(Debug, Default)]
pub(super) struct ShapeChange {
    /// The types in words, where more changes than the values that are listed.
    pub(super) ty: Option<Sides<String>>,
    /// The values that are listed.
    pub(super) values: Option<Values>,
    /// Whether objects take members that no schema lists.
    pub(super) others: Option<Sides<bool>>,
    /// Whether values may be taken that weren't and that the analysis can't tell apart: by patterns
    /// and by how long lists are.
    pub(super) may_take_more: bool,
}

/// Values of an `enum` that are new or gone, in the order of the schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Values {
    /// Those that are taken now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gained: Vec<Value>,
    /// Those that are taken no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Value>,
}

impl ShapeChange {
    /// Of an argument that both sides have.
    pub(super) fn of(old: &Argument<'_>, new: &Argument<'_>) -> Self {
        let (before, after) = (Shape::of(old), Shape::of(new));
        let others = match (before.takes_others, after.takes_others) {
            (Some(old), Some(new)) => Sides::changed(old, new),
            _ => None,
        };
        let values = Values::between(&before.values, &after.values);
        let is_listed = before.is_listed() && after.is_listed();
        let is_retyped = !before.has_same_ranges(&after) || (values.is_some() && !is_listed);
        Self {
            ty: is_retyped.then(|| Sides { old: headline(old), new: headline(new) }),
            values: values.filter(|_| !is_retyped),
            others,
            may_take_more: is_retyped && before.may_miss(&after),
        }
    }

    /// Whether there is none.
    pub(super) fn is_none(&self) -> bool {
        self.ty.is_none() && self.values.is_none() && self.others.is_none()
    }
}

impl Values {
    fn between(old: &[Value], new: &[Value]) -> Option<Self> {
        let beyond = |values: &[Value], others: &[Value]| -> Vec<Value> {
            let others: HashSet<&Value> = others.iter().collect();
            values.iter().filter(|value| !others.contains(value)).cloned().collect()
        };
        let (gained, lost) = (beyond(new, old), beyond(old, new));
        (!gained.is_empty() || !lost.is_empty()).then_some(Self { gained, lost })
    }
}

/// A type without what it holds.
struct Shape {
    /// The values that it lists, each once.
    values: Vec<Value>,
    /// Every other alternative, each once: a kind of value with its bounds.
    ranges: Vec<Alternative>,
    /// Whether its objects take members that no schema lists; nothing where it has none.
    takes_others: Option<bool>,
}

impl Shape {
    fn of(argument: &Argument<'_>) -> Self {
        let mut shape = Self { values: Vec::new(), ranges: Vec::new(), takes_others: None };
        let mut known = HashSet::new();
        for alternative in argument.alternatives() {
            match bare(alternative) {
                Alternative::Literal(value) => {
                    if known.insert(value.clone()) {
                        shape.values.push(value);
                    }
                }
                range if shape.ranges.contains(&range) => {}
                range => shape.ranges.push(range),
            }
            if let Alternative::Object(objects) = alternative {
                let takes = objects.additional != Additional::Forbidden;
                shape.takes_others = Some(takes || shape.takes_others == Some(true));
            }
        }
        shape
    }

    /// Whether some of its values are listed.
    fn is_listed(&self) -> bool {
        !self.values.is_empty()
    }

    fn has_same_ranges(&self, other: &Self) -> bool {
        let within =
            |one: &Self, other: &Self| one.ranges.iter().all(|it| other.ranges.contains(it));
        within(self, other) && within(other, self)
    }

    /// Whether the other one may have values that this one hasn't, by what the analysis doesn't see.
    fn may_miss(&self, other: &Self) -> bool {
        let is_bounded = |range: &&Alternative| {
            self.ranges.iter().any(|own| match (own, range) {
                (Alternative::String(own), Alternative::String(other)) => {
                    own.patterns.iter().any(|pattern| !other.patterns.contains(pattern))
                }
                (Alternative::Array(own), Alternative::Array(other)) => {
                    own.min_items > other.min_items
                        || own
                            .max_items
                            .is_some_and(|max| other.max_items.is_none_or(|it| it > max))
                }
                _ => false,
            })
        };
        other.ranges.iter().any(|range| is_bounded(&range))
    }
}

/// An alternative without the types in it, and with numbers in one spelling.
fn bare(alternative: &Alternative) -> Alternative {
    match alternative {
        Alternative::Literal(value) => Alternative::Literal(plain(value)),
        Alternative::Number(numbers) => {
            let bound = |bound: &Option<Bound>| {
                bound.as_ref().map(|it| Bound { number: plain_number(&it.number), ..it.clone() })
            };
            let (min, max) = (bound(&numbers.min), bound(&numbers.max));
            Alternative::Number(Numbers { min, max, ..*numbers })
        }
        Alternative::String(strings) => {
            let sorted = |texts: &[String]| {
                let mut texts = texts.to_vec();
                texts.sort();
                texts.dedup();
                texts.into_boxed_slice()
            };
            let (patterns, formats) = (sorted(&strings.patterns), sorted(&strings.formats));
            Alternative::String(Strings { patterns, formats, ..*strings })
        }
        Alternative::Array(arrays) => {
            let (min_items, max_items) = (arrays.min_items, arrays.max_items);
            Alternative::Array(Arrays { min_items, max_items, ..Arrays::default() })
        }
        Alternative::Object(_) => Alternative::Object(Objects::default()),
    }
}

/// A value with numbers in one spelling: files are written anew with `1` for `1.0`.
pub(super) fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(plain_number(number)),
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.clone(), plain(value)));
            Value::Object(members.collect())
        }
        value => value.clone(),
    }
}

/// A number in the shortest spelling of its float; a whole one that has no exact float stays.
fn plain_number(number: &Number) -> Number {
    match number.as_i64() {
        Some(_) => number.clone(),
        None => Number::new(&number.as_f64().to_string()).unwrap_or_else(|| number.clone()),
    }
}
