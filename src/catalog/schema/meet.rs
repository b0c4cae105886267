//! What two types have in common: `allOf`, `$ref` and keywords that stand side by side.

use std::cmp::Ordering;

use super::Reader;
use super::conditions::sort;
use crate::catalog::types::{
    Additional, Alternative, Arrays, Bound, Numbers, Objects, Patterned, Property, Strings, TypeId,
    is_anything,
};
use crate::json::Value;
use crate::source::Span;

/// How many alternatives a meeting may have to compare; past it one side is kept as it is.
const MAX_PAIRS: usize = 4096;

impl Reader<'_> {
    /// The values that are in both unions. `span` is the schema that the right one comes from.
    pub(super) fn meet(
        &mut self,
        left: Vec<Alternative>,
        right: Vec<Alternative>,
        span: Span,
    ) -> Vec<Alternative> {
        if says_nothing(&right) {
            return left;
        }
        if says_nothing(&left) {
            return right;
        }
        let pairs = left.len().saturating_mul(right.len());
        if pairs > MAX_PAIRS || !self.spend(work(&left, &right)) {
            self.widen("too large or endless", span);
            let mut left = left;
            left.iter_mut().for_each(Alternative::open);
            return left;
        }
        let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
        pairs.filter_map(|(left, right)| self.meet_pair(left, right)).collect()
    }

    fn meet_pair(&mut self, left: &Alternative, right: &Alternative) -> Option<Alternative> {
        use Alternative::{Array, Literal, Number, Object, String};
        match (left, right) {
            (Literal(value), other) | (other, Literal(value)) => {
                may_hold(other, value).then(|| Literal(value.clone()))
            }
            (Number(left), Number(right)) => meet_numbers(left, right).map(Number),
            (String(left), String(right)) => meet_strings(left, right).map(String),
            (Array(left), Array(right)) => self.meet_arrays(left, right).map(Array),
            (Object(left), Object(right)) => Some(Object(self.meet_objects(left, right))),
            _ => None,
        }
    }

    fn meet_arrays(&mut self, left: &Arrays, right: &Arrays) -> Option<Arrays> {
        let min_items = left.min_items.max(right.min_items);
        let max_items = least(left.max_items, right.max_items);
        if max_items.is_some_and(|max| max < min_items) {
            return None;
        }
        let places = 0..left.prefix.len().max(right.prefix.len());
        let prefix = places.map(|place| self.meet_ids(left.at(place), right.at(place))).collect();
        Some(Arrays { prefix, items: self.meet_ids(left.items, right.items), min_items, max_items })
    }

    fn meet_objects(&mut self, left: &Objects, right: &Objects) -> Objects {
        let required = left.required.iter().chain(right.required.iter());
        let mut properties = self.members_within(left.properties.iter(), right);
        let new = right.properties.iter().filter(|(key, _)| !left.properties.contains(key));
        properties.extend(self.members_within(new, left));
        let of_left = left.conditional.iter().map(|(key, property)| (&**key, property));
        let of_right = right.conditional.iter().map(|(key, property)| (&**key, property));
        let mut conditional = self.members_within(of_left, right);
        conditional.extend(self.members_within(of_right, left));
        let mut patterns = self.patterns_within(left, right);
        patterns.extend(self.patterns_within(right, left));
        let mut met = Objects {
            properties: properties.into_iter().collect(),
            required: required.map(|(key, span)| (key.into(), *span)).collect(),
            patterns: patterns.into(),
            additional: self.meet_additional(left.additional, right.additional),
            conditional: conditional.into(),
        };
        sort(&mut met);
        met
    }

    /// Members that objects name, as far as others have room for them.
    fn members_within<'m>(
        &mut self,
        members: impl Iterator<Item = (&'m str, &'m Property)>,
        objects: &Objects,
    ) -> Vec<(Box<str>, Property)> {
        let met = members.filter_map(|(key, property)| {
            let ty = self.within(property.ty, key, objects)?;
            Some((Box::from(key), Property { ty, ..*property }))
        });
        met.collect()
    }

    /// The type that a member may have in objects as well; nothing where they have no such member.
    fn within(&mut self, ty: TypeId, key: &str, objects: &Objects) -> Option<TypeId> {
        if let Some(own) = objects.properties.get(key) {
            return Some(self.meet_ids(ty, own.ty));
        }
        match objects.patterned(key) {
            Some(Some(own)) => Some(self.meet_ids(ty, own.ty)),
            Some(None) => self.meet_rest(ty, objects.additional),
            None => Some(ty),
        }
    }

    /// Members that objects name by patterns, as far as others have room for them. Which keys have
    /// two patterns isn't known.
    fn patterns_within(&mut self, objects: &Objects, others: &Objects) -> Vec<Patterned> {
        let is_alone = others.patterns.is_empty();
        let met = objects.patterns.iter().filter_map(|one| {
            let ty = match is_alone {
                true => self.meet_rest(one.property.ty, others.additional)?,
                false => one.property.ty,
            };
            Some(Patterned { property: Property { ty, ..one.property }, ..one.clone() })
        });
        let met: Vec<_> = met.collect();
        if let Some(first) = met.first().filter(|_| !is_alone) {
            self.widen("patternProperties", first.property.name_span);
        }
        met
    }

    /// Brings what one schema says of members in several ways together.
    pub(super) fn settle(&mut self, alternative: &mut Alternative) {
        let Alternative::Object(objects) = alternative else { return };
        if objects.patterns.is_empty() && objects.conditional.is_empty() {
            return;
        }
        let mut properties: Vec<_> = Vec::new();
        for (key, property) in objects.properties.iter() {
            let other = objects.patterned(key).flatten();
            let ty = other.map_or(property.ty, |other| self.meet_ids(property.ty, other.ty));
            properties.push((Box::from(key), Property { ty, ..*property }));
        }
        for one in &objects.patterns {
            let words = one.pattern.words().unwrap_or_default().into_iter();
            let new = words.filter(|word| !objects.properties.contains(word));
            properties.extend(new.map(|word| (word.into(), one.property)));
        }
        objects.properties = properties.into_iter().collect();
        let conditional = objects.conditional.iter().map(|(key, property)| (&**key, property));
        objects.conditional = self.members_within(conditional, objects).into();
    }

    /// The type of a member that only one side names; nothing where the other side forbids it.
    fn meet_rest(&mut self, ty: TypeId, additional: Additional) -> Option<TypeId> {
        match additional {
            Additional::Open | Additional::Unsaid => Some(ty),
            Additional::Typed(rest) => Some(self.meet_ids(ty, rest)),
            Additional::Forbidden => None,
        }
    }

    fn meet_additional(&mut self, left: Additional, right: Additional) -> Additional {
        use Additional::{Forbidden, Open, Typed, Unsaid};
        match (left, right) {
            (Forbidden, _) | (_, Forbidden) => Forbidden,
            (Typed(left), Typed(right)) => Typed(self.meet_ids(left, right)),
            (Typed(rest), Open | Unsaid) | (Open | Unsaid, Typed(rest)) => Typed(rest),
            (Unsaid, _) | (_, Unsaid) => Unsaid,
            (Open, Open) => Open,
        }
    }
}

