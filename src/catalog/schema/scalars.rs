//! The keywords of one schema that hold plain values: names of kinds, ranges, lengths.
//!
//! Each reader answers `None` for a value that it can't use.

use super::meet::{higher, lower};
use crate::catalog::types::{Bound, Kind, Numbers, Strings};
use crate::json::{Node, Number, Shape};

/// The kinds that `type` names, in its order, each once.
#[derive(Clone, Copy)]
pub(super) struct Kinds {
    named: [Option<Kind>; Kind::ALL.len()],
    integer: bool,
    number: bool,
}

impl Kinds {
    /// What a schema without `type` accepts.
    pub(super) fn all() -> Self {
        Self { named: Kind::ALL.map(Some), integer: false, number: true }
    }

    pub(super) fn read(value: Node<'_>) -> Option<Self> {
        let mut kinds = Self { named: [None; Kind::ALL.len()], integer: false, number: false };
        match value.shape().ok()? {
            Shape::String(name) => kinds.add(&name)?,
            Shape::Array(mut items) => {
                items.try_for_each(|item| kinds.add(&item.text_value().ok()?))?;
            }
            _ => return None,
        }
        Some(kinds)
    }

    fn add(&mut self, name: &str) -> Option<()> {
        let new = Some(kind(name)?);
        self.integer |= name == "integer";
        self.number |= name == "number";
        let place = self.named.iter_mut().find(|kind| kind.is_none() || **kind == new);
        place.map(|place| *place = new)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Kind> {
        self.named.into_iter().flatten()
    }

    /// Whether of numbers only the whole ones are meant.
    pub(super) fn are_whole(self) -> bool {
        self.integer && !self.number
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "null" => Kind::Null,
        "boolean" => Kind::Boolean,
        "number" | "integer" => Kind::Number,
        "string" => Kind::String,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return None,
    })
}

/// The keywords of numbers. In draft 4 the exclusive ones are booleans, about the bound beside
/// them.
#[derive(Default)]
pub(super) struct Range {
    numbers: Numbers,
    min_is_outside: bool,
    max_is_outside: bool,
}

impl Range {
    pub(super) fn keyword(&mut self, key: &str, value: Node<'_>) -> Option<()> {
        let bound = |exclusive| Some(Bound { number: number(value)?, exclusive });
        let Numbers { min, max, .. } = &mut self.numbers;
        match (key, boolean(value)) {
            ("exclusiveMinimum", Some(outside)) => self.min_is_outside = outside,
            ("exclusiveMaximum", Some(outside)) => self.max_is_outside = outside,
            ("minimum" | "exclusiveMinimum", _) => {
                *min = higher(min.as_ref(), Some(&bound(key != "minimum")?));
            }
            _ => *max = lower(max.as_ref(), Some(&bound(key != "maximum")?)),
        }
        Some(())
    }

    /// The range when every keyword is read.
    pub(super) fn numbers(self, integer: bool) -> Numbers {
        let Numbers { mut min, mut max, .. } = self.numbers;
        min.iter_mut().for_each(|bound| bound.exclusive |= self.min_is_outside);
        max.iter_mut().for_each(|bound| bound.exclusive |= self.max_is_outside);
        Numbers { integer, min, max }
    }
}

pub(super) fn text(strings: &mut Strings, key: &str, value: Node<'_>) -> Option<()> {
    match key {
        "minLength" => strings.min_length = length(value)?,
        "maxLength" => strings.max_length = Some(length(value)?),
        "pattern" => append(&mut strings.patterns, value.text_value().ok()?.into_owned()),
        _ => append(&mut strings.formats, value.text_value().ok()?.into_owned()),
    }
    Some(())
}

fn append(texts: &mut Box<[String]>, text: String) {
    *texts = std::mem::take(texts).into_iter().chain([text]).collect();
}

pub(super) fn is_schema(value: Node<'_>) -> bool {
    value.text().starts_with(['{', 't', 'f'])
}

pub(super) fn boolean(value: Node<'_>) -> Option<bool> {
    value.text().parse().ok()
}

fn number(value: Node<'_>) -> Option<Number> {
    match value.shape() {
        Ok(Shape::Number(number)) => Some(number),
        _ => None,
    }
}

/// A whole number, which may be spelled `5.0`.
pub(super) fn length(value: Node<'_>) -> Option<u64> {
    let length = number(value)?.as_f64();
    let whole = length.fract() == 0.0 && (0.0..9e15).contains(&length);
    whole.then(|| format!("{length:.0}").parse().ok())?
}
