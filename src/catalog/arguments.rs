//! What a policy asks about a tool's arguments: is there one at this path, and what may it be.

use std::collections::BTreeSet;

use super::pattern::Pattern;
use super::schema;
use super::types::{
    Additional, Alternative, Kind, Objects, Property, Type, TypeId, Types, Widening,
};
use crate::json::{Node, Value};
use crate::source::Span;

/// The arguments of one tool.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arguments {
    types: Types,
    all: TypeId,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument<'a> {
    types: &'a Types,
    ids: Vec<TypeId>,
    optional: bool,
    place: Option<&'a Property>,
}

/// Why a path leads nowhere. `index` is the key of the path that can't be followed, from 0; `span`
/// is the schema of what it was asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LookupError<'a> {
    /// The object has other keys.
    UnknownKey {
        /// The key in the path.
        index: usize,
        /// The keys that the object has, sorted.
        known: Vec<&'a str>,
        /// The object's schema, where one is written.
        span: Option<Span>,
    },
    /// The path so far leads to a list.
    ThroughArray {
        /// The key in the path.
        index: usize,
        /// The list's schema, where one is written.
        span: Option<Span>,
    },
    /// The path so far leads to a value without parts.
    ThroughScalar {
        /// The key in the path.
        index: usize,
        /// The value's schema, where one is written.
        span: Option<Span>,
    },
}

impl Arguments {
    /// The arguments that an `inputSchema` describes. What it refers to and doesn't hold stands in
    /// one of the values `outside`.
    pub(super) fn read<'s>(schema: Node<'s>, outside: &[Node<'s>]) -> Self {
        let (types, all) = schema::read(schema, outside);
        Self { types, all }
    }

    /// The arguments of a tool that describes none: `span` is where it should.
    pub(super) fn undescribed(span: Span) -> Self {
        let widening = Widening { span, keyword: "no inputSchema".to_owned() };
        let alternatives = vec![Alternative::Object(Objects::default())];
        let mut types = Types::default();
        let all = types.push(Type { alternatives, span: None, widenings: vec![widening] });
        Self { types, all }
    }

    /// The table of their types.
    pub(crate) fn types(&self) -> &Types {
        &self.types
    }

    /// The type of the arguments together; its alternatives are objects.
    pub(crate) fn id(&self) -> TypeId {
        self.all
    }

    /// The arguments together, as what an empty path leads to.
    pub(crate) fn all(&self) -> Argument<'_> {
        Argument { types: &self.types, ids: vec![self.all], optional: false, place: None }
    }

    /// What the keys of `path`, outermost first, lead to. A step is possible when some alternative
    /// of the type has it.
    ///
    /// # Errors
    /// When no alternative has the step.
    pub(crate) fn lookup<K: AsRef<str>>(
        &self,
        path: &[K],
    ) -> Result<Argument<'_>, LookupError<'_>> {
        let mut found = self.all();
        for (index, key) in path.iter().enumerate() {
            found = found.member(key.as_ref()).ok_or_else(|| found.no_member(index))?;
        }
        Ok(found)
    }

    /// Whether the schema itself lists what a path leads to, outermost key first, whatever its
    /// type; what only `additionalProperties` admits isn't listed.
    pub(crate) fn describe<K: AsRef<str>>(&self, path: &[K]) -> bool {
        let mut found = Some(self.all());
        for key in path {
            found = found.and_then(|found| found.described(key.as_ref()));
        }
        found.is_some()
    }

    /// All that made the types wider than the schema, in the order of the text.
    pub(crate) fn widenings(&self) -> BTreeSet<&Widening> {
        self.types.iter().flat_map(|ty| &ty.widenings).collect()
    }
}

