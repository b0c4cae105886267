//! JSON Schema to types.
//!
//! A type is read from a *set of schemas* that all hold: most sets have one member, `allOf` and
//! `$ref` make larger ones. Sets are numbered when they are first met and read one after the other,
//! so a recursive schema needs no recursion here and is read once. The work is bounded by a
//! multiple of the schema's length; what goes past it, like every keyword without a place in the
//! types, makes the type wider and leaves a [`Widening`].
//!
//! Law: a value that the schema accepts is in the type. Knows nothing of tools.

mod branches;
mod conditions;
mod flat;
mod keywords;
mod lists;
mod meet;
mod members;
mod reference;
mod scalars;

use std::collections::BTreeMap;
use std::mem;

use super::types::{Alternative, Objects, Type, TypeId, Types, Widening};
use crate::json::{Node, NodeId, Shape};
use crate::source::Span;
use meet::says_nothing;
pub(super) use reference::References;

/// How many schemas may stand inside each other by way of `allOf`, `anyOf`, `oneOf` and `$ref`.
const MAX_INSIDE: usize = 64;

/// How many times over a schema may be read, level by level and by way of `$ref`.
const READINGS: usize = 32;

/// How many bytes of one schema are read at most.
const MAX_FUEL: usize = 32 << 20;

/// Reads the schema of a tool's arguments: a table of types, and the one of the arguments, whose
/// alternatives are objects. What it refers to may stand in one of the values `outside`.
pub(super) fn read<'s>(schema: Node<'s>, outside: &[Node<'s>]) -> (Types, TypeId) {
    let mut reader = Reader::new(schema, outside);
    let root = reader.intern(schema);
    let mut types = Types::default();
    // Reading one type may promise others.
    while let Some(set) = reader.sets.get(types.len()).cloned() {
        types.push(reader.expand(set.schemas()));
    }
    let arguments = arguments(&mut types, root, &reader);
    types.shrink();
    (types, arguments)
}

/// The type of the arguments: an object, whatever the schema says.
fn arguments(types: &mut Types, root: TypeId, reader: &Reader<'_>) -> TypeId {
    let ty = types.get(root);
    // Where there are references, arguments inside the arguments may be of the root's type.
    if !reader.references.are_there() && ty.alternatives.iter().all(is_object) && !ty.is_nothing() {
        return root;
    }
    let span = reader.references.root().span();
    types.push(only_objects(ty, span))
}

fn only_objects(root: &Type, span: Span) -> Type {
    let mut ty = Type { span: Some(span), ..root.clone() };
    ty.alternatives.retain(is_object);
    if ty.alternatives.is_empty() {
        ty.alternatives.push(Alternative::Object(Objects::default()));
        ty.widenings.push(Widening { span, keyword: "no object".to_owned() });
    }
    ty
}

/// Names the members that must be there and that nothing else names.
fn name_required(alternative: &mut Alternative) {
    let Alternative::Object(objects) = alternative else { return };
    let new: Vec<_> = objects.undescribed().collect();
    if !new.is_empty() {
        objects.properties.extend(new);
    }
}

fn is_object(alternative: &Alternative) -> bool {
    matches!(alternative, Alternative::Object(_))
}

struct Reader<'s> {
    /// The schemas of each type but [`TypeId::ANYTHING`], in the order of their numbers.
    sets: Vec<Set<'s>>,
    /// The types of single schemas.
    of_one: BTreeMap<NodeId, TypeId>,
    /// The types of several schemas.
    of_several: BTreeMap<Vec<NodeId>, TypeId>,
    references: References<'s>,
    /// Whether nothing that stands beside a `$ref` counts: so until draft 7.
    lone_references: bool,
    /// The schemas that are being read, each inside the one before.
    inside: Vec<NodeId>,
    /// What made the type wider that is being read.
    widenings: Vec<Widening>,
    /// How many more bytes may be read.
    fuel: usize,
}

