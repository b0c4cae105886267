//! The keywords of objects.

use super::Reader;
use super::scalars::is_schema;
use crate::catalog::keyed::Keyed;
use crate::catalog::pattern::Pattern;
use crate::catalog::types::{
    Additional, Alternative, Objects, Patterned, Property, Strings, TypeId,
};
use crate::json::{Member, Node, Shape};
use crate::source::Span;

/// How much work it is to read a pattern.
const PATTERN: usize = 64;

/// What one schema says of objects.
#[derive(Default)]
pub(super) struct NamedMembers {
    pub(super) objects: Objects,
    /// Whether the schema names members.
    pub(super) are_named: bool,
    /// Whether there may be members of which nothing can be read.
    pub(super) are_open: bool,
    others: Option<Additional>,
    /// What isn't said elsewhere, in this schema or in those that hold beside it.
    unevaluated: Option<Additional>,
    /// The only keys, where they are listed.
    keys: Option<Keyed<Span>>,
}

impl NamedMembers {
    /// What all keywords say; whether no schema holds beside them.
    pub(super) fn objects(self, stands_alone: bool) -> Objects {
        let additional = self.additional(stands_alone);
        let mut objects = Objects { additional, ..self.objects };
        if let Some(keys) = self.keys {
            objects.properties = only(&keys, &objects);
            objects.patterns = Box::default();
            objects.additional = Additional::Forbidden;
        }
        objects
    }

    fn additional(&self, stands_alone: bool) -> Additional {
        let stands_alone = stands_alone && self.objects.conditional.is_empty();
        match (self.others, self.unevaluated) {
            (Some(Additional::Forbidden), _) => Additional::Forbidden,
            _ if self.are_open => Additional::Typed(TypeId::ANYTHING),
            (Some(others), _) => others,
            (None, Some(others)) if stands_alone => others,
            (None, Some(Additional::Typed(_))) => Additional::Typed(TypeId::ANYTHING),
            (None, _) if self.are_named || !self.objects.names_nothing() => Additional::Unsaid,
            (None, _) => Additional::Open,
        }
    }
}

impl<'s> Reader<'s> {
    /// Reads one keyword.
    pub(super) fn object(
        &mut self,
        named: &mut NamedMembers,
        key: &str,
        value: Node<'s>,
    ) -> Option<()> {
        match key {
            "properties" => {
                named.are_named = true;
                let Shape::Object(members) = value.shape().ok()? else { return None };
                self.properties(&mut named.objects, members);
            }
            "required" => {
                let Shape::Array(keys) = value.shape().ok()? else { return None };
                named.objects.required.extend(texts(value));
                return keys.into_iter().all(|key| key.text_value().is_ok()).then_some(());
            }
            "additionalProperties" => named.others = Some(self.others(value)?),
            "unevaluatedProperties" => {
                named.unevaluated = Some(self.others(value)?);
                // Which members others say something of isn't followed.
                return None;
            }
            "propertyNames" => return self.names(named, value),
            _ => {
                named.are_named = true;
                return self.patterns(named, value);
            }
        }
        Some(())
    }

    /// Adds members with their schemas.
    pub(super) fn properties(
        &mut self,
        objects: &mut Objects,
        members: impl Iterator<Item = Member<'s>>,
    ) {
        let new = members.map(|member| (member.name().into(), self.property(member)));
        objects.properties.extend(new);
    }

    fn property(&mut self, member: Member<'s>) -> Property {
        let ty = self.intern(member.value);
        Property { ty, name_span: member.key.span(), span: member.value.span() }
    }

    /// Adds members by the patterns of their keys; `None` where it isn't certain what is said of
    /// every key.
    fn patterns(&mut self, named: &mut NamedMembers, value: Node<'s>) -> Option<()> {
        let members = match value.shape() {
            Ok(Shape::Object(members)) => Some(members),
            _ => None,
        };
        named.are_open |= members.is_none();
        let mut patterns: Vec<_> = Vec::new();
        for member in members? {
            if !self.spend(PATTERN) {
                named.are_open = true;
                return None;
            }
            let pattern = Pattern::new(&member.name());
            patterns.push(Patterned { pattern, property: self.property(member) });
        }
        let is_certain = match patterns.as_slice() {
            [] => true,
            [only] => only.pattern.finds("").is_some(),
            _ => false,
        };
        named.objects.patterns = patterns.into();
        is_certain.then_some(())
    }

    fn others(&mut self, value: Node<'s>) -> Option<Additional> {
        match value.text() {
            "true" => Some(Additional::Typed(TypeId::ANYTHING)),
            "false" => Some(Additional::Forbidden),
            _ if is_schema(value) => Some(Additional::Typed(self.intern(value))),
            _ => None,
        }
    }

    /// Keys are strings: a schema that accepts every string says nothing, and one that lists texts
    /// names the members.
    fn names(&mut self, named: &mut NamedMembers, value: Node<'s>) -> Option<()> {
        let (union, exact) = self.aside(|reader| reader.schema(value));
        let every_string = Alternative::String(Strings::default());
        if exact && union.contains(&every_string) {
            return Some(());
        }
        let Shape::Object(members) = value.shape().ok()? else { return None };
        let listed = members.named("enum")?.value;
        named.keys = Some(texts(listed).collect());
        exact.then_some(())
    }
}

/// What objects say of these keys.
fn only(keys: &Keyed<Span>, objects: &Objects) -> Keyed<Property> {
    let named = keys.iter().filter_map(|(key, span)| {
        let new = |ty| Property { ty, name_span: *span, span: *span };
        let others = || match objects.additional {
            Additional::Typed(ty) => Some(new(ty)),
            Additional::Open | Additional::Unsaid => Some(new(TypeId::ANYTHING)),
            Additional::Forbidden => None,
        };
        let property = match (objects.properties.get(key), objects.patterned(key)) {
            (Some(own), _) | (None, Some(Some(own))) => Some(*own),
            (None, Some(None)) => others(),
            (None, None) => Some(new(TypeId::ANYTHING)),
        };
        Some((key.into(), property?))
    });
    named.collect()
}

/// The texts of a list, each with its place.
pub(super) fn texts(list: Node<'_>) -> impl Iterator<Item = (Box<str>, Span)> + use<'_> {
    let items = match list.shape() {
        Ok(Shape::Array(items)) => Some(items),
        _ => None,
    };
    let items = items.into_iter().flatten();
    items.filter_map(|item| Some((item.text_value().ok()?.into(), item.span())))
}
