//! The types of arguments: sets of JSON values.
//!
//! Every value that a schema accepts is in its type; a type may hold more where a keyword has no
//! place in this model (see [`Widening`]). Types point at each other by [`TypeId`], so a recursive
//! schema is a finite table. Nothing here knows JSON Schema's text or how types are shown.

use std::borrow::Borrow;
use std::sync::LazyLock;

use super::keyed::Keyed;
use super::pattern::Pattern;
use crate::json::{Number, Value};
use crate::source::Span;

/// Names one type of a [`Types`] table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(super) u32);

impl TypeId {
    /// The type that holds every value; each table has it.
    pub(crate) const ANYTHING: Self = Self(0);
}

/// A set of values: the union of its alternatives; without any, the empty set.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Type {
    /// The alternatives in the order of the schema.
    pub alternatives: Vec<Alternative>,
    /// The schema that it was read from; `None` where nothing is written.
    pub span: Option<Span>,
    /// What made it wider than its schema, in the order of the text.
    pub widenings: Vec<Widening>,
}

/// One part of a [`Type`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Alternative {
    /// One value: null, a boolean, a number or a string.
    Literal(Value),
    /// Numbers.
    Number(Numbers),
    /// Strings.
    String(Strings),
    /// Lists.
    Array(Arrays),
    /// Objects.
    Object(Objects),
}

/// The numbers of a range.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Numbers {
    /// Only those without a fraction.
    pub integer: bool,
    /// None below.
    pub min: Option<Bound>,
    /// None above.
    pub max: Option<Bound>,
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    /// The number at the end.
    pub number: Number,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// The strings of these lengths that match every pattern.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Strings {
    /// The least number of characters.
    pub min_length: u64,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// Regular expressions in the schema's own dialect (ECMA-262), each found in the string.
    pub patterns: Box<[String]>,
    /// What the strings are said to be (`uri`, `date-time`). A hint: it keeps no string out.
    pub formats: Box<[String]>,
}

/// The lists of these lengths.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arrays {
    /// The types of the first elements, one by one.
    pub prefix: Box<[TypeId]>,
    /// The type of every other element.
    pub items: TypeId,
    /// The least number of elements.
    pub min_items: u64,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
}

/// The objects with these members.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Objects {
    /// The members that the schema names.
    pub properties: Keyed<Property>,
    /// The keys that must be there, named in `properties` or not, each where it is named.
    pub required: Keyed<Span>,
    /// Members by the pattern of their keys.
    pub patterns: Box<[Patterned]>,
    /// What other members may be.
    pub additional: Additional,
    /// Members that the schema names only under some condition, in the order of their keys: what
    /// they are otherwise isn't said.
    pub conditional: Box<[(Box<str>, Property)]>,
}

/// The members of an object whose keys have a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Patterned {
    /// What is found in their keys.
    pub pattern: Pattern,
    /// What they are, and where that is said.
    pub property: Property,
}

/// A named member of an object.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Property {
    /// Its type.
    pub ty: TypeId,
    /// Where the schema names it, quotes included.
    pub name_span: Span,
    /// Its own schema.
    pub span: Span,
}

/// What the members that an object's schema doesn't name may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Additional {
    /// Anything: the schema names no members at all.
    #[default]
    Open,
    /// Anything, by JSON Schema's default; the schema names its members and says nothing of
    /// others, so who names one is mistaken.
    Unsaid,
    /// The schema says in words that there may be others: of this type.
    Typed(TypeId),
    /// There are none.
    Forbidden,
}

/// A part of a schema that has no place in the type and so made it wider.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Widening {
    /// Where the keyword stands, or the schema where that itself can't be read.
    pub span: Span,
    /// The keyword, or a few words where the whole schema could not be used.
    pub keyword: String,
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// `null`
    Null,
    /// `true` and `false`
    Boolean,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Lists.
    Array,
    /// Objects.
    Object,
}

impl Kind {
    /// Every kind.
    pub(crate) const ALL: [Self; 6] =
        [Self::Null, Self::Boolean, Self::Number, Self::String, Self::Array, Self::Object];