/// Whether a union holds every value and names no members of objects.
pub(super) fn says_nothing(union: &[Alternative]) -> bool {
    let is_plain = |alternative: &Alternative| match alternative {
        Alternative::Object(objects) => {
            objects.names_nothing() && !matches!(objects.additional, Additional::Typed(_))
        }
        _ => true,
    };
    is_anything(union) && union.iter().all(is_plain)
}

/// How much work it is to compare every pair and to copy what is left.
fn work(left: &[Alternative], right: &[Alternative]) -> usize {
    let of_left = weight(left).saturating_mul(right.len());
    of_left.saturating_add(weight(right).saturating_mul(left.len()))
}

fn weight(union: &[Alternative]) -> usize {
    let weight = |alternative: &Alternative| match alternative {
        Alternative::Object(objects) => {
            let named = objects.properties.len() + objects.patterns.len();
            1 + named + objects.required.len() + objects.conditional.len()
        }
        Alternative::Array(arrays) => 1 + arrays.prefix.len(),
        Alternative::String(strings) => 1 + strings.patterns.iter().map(String::len).sum::<usize>(),
        Alternative::Literal(Value::String(text)) => 1 + text.len(),
        _ => 1,
    };
    union.iter().map(weight).sum()
}

/// Whether a literal may be one of the alternative's values.
pub(super) fn may_hold(alternative: &Alternative, value: &Value) -> bool {
    match (alternative, value) {
        (Alternative::Literal(literal), value) => may_equal(literal, value),
        (Alternative::Number(numbers), Value::Number(number)) => numbers.may_hold(number),
        (Alternative::String(strings), Value::String(text)) => strings.may_hold(text),
        _ => false,
    }
}

/// Numbers may be spelled differently; those that floats confuse count as equal.
fn may_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => left == right,
    }
}

/// The numbers in both ranges.
pub(super) fn meet_numbers(left: &Numbers, right: &Numbers) -> Option<Numbers> {
    let met = Numbers {
        integer: left.integer || right.integer,
        min: higher(left.min.as_ref(), right.min.as_ref()),
        max: lower(left.max.as_ref(), right.max.as_ref()),
    };
    (!met.is_empty()).then_some(met)
}

/// The lower bound that leaves less; of two at one number the exclusive one.
pub(super) fn higher(left: Option<&Bound>, right: Option<&Bound>) -> Option<Bound> {
    tighter(left, right, Ordering::Greater)
}

/// The upper bound that leaves less.
pub(super) fn lower(left: Option<&Bound>, right: Option<&Bound>) -> Option<Bound> {
    tighter(left, right, Ordering::Less)
}

fn tighter(left: Option<&Bound>, right: Option<&Bound>, wins: Ordering) -> Option<Bound> {
    let (Some(left), Some(right)) = (left, right) else { return left.or(right).cloned() };
    let order = right.number.as_f64().total_cmp(&left.number.as_f64());
    let right_wins = order == wins || order == Ordering::Equal && right.exclusive;
    Some(if right_wins { right.clone() } else { left.clone() })
}

fn meet_strings(left: &Strings, right: &Strings) -> Option<Strings> {
    let met = Strings {
        min_length: left.min_length.max(right.min_length),
        max_length: least(left.max_length, right.max_length),
        patterns: both(&left.patterns, &right.patterns),
        formats: both(&left.formats, &right.formats),
    };
    met.max_length.is_none_or(|max| max >= met.min_length).then_some(met)
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        _ => left.or(right),
    }
}

fn both(left: &[String], right: &[String]) -> Box<[String]> {
    let new = right.iter().filter(|text| !left.contains(text));
    left.iter().chain(new).cloned().collect()
}