/// Schemas that all hold, in the order of the text.
#[derive(Clone)]
enum Set<'s> {
    One(Node<'s>),
    Several(Vec<Node<'s>>),
}

impl<'s> Set<'s> {
    fn schemas(&self) -> &[Node<'s>] {
        match self {
            Self::One(schema) => std::slice::from_ref(schema),
            Self::Several(schemas) => schemas,
        }
    }
}

impl<'s> Reader<'s> {
    fn new(root: Node<'s>, outside: &[Node<'s>]) -> Self {
        let references = References::new(root, outside);
        let length = references.length();
        Self {
            sets: Vec::new(),
            of_one: BTreeMap::new(),
            of_several: BTreeMap::new(),
            lone_references: references.are_lone(),
            references,
            inside: Vec::new(),
            widenings: Vec::new(),
            fuel: length.saturating_mul(READINGS).saturating_add(4096).min(MAX_FUEL),
        }
    }

    /// The type of the values that a schema accepts. It is read later.
    fn intern(&mut self, schema: Node<'s>) -> TypeId {
        let schema = self.target(schema);
        self.intern_one(schema)
    }

    fn intern_one(&mut self, schema: Node<'s>) -> TypeId {
        if let Some(id) = self.of_one.get(&schema.id()) {
            return *id;
        }
        if !self.spend(1) {
            self.widen_all(&[schema]);
            return TypeId::ANYTHING;
        }
        let id = self.promise(Set::One(schema));
        self.of_one.insert(schema.id(), id);
        id
    }

    /// The type of the values that all these schemas accept. It is read later.
    fn intern_all(&mut self, mut schemas: Vec<Node<'s>>) -> TypeId {
        schemas.iter_mut().for_each(|schema| *schema = self.target(*schema));
        schemas.sort_by_key(|schema| schema.id());
        schemas.dedup_by_key(|schema| schema.id());
        if let [schema] = *schemas {
            return self.intern_one(schema);
        }
        let places: Vec<_> = schemas.iter().map(|schema| schema.id()).collect();
        if let Some(id) = self.of_several.get(&places) {
            return *id;
        }
        if !self.spend(schemas.len()) {
            self.widen_all(&schemas);
            return TypeId::ANYTHING;
        }
        let id = self.promise(Set::Several(schemas));
        self.of_several.insert(places, id);
        id
    }

    /// The number of the next type, which these schemas describe.
    fn promise(&mut self, set: Set<'s>) -> TypeId {
        self.sets.push(set);
        TypeId(u32::try_from(self.sets.len()).unwrap_or(u32::MAX))
    }

    /// The type of the values that are in both.
    fn meet_ids(&mut self, left: TypeId, right: TypeId) -> TypeId {
        if self.fuel == 0 {
            return TypeId::ANYTHING;
        }
        if left == right || right == TypeId::ANYTHING {
            return left;
        }
        let schemas = self.schemas(left).iter().chain(self.schemas(right)).copied().collect();
        self.intern_all(schemas)
    }

    fn schemas(&self, id: TypeId) -> &[Node<'s>] {
        let set = id.0.checked_sub(1).and_then(|at| self.sets.get(at as usize));
        set.map_or(&[], Set::schemas)
    }

    /// Reads the type that was promised.
    fn expand(&mut self, schemas: &[Node<'s>]) -> Type {
        let mut alternatives = self.all_hold(schemas);
        alternatives.iter_mut().for_each(name_required);
        alternatives.shrink_to_fit();
        let mut widenings = mem::take(&mut self.widenings);
        widenings.sort();
        widenings.dedup();
        widenings.shrink_to_fit();
        let span = schemas.first().map(|schema| schema.span());
        Type { alternatives, span, widenings }
    }

    /// The values that all these schemas accept.
    fn all_hold(&mut self, schemas: &[Node<'s>]) -> Vec<Alternative> {
        let Some((first, others)) = schemas.split_first() else { return Alternative::anything() };
        let mut union = self.schema(*first);
        if says_nothing(&union) {
            union = Alternative::anything();
        }
        for schema in others {
            let other = self.schema(*schema);
            union = self.meet(union, other, schema.span());
        }
        union
    }

    /// The values that one schema accepts.
    fn schema(&mut self, schema: Node<'s>) -> Vec<Alternative> {
        let endless = self.inside.contains(&schema.id()) || self.inside.len() >= MAX_INSIDE;
        if endless || !self.spend(schema.text().len()) {
            self.widen_all(&[schema]);
            return Alternative::unread();
        }
        self.inside.push(schema.id());
        let union = self.opened(schema);
        self.inside.pop();
        union
    }

    fn opened(&mut self, schema: Node<'s>) -> Vec<Alternative> {
        match schema.shape() {
            Ok(Shape::Bool(true)) => Alternative::anything(),
            Ok(Shape::Bool(false)) => Vec::new(),
            Ok(Shape::Object(members)) => self.members(schema, members),
            _ => {
                self.widen("no schema", schema.span());
                Alternative::unread()
            }
        }
    }

    /// Whether there is fuel left for this much work.
    fn spend(&mut self, work: usize) -> bool {
        let left = self.fuel.checked_sub(work);
        self.fuel = left.unwrap_or_default();
        left.is_some()
    }

    fn widen(&mut self, keyword: &str, span: Span) {
        self.widenings.push(Widening { span, keyword: keyword.to_owned() });
    }

    fn widen_all(&mut self, schemas: &[Node<'s>]) {
        for schema in schemas {
            self.widen("too large or endless", schema.span());
        }
    }

    /// What `read` gives, and whether it did so without making anything wider; leaves no trace.
    fn aside<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let kept = mem::take(&mut self.widenings);
        let result = read(self);
        let exact = mem::replace(&mut self.widenings, kept).is_empty();
        (result, exact)
    }
}