impl<'a> Argument<'a> {
    /// The table that its types are in.
    pub(crate) fn types(&self) -> &'a Types {
        self.types
    }

    /// Its type: the union of these.
    pub(crate) fn ids(&self) -> &[TypeId] {
        &self.ids
    }

    /// Every alternative of its type.
    pub(crate) fn alternatives(&self) -> impl Iterator<Item = &'a Alternative> + use<'a, '_> {
        self.ids.iter().flat_map(|id| &self.types.get(*id).alternatives)
    }

    /// Whether a call that keeps to the schema may leave it out, itself or something around it.
    pub(crate) fn is_optional(&self) -> bool {
        self.optional
    }

    /// Where the catalog names it, quotes included.
    pub(crate) fn name_span(&self) -> Option<Span> {
        self.place.map(|property| property.name_span)
    }

    /// Its schema in the catalog.
    pub(crate) fn span(&self) -> Option<Span> {
        let of_type = || self.ids.iter().find_map(|id| self.types.get(*id).span);
        self.place.map(|property| property.span).or_else(of_type)
    }

    /// The kinds of its values.
    pub(crate) fn kinds(&self) -> BTreeSet<Kind> {
        self.alternatives().map(Alternative::kind).collect()
    }

    /// Whether some of its values are of this kind.
    pub(crate) fn may_be(&self, kind: Kind) -> bool {
        self.alternatives().any(|alternative| alternative.kind() == kind)
    }

    /// Whether nothing is known of its values.
    pub(crate) fn is_anything(&self) -> bool {
        self.ids.iter().any(|id| self.types.get(*id).is_anything())
    }

    /// Its values, where the type lists them all (`enum`, `const`, booleans, null); one may stand
    /// twice.
    pub(crate) fn values(&self) -> Option<Vec<&'a Value>> {
        let literal = |alternative: &'a Alternative| match alternative {
            Alternative::Literal(value) => Some(value),
            _ => None,
        };
        let values: Vec<_> = self.alternatives().map(literal).collect::<Option<_>>()?;
        (!values.is_empty()).then_some(values)
    }

    /// Whether it may be a number and every number that it may be is whole.
    pub(crate) fn is_integer(&self) -> bool {
        let whole = |alternative: &Alternative| match alternative {
            Alternative::Literal(Value::Number(number)) => number.as_f64().fract() == 0.0,
            Alternative::Number(numbers) => numbers.integer,
            _ => true,
        };
        self.may_be(Kind::Number) && self.alternatives().all(whole)
    }

    /// The elements of its lists, where it may be one.
    pub(crate) fn elements(&self) -> Option<Self> {
        let items = |alternative: &'a Alternative| match alternative {
            Alternative::Array(arrays) => Some(arrays.elements()),
            _ => None,
        };
        let ids: Vec<_> = self.alternatives().filter_map(items).flatten().collect();
        (!ids.is_empty()).then_some(Self { types: self.types, ids, optional: true, place: None })
    }

    /// The keys of the members that its objects name, sorted.
    pub(crate) fn keys(&self) -> BTreeSet<&'a str> {
        let keys = |objects: &'a Objects| {
            let conditional = objects.conditional.iter().map(|(key, _)| &**key);
            objects.properties.keys().chain(conditional)
        };
        self.objects().flat_map(keys).collect()
    }

    /// The members of its objects that have no names of their own: those whose keys have a pattern,
    /// and all others where something is said of them.
    pub(crate) fn unnamed(&self) -> Vec<(Option<&'a Pattern>, Self)> {
        let member = |ids, place| Self { types: self.types, ids, optional: true, place };
        let patterns = self.objects().flat_map(|objects| &objects.patterns);
        let patterned = patterns
            .filter(|one| one.pattern.words().is_none())
            .map(|one| (Some(&one.pattern), member(vec![one.property.ty], Some(&one.property))));
        let others = self.objects().filter_map(|objects| match objects.additional {
            Additional::Typed(id) if !self.types.get(id).is_anything() => Some(id),
            _ => None,
        });
        let others: Vec<_> = others.collect::<BTreeSet<_>>().into_iter().collect();
        let others = (!others.is_empty()).then(|| (None, member(others, None)));
        patterned.chain(others).collect()
    }

    /// Whether every one of its objects has this member.
    pub(crate) fn requires(&self, key: &str) -> bool {
        self.objects().all(|objects| objects.required.contains(key))
    }

    /// Whether both have the values of the same places of the tool's schema.
    pub(crate) fn has_type_of(&self, other: &Argument<'_>) -> bool {
        self.ids == other.ids
    }

    /// A member of its objects.
    pub(crate) fn member(&self, key: &str) -> Option<Self> {
        let optional = self.optional;
        let mut found = Self { types: self.types, ids: Vec::new(), optional, place: None };
        for alternative in self.alternatives() {
            let Alternative::Object(objects) = alternative else {
                found.optional = true;
                continue;
            };
            let own = named(objects, key);
            let conditional = || objects.conditional(key);
            found.optional |= own.is_none() || !objects.required.contains(key);
            found.place = found.place.or(own).or_else(|| conditional().next());
            found.ids.extend(own.map(|own| own.ty));
            match own {
                Some(own) if !self.has_objects(own.ty) => {}
                None if conditional().next().is_none() => {
                    found.ids.extend(type_of_others(objects, key));
                }
                _ => found.ids.extend(conditional().map(|property| property.ty)),
            }
        }
        found.ids.sort_unstable();
        found.ids.dedup();
        (!found.ids.is_empty()).then_some(found)
    }

    /// A member that some of its objects list, and that can have a value.
    pub(crate) fn described(&self, key: &str) -> Option<Self> {
        let listed = self.objects().any(|objects| {
            let own = objects.properties.get(key).into_iter().chain(objects.conditional(key));
            own.into_iter().any(|own| !self.types.get(own.ty).alternatives.is_empty())
        });
        if listed { self.member(key) } else { None }
    }

    fn has_objects(&self, id: TypeId) -> bool {
        let is_object = |one: &Alternative| matches!(one, Alternative::Object(_));
        self.types.get(id).alternatives.iter().any(is_object)
    }

    fn objects(&self) -> impl Iterator<Item = &'a Objects> + use<'a, '_> {
        self.alternatives().filter_map(|alternative| match alternative {
            Alternative::Object(objects) => Some(objects),
            _ => None,
        })
    }

    fn no_member(&self, index: usize) -> LookupError<'a> {
        let span = self.span();
        if self.may_be(Kind::Object) {
            LookupError::UnknownKey { index, known: self.keys().into_iter().collect(), span }
        } else if self.may_be(Kind::Array) {
            LookupError::ThroughArray { index, span }
        } else {
            LookupError::ThroughScalar { index, span }
        }
    }
}

/// What objects say of a member, by its name or the pattern of it.
fn named<'a>(objects: &'a Objects, key: &str) -> Option<&'a Property> {
    objects.properties.get(key).or_else(|| objects.patterned(key).flatten())
}

/// The type of a member of which nothing is said by its name, unless who names it is mistaken.
fn type_of_others(objects: &Objects, key: &str) -> Option<TypeId> {
    if objects.patterned(key).is_none() {
        return Some(TypeId::ANYTHING);
    }
    match objects.additional {
        Additional::Open => Some(TypeId::ANYTHING),
        Additional::Typed(id) => Some(id),
        Additional::Unsaid | Additional::Forbidden => None,
    }
}