    /// Its name, as schemas have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The kind of a value.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// The types of one tool.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Types {
    /// All but [`TypeId::ANYTHING`], which comes before them.
    others: Vec<Type>,
}

/// What [`TypeId::ANYTHING`] names, in every table.
static ANYTHING: LazyLock<Type> =
    LazyLock::new(|| Type { alternatives: Alternative::anything(), ..Type::default() });

impl Types {
    /// The type that an id names.
    pub(crate) fn get(&self, id: TypeId) -> &Type {
        static NOTHING: Type = Type { alternatives: Vec::new(), span: None, widenings: Vec::new() };
        match id.0.checked_sub(1) {
            Some(at) => self.others.get(at as usize).unwrap_or(&NOTHING),
            None => &ANYTHING,
        }
    }

    /// Every type, [`TypeId::ANYTHING`] first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Type> {
        std::iter::once(&*ANYTHING).chain(&self.others)
    }

    /// How many types there are beside [`TypeId::ANYTHING`].
    pub(super) fn len(&self) -> usize {
        self.others.len()
    }

    /// Gives spare room back.
    pub(super) fn shrink(&mut self) {
        self.others.shrink_to_fit();
    }

    pub(super) fn push(&mut self, ty: Type) -> TypeId {
        self.others.push(ty);
        TypeId(u32::try_from(self.others.len()).unwrap_or(u32::MAX))
    }
}

impl Type {
    /// Whether no JSON value is in it.
    pub(crate) fn is_nothing(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// Whether every JSON value is in it.
    pub(crate) fn is_anything(&self) -> bool {
        is_anything(&self.alternatives)
    }
}

/// Whether a union holds every JSON value.
pub(super) fn is_anything<A: Borrow<Alternative>>(union: &[A]) -> bool {
    let has = |wanted: &Alternative| {
        union.iter().map(Borrow::borrow).any(|one| match (one, wanted) {
            (Alternative::Object(objects), Alternative::Object(_)) => objects.are_all(),
            (one, wanted) => one == wanted,
        })
    };
    union.len() >= ANYTHING.alternatives.len() && ANYTHING.alternatives.iter().all(has)
}

impl Alternative {
    /// The alternatives of the type that holds every value.
    pub(super) fn anything() -> Vec<Self> {
        vec![
            Self::Literal(Value::Null),
            Self::Literal(Value::Bool(true)),
            Self::Literal(Value::Bool(false)),
            Self::Number(Numbers::default()),
            Self::String(Strings::default()),
            Self::Array(Arrays::default()),
            Self::Object(Objects::default()),
        ]
    }

    /// The same where what a schema says can't be read: other members of its objects may be named
    /// there.
    pub(super) fn unread() -> Vec<Self> {
        let mut union = Self::anything();
        union.iter_mut().for_each(Self::open);
        union
    }

    /// Lets objects have members that nothing names.
    pub(super) fn open(&mut self) {
        let Self::Object(objects) = self else { return };
        if matches!(objects.additional, Additional::Open | Additional::Unsaid) {
            objects.additional = Additional::Typed(TypeId::ANYTHING);
        }
    }

    /// The kind that all its values have.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Literal(value) => Kind::of(value),
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    }
}

impl Default for Arrays {
    fn default() -> Self {
        Self { prefix: Box::default(), items: TypeId::ANYTHING, min_items: 0, max_items: None }
    }
}

impl Arrays {
    /// The type of the element at a place.
    pub(crate) fn at(&self, place: usize) -> TypeId {
        self.prefix.get(place).copied().unwrap_or(self.items)
    }

    /// The types that an element may have, of one place or another.
    pub(crate) fn elements(&self) -> impl Iterator<Item = TypeId> {
        let others = self.max_items.is_none_or(|max| max > self.prefix.len() as u64);
        self.prefix.iter().copied().chain(others.then_some(self.items))
    }
}

impl Objects {
    /// Whether every object is one of these.
    fn are_all(&self) -> bool {
        let others =
            matches!(self.additional, Additional::Open | Additional::Typed(TypeId::ANYTHING));
        others && self.names_nothing() && self.required.is_empty()
    }

