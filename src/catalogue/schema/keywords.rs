//! The keywords of one schema.
//!
//! Each reader answers `None` for a keyword, or a value of one, that it can't use; the schema then
//! accepts more in the type than in truth.

use super::Reader;
use super::scalars::{Range, boolean, is_schema, kinds, length, text};
use crate::catalogue::types::{
    Additional, Alternative, Arrays, Kind, Objects, Property, Strings, TypeId,
};
use crate::json::{Member, Node, Shape, Value};
use crate::source::Span;

/// How large a union may be for equal alternatives to be looked for.
const MAX_COMPARED: usize = 64;

/// Whether a keyword keeps no value out.
pub(super) fn is_annotation(keyword: &str) -> bool {
    const ANNOTATIONS: [&str; 19] = [
        "$anchor",
        "$comment",
        "$defs",
        "$id",
        "$schema",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "default",
        "definitions",
        "deprecated",
        "description",
        "example",
        "examples",
        "format",
        "id",
        "readOnly",
        "title",
        "writeOnly",
    ];
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// What one schema says, taken apart.
#[derive(Default)]
struct Keywords {
    kinds: Option<Vec<Kind>>,
    integer: bool,
    nullable: bool,
    range: Range,
    strings: Strings,
    arrays: Arrays,
    /// Elements are told apart by their place.
    tuple: bool,
    objects: Objects,
    names_members: bool,
    /// Members are told apart by a pattern of their keys.
    patterned: bool,
    others: Option<Additional>,
    /// Unions that must all hold.
    unions: Vec<Vec<Alternative>>,
}

impl<'s> Reader<'s> {
    /// The values that a schema with these keywords accepts.
    pub(super) fn members(&mut self, schema: Node<'s>, members: &[Member<'s>]) -> Vec<Alternative> {
        let has = |keyword: &str| members.iter().find(|member| member.key == keyword);
        let base = has("$id").filter(|_| !self.references.is_root(schema));
        if let (Some(base), true) = (base, schema.text().contains("\"$ref\"")) {
            self.widen("$id", base.key_span);
            return Alternative::anything();
        }
        let lone = has("$ref").is_some() && self.lone_references;
        let mut keywords = Keywords::default();
        for member in members {
            if self.keyword(&mut keywords, member, lone).is_none() {
                self.widen(&member.key, member.key_span);
            }
        }
        self.together(keywords, schema.span())
    }

    /// Reads one keyword. Beside a `$ref` that stands alone, others count for nothing.
    fn keyword(&mut self, keywords: &mut Keywords, member: &Member<'s>, lone: bool) -> Option<()> {
        let value = member.value;
        match &*member.key {
            "nullable" => keywords.nullable = boolean(value)?,
            "$ref" => keywords.unions.push(self.referred(value)?),
            key if lone => return is_annotation(key).then_some(()),
            "type" => {
                let (kinds, integer) = kinds(value)?;
                (keywords.kinds, keywords.integer) = (Some(kinds), integer);
            }
            "enum" => keywords.unions.push(self.enumeration(member)?),
            "const" => keywords.unions.push(vec![self.literal(member, value)?]),
            "allOf" => self.all_of(keywords, value)?,
            "anyOf" => keywords.unions.push(self.branches(value)?.concat()),
            "oneOf" => keywords.unions.push(self.one_of(member)?),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                keywords.range.keyword(&member.key, value)?;
            }
            "minLength" | "maxLength" | "pattern" | "format" => {
                text(&mut keywords.strings, &member.key, value)?;
            }
            "items" | "prefixItems" | "minItems" | "maxItems" => {
                self.list(keywords, &member.key, value)?;
            }
            "properties"
            | "required"
            | "additionalProperties"
            | "patternProperties"
            | "propertyNames" => self.object(keywords, &member.key, value)?,
            key => return is_annotation(key).then_some(()),
        }
        Some(())
    }

    /// All keywords hold.
    fn together(&mut self, mut keywords: Keywords, span: Span) -> Vec<Alternative> {
        let (nullable, unions) = (keywords.nullable, std::mem::take(&mut keywords.unions));
        let mut union = keywords.alternatives();
        for other in unions {
            union = self.meet(union, other, span);
        }
        let null = Alternative::Literal(Value::Null);
        if nullable && !union.contains(&null) {
            union.push(null);
        }
        without_repeats(union)
    }

    fn referred(&mut self, value: Node<'s>) -> Option<Vec<Alternative>> {
        let target = self.references.resolve(&value.text_value().ok()?)?;
        Some(self.schema(target))
    }

    fn enumeration(&mut self, member: &Member<'s>) -> Option<Vec<Alternative>> {
        let Shape::Array(items) = member.value.shape().ok()? else { return None };
        items.into_iter().map(|item| self.literal(member, item)).collect()
    }

    /// One value; of lists and objects only the kind is kept.
    fn literal(&mut self, member: &Member<'s>, value: Node<'s>) -> Option<Alternative> {
        let value = match value.shape().ok()? {
            Shape::Null => Value::Null,
            Shape::Bool(value) => Value::Bool(value),
            Shape::Number(number) => Value::Number(number),
            Shape::String(text) => Value::String(text.into_owned()),
            Shape::Array(_) => {
                self.widen(&member.key, member.key_span);
                return Some(Alternative::Array(Arrays::default()));
            }
            Shape::Object(_) => {
                self.widen(&member.key, member.key_span);
                return Some(Alternative::Object(Objects::default()));
            }
        };
        Some(Alternative::Literal(value))
    }

    fn all_of(&mut self, keywords: &mut Keywords, value: Node<'s>) -> Option<()> {
        keywords.unions.extend(self.branches(value)?);
        Some(())
    }

    fn list(&mut self, keywords: &mut Keywords, key: &str, value: Node<'s>) -> Option<()> {
        match key {
            "minItems" => keywords.arrays.min_items = length(value)?,
            "maxItems" => keywords.arrays.max_items = Some(length(value)?),
            "items" if is_schema(value) => keywords.arrays.items = self.intern(vec![value]),
            // Element by element: the types have no room for that.
            _ => {
                keywords.tuple = true;
                return None;
            }
        }
        Some(())
    }

    fn object(&mut self, keywords: &mut Keywords, key: &str, value: Node<'s>) -> Option<()> {
        match key {
            "properties" => {
                keywords.names_members = true;
                self.properties(&mut keywords.objects, value)?;
            }
            "required" => {
                let Shape::Array(keys) = value.shape().ok()? else { return None };
                for key in keys {
                    keywords.objects.required.insert(key.text_value().ok()?.into_owned());
                }
            }
            "additionalProperties" => keywords.others = Some(self.others(value)?),
            "propertyNames" => return self.names(value),
            // Other members are there, of types that can't be said.
            _ => {
                keywords.patterned = true;
                return None;
            }
        }
        Some(())
    }

    fn properties(&mut self, objects: &mut Objects, value: Node<'s>) -> Option<()> {
        let Shape::Object(members) = value.shape().ok()? else { return None };
        for member in members {
            let ty = self.intern(vec![member.value]);
            let property = Property { ty, name_span: member.key_span, span: member.value.span() };
            objects.properties.insert(member.key.into_owned(), property);
        }
        Some(())
    }

    fn others(&mut self, value: Node<'s>) -> Option<Additional> {
        match value.text() {
            "true" => Some(Additional::Typed(TypeId::ANYTHING)),
            "false" => Some(Additional::Forbidden),
            _ if is_schema(value) => Some(Additional::Typed(self.intern(vec![value]))),
            _ => None,
        }
    }

    /// Keys are strings: a schema that accepts every string says nothing.
    fn names(&mut self, value: Node<'s>) -> Option<()> {
        let (union, exact) = self.aside(|reader| reader.schema(value));
        let every_string = Alternative::String(Strings::default());
        (exact && union.contains(&every_string)).then_some(())
    }
}

