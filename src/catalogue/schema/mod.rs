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
mod keywords;
mod meet;
mod reference;
mod scalars;

use std::collections::BTreeMap;

use super::types::{Alternative, Objects, Type, TypeId, Types, Widening};
use crate::json::{Node, Shape};
use crate::source::Span;
use reference::References;

/// How many schemas may stand inside each other by way of `allOf`, `anyOf`, `oneOf` and `$ref`.
const MAX_INSIDE: usize = 64;

/// How many times over a schema may be read, level by level and by way of `$ref`.
const READINGS: usize = 32;

/// How many bytes of one schema are read at most.
const MAX_FUEL: usize = 32 << 20;

/// Reads the schema of a tool's arguments: a table of types, and the one of the arguments, whose
/// alternatives are objects.
pub(super) fn read(schema: Node<'_>) -> (Types, TypeId) {
    let mut reader = Reader::new(schema);
    let root = reader.intern(vec![schema]);
    let mut next = 1;
    while (next as usize) < reader.types.len() {
        reader.expand(TypeId(next));
        next += 1;
    }
    let arguments = only_objects(reader.types.get(root), schema.span());
    let arguments = reader.types.push(arguments);
    (reader.types, arguments)
}

/// Arguments are an object, whatever the schema says.
fn only_objects(root: &Type, span: Span) -> Type {
    let mut ty = Type { span: Some(span), ..root.clone() };
    ty.alternatives.retain(|alternative| matches!(alternative, Alternative::Object(_)));
    if ty.alternatives.is_empty() {
        ty.alternatives.push(Alternative::Object(Objects::default()));
        ty.widenings.push(Widening { span, keyword: "no object".to_owned() });
    }
    ty
}

struct Reader<'s> {
    types: Types,
    /// The schemas of each type, by number.
    sets: Vec<Vec<Node<'s>>>,
    /// The type of each set of schemas, by their places.
    ids: BTreeMap<Vec<u32>, TypeId>,
    references: References<'s>,
    /// Whether nothing that stands beside a `$ref` counts: so until draft 7.
    lone_references: bool,
    /// The schemas that are being read, each inside the one before.
    inside: Vec<u32>,
    /// What made the type wider that is being read.
    widenings: Vec<Widening>,
    /// How many more bytes may be read.
    fuel: usize,
}

impl<'s> Reader<'s> {
    fn new(root: Node<'s>) -> Self {
        let references = References::new(root);
        Self {
            types: Types::new(),
            sets: vec![Vec::new()],
            ids: BTreeMap::from([(Vec::new(), TypeId::ANYTHING)]),
            lone_references: references.are_lone(),
            references,
            inside: Vec::new(),
            widenings: Vec::new(),
            fuel: root.text().len().saturating_mul(READINGS).saturating_add(4096).min(MAX_FUEL),
        }
    }

    /// The type of the values that all these schemas accept. It is read later.
    fn intern(&mut self, schemas: Vec<Node<'s>>) -> TypeId {
        let mut schemas: Vec<_> = schemas.into_iter().map(|schema| self.target(schema)).collect();
        schemas.sort_by_key(|schema| schema.span());
        schemas.dedup_by_key(|schema| schema.span());
        let places: Vec<u32> = schemas.iter().map(|schema| schema.span().start).collect();
        if let Some(id) = self.ids.get(&places) {
            return *id;
        }
        if !self.spend(schemas.len()) {
            self.widen_all(&schemas);
            return TypeId::ANYTHING;
        }
        let id = self.types.push(Type::default());
        self.ids.insert(places, id);
        self.sets.push(schemas);
        id
    }

    /// The type of the values that are in both.
    fn meet_ids(&mut self, left: TypeId, right: TypeId) -> TypeId {
        if left == right || right == TypeId::ANYTHING {
            return left;
        }
        let schemas = self.schemas(left).iter().chain(self.schemas(right)).copied().collect();
        self.intern(schemas)
    }

    fn schemas(&self, id: TypeId) -> &[Node<'s>] {
        self.sets.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Reads the type that was promised.
    fn expand(&mut self, id: TypeId) {
        let schemas = self.schemas(id).to_vec();
        let mut alternatives = Alternative::anything();
        for schema in &schemas {
            let union = self.schema(*schema);
            alternatives = self.meet(alternatives, union, schema.span());
        }
        let mut widenings = std::mem::take(&mut self.widenings);
        widenings.sort();
        widenings.dedup();
        let span = schemas.first().map(|schema| schema.span());
        self.types.set(id, Type { alternatives, span, widenings });
    }

    /// The values that one schema accepts.
    fn schema(&mut self, schema: Node<'s>) -> Vec<Alternative> {
        let place = schema.span().start;
        let endless = self.inside.contains(&place) || self.inside.len() >= MAX_INSIDE;
        if endless || !self.spend(schema.text().len()) {
            self.widen_all(&[schema]);
            return Alternative::anything();
        }
        self.inside.push(place);
        let union = self.opened(schema);
        self.inside.pop();
        union
    }

    fn opened(&mut self, schema: Node<'s>) -> Vec<Alternative> {
        match schema.shape() {
            Ok(Shape::Bool(true)) => Alternative::anything(),
            Ok(Shape::Bool(false)) => Vec::new(),
            Ok(Shape::Object(members)) => self.members(schema, &members),
            _ => {
                self.widen("no schema", schema.span());
                Alternative::anything()
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
        let kept = std::mem::take(&mut self.widenings);
        let result = read(self);
        let exact = std::mem::replace(&mut self.widenings, kept).is_empty();
        (result, exact)
    }
}