    /// Whether no member is named, in full or by a pattern.
    pub(crate) fn names_nothing(&self) -> bool {
        self.properties.is_empty() && self.patterns.is_empty() && self.conditional.is_empty()
    }

    /// The members that must be there and that nothing else names.
    pub(super) fn undescribed(&self) -> impl Iterator<Item = (Box<str>, Property)> {
        let ty = match self.additional {
            Additional::Open | Additional::Unsaid => Some(TypeId::ANYTHING),
            Additional::Typed(ty) => Some(ty),
            Additional::Forbidden => None,
        };
        let is_new =
            |key: &str| !self.properties.contains(key) && self.patterned(key) == Some(None);
        let new = self.required.iter().filter(move |(key, _)| is_new(key));
        new.filter_map(move |(key, span)| {
            Some((key.into(), Property { ty: ty?, name_span: *span, span: *span }))
        })
    }

    /// The members with a key that are named under conditions only.
    pub(crate) fn conditional(&self, key: &str) -> impl Iterator<Item = &Property> {
        let with_key = move |(one, _): &&(Box<str>, Property)| **one == *key;
        self.conditional.iter().filter(with_key).map(|(_, property)| property)
    }

    /// What the patterns of keys say of one; `None` where it can't be told whether one is found
    /// there. Where several are, the first counts: what they have in common is less.
    pub(crate) fn patterned(&self, key: &str) -> Option<Option<&Property>> {
        for one in &self.patterns {
            if one.pattern.finds(key)? {
                return Some(Some(&one.property));
            }
        }
        Some(None)
    }
}

impl Numbers {
    /// Whether a number may be in the range. Numbers that no 64-bit float tells apart are taken
    /// for equal, so none that is in the range is left out.
    pub(crate) fn may_hold(&self, number: &Number) -> bool {
        let value = number.as_f64();
        let whole = !self.integer || value.fract() == 0.0;
        whole
            && self.min.as_ref().is_none_or(|min| min.may_be_below(number))
            && self.max.as_ref().is_none_or(|max| max.may_be_above(number))
    }

    /// Whether no number is in the range for certain.
    pub(crate) fn is_empty(&self) -> bool {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) => {
                !min.may_be_below(&max.number) || !max.may_be_above(&min.number)
            }
            _ => false,
        }
    }
}

impl Bound {
    fn may_be_below(&self, number: &Number) -> bool {
        self.number.as_f64() <= number.as_f64() && !self.excludes(number)
    }

    fn may_be_above(&self, number: &Number) -> bool {
        self.number.as_f64() >= number.as_f64() && !self.excludes(number)
    }

    fn excludes(&self, number: &Number) -> bool {
        self.exclusive && self.number == *number
    }
}

impl Strings {
    /// Whether a string may be one of these; the patterns are not run.
    pub(crate) fn may_hold(&self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        length >= self.min_length && self.max_length.is_none_or(|max| length <= max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(spelling: &str, exclusive: bool) -> Option<Bound> {
        Some(Bound { number: Number::new(spelling).unwrap(), exclusive })
    }

    #[test]
    fn ranges_hold_their_ends_unless_exclusive() {
        let range = Numbers { integer: true, min: bound("1", false), max: bound("5", true) };
        let held: Vec<_> = ["0", "1", "1.5", "2.0", "4", "5", "6"]
            .into_iter()
            .filter(|spelling| range.may_hold(&Number::new(spelling).unwrap()))
            .collect();
        assert_eq!(held, ["1", "2.0", "4"]);
        assert!(!range.is_empty());
        let none = Numbers { integer: false, min: bound("5", false), max: bound("1", false) };
        assert!(none.is_empty());
    }

    #[test]
    fn neighbours_that_floats_confuse_are_not_left_out() {
        let below = Numbers { max: bound("9007199254740992", false), ..Numbers::default() };
        assert!(below.may_hold(&Number::new("9007199254740993").unwrap()));
        let exclusive = Numbers { max: bound("9007199254740993", true), ..Numbers::default() };
        assert!(exclusive.may_hold(&Number::new("9007199254740992").unwrap()));
    }
}