impl Keywords {
    /// What the keywords say that need no other schema.
    fn alternatives(self) -> Vec<Alternative> {
        let additional = self.additional();
        let numbers = self.range.numbers(self.integer);
        let items = if self.tuple { TypeId::ANYTHING } else { self.arrays.items };
        let arrays = Arrays { items, ..self.arrays };
        let objects = Objects { additional, ..self.objects };
        let of_kind = |kind| match kind {
            Kind::Null => vec![Alternative::Literal(Value::Null)],
            Kind::Boolean => [true, false].map(Value::Bool).map(Alternative::Literal).to_vec(),
            Kind::Number => vec![Alternative::Number(numbers.clone())],
            Kind::String => vec![Alternative::String(self.strings.clone())],
            Kind::Array => vec![Alternative::Array(arrays.clone())],
            Kind::Object => vec![Alternative::Object(objects.clone())],
        };
        self.kinds.unwrap_or(Kind::ALL.to_vec()).into_iter().flat_map(of_kind).collect()
    }

    fn additional(&self) -> Additional {
        match self.others {
            _ if self.patterned => Additional::Typed(TypeId::ANYTHING),
            Some(others) => others,
            None if self.names_members => Additional::Unsaid,
            None => Additional::Open,
        }
    }
}

fn without_repeats(union: Vec<Alternative>) -> Vec<Alternative> {
    if union.len() > MAX_COMPARED {
        return union;
    }
    let mut kept: Vec<Alternative> = Vec::with_capacity(union.len());
    for alternative in union {
        if !kept.contains(&alternative) {
            kept.push(alternative);
        }
    }
    kept
}
