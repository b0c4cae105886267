//! The keywords of one schema.
//!
//! Each reader answers `None` for a keyword, or a value of one, that it can't use; the schema then
//! accepts more in the type than in truth.

use std::mem;

use super::lists::Lists;
use super::members::NamedMembers;
use super::scalars::{Kinds, Range, boolean, text};
use super::{Reader, flat};
use crate::catalog::types::{Alternative, Arrays, Kind, Numbers, Objects, Strings};
use crate::json::{Member, Members, Node, Shape, Value};
use crate::source::Span;

/// How large a union may be for equal alternatives to be looked for.
const MAX_COMPARED: usize = 64;

/// Whether a keyword keeps no value out.
pub(super) fn is_annotation(keyword: &str) -> bool {
    matches!(
        keyword,
        "$anchor"
            | "$comment"
            | "$defs"
            | "$dynamicAnchor"
            | "$id"
            | "$schema"
            | "contentEncoding"
            | "contentMediaType"
            | "contentSchema"
            | "default"
            | "definitions"
            | "deprecated"
            | "description"
            | "example"
            | "examples"
            | "format"
            | "id"
            | "readOnly"
            | "title"
            | "writeOnly"
    ) || keyword.starts_with("x-")
}

/// Whether a keyword may name members of objects: where it can't be read, there may be any.
fn names_members(keyword: &str) -> bool {
    matches!(
        keyword,
        "$dynamicRef"
            | "$recursiveRef"
            | "$ref"
            | "additionalProperties"
            | "allOf"
            | "anyOf"
            | "dependencies"
            | "dependentSchemas"
            | "else"
            | "extends"
            | "if"
            | "oneOf"
            | "properties"
            | "then"
    )
}

/// What one schema says, taken apart.
#[derive(Default)]
pub(super) struct Keywords {
    kinds: Option<Kinds>,
    nullable: bool,
    range: Range,
    strings: Strings,
    pub(super) lists: Lists,
    pub(super) members: NamedMembers,
    /// Unions that must all hold.
    pub(super) unions: Vec<Vec<Alternative>>,
}

impl<'s> Reader<'s> {
    /// The values that a schema with these keywords accepts.
    pub(super) fn members(&mut self, schema: Node<'s>, members: Members<'s>) -> Vec<Alternative> {
        if let Some(base) = self.base(schema, members) {
            self.widen("$id", base.key.span());
            return Alternative::unread();
        }
        let lone = self.lone_references && members.named("$ref").is_some();
        let mut keywords = Keywords::default();
        let flat = if self.references.is_root(schema) { flat::properties(members) } else { None };
        if let Some(flat) = &flat {
            self.widen("no properties", schema.opening());
            keywords.members.are_named = true;
            self.properties(&mut keywords.members.objects, flat.iter().copied());
        }
        let is_flat = |member: &Member<'s>| {
            let key = member.key.id();
            flat.as_ref().is_some_and(|flat| flat.iter().any(|other| other.key.id() == key))
        };
        for member in members.filter(|member| !is_flat(member)) {
            if self.keyword(&mut keywords, member, lone).is_none() {
                keywords.members.are_open |= names_members(&member.name());
                self.widen(&member.name(), member.key.span());
            }
        }
        if !lone {
            self.conditions(&mut keywords, members);
        }
        self.together(keywords, schema.span())
    }

    /// An `$id` from which other references lead elsewhere than from the root.
    fn base(&self, schema: Node<'s>, members: Members<'s>) -> Option<Member<'s>> {
        let may_refer = self.references.are_there() && !self.references.is_root(schema);
        let base = if may_refer { members.named("$id") } else { None };
        base.filter(|_| schema.text().contains("\"$ref\""))
    }

    /// Reads one keyword. Beside a `$ref` that stands alone, others count for nothing.
    fn keyword(&mut self, keywords: &mut Keywords, member: Member<'s>, lone: bool) -> Option<()> {
        let (key, value) = (member.name(), member.value);
        match &*key {
            "nullable" => keywords.nullable = boolean(value)?,
            "$ref" => keywords.unions.push(self.referred(value)?),
            key if lone => return is_annotation(key).then_some(()),
            "type" => keywords.kinds = Some(Kinds::read(value)?),
            "enum" => keywords.unions.push(self.enumeration(member)?),
            "const" => keywords.unions.push(vec![self.literal(member, value)?]),
            "allOf" => self.all_of(keywords, value)?,
            "anyOf" => keywords.unions.push(self.branches(value)?.concat()),
            "oneOf" => keywords.unions.push(self.one_of(member)?),
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                keywords.range.keyword(&key, value)?;
            }
            "minLength" | "maxLength" | "pattern" | "format" => {
                text(&mut keywords.strings, &key, value)?;
            }
            "items" | "prefixItems" | "additionalItems" | "minItems" | "maxItems" => {
                self.list(&mut keywords.lists, &key, value)?;
            }
            "properties"
            | "required"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "patternProperties"
            | "propertyNames" => self.object(&mut keywords.members, &key, value)?,
            // Read when all others are.
            "if" | "then" | "else" | "dependencies" | "dependentSchemas" | "dependentRequired" => {}
            key => return is_annotation(key).then_some(()),
        }
        Some(())
    }

    /// All keywords hold.
    fn together(&mut self, mut keywords: Keywords, span: Span) -> Vec<Alternative> {
        let mut union = keywords.alternatives();
        union.iter_mut().for_each(|alternative| self.settle(alternative));
        for other in keywords.unions {
            union = self.meet(union, other, span);
        }
        let null = Alternative::Literal(Value::Null);
        if keywords.nullable && !union.contains(&null) {
            union.push(null);
        }
        remove_repeats(&mut union);
        union
    }

    fn referred(&mut self, value: Node<'s>) -> Option<Vec<Alternative>> {
        let target = self.references.resolve(&value.text_value().ok()?)?;
        Some(self.schema(target))
    }

    fn enumeration(&mut self, member: Member<'s>) -> Option<Vec<Alternative>> {
        let Shape::Array(items) = member.value.shape().ok()? else { return None };
        items.map(|item| self.literal(member, item)).collect()
    }

    /// One value; of lists and objects only the kind is kept.
    fn literal(&mut self, member: Member<'s>, value: Node<'s>) -> Option<Alternative> {
        let value = match value.shape().ok()? {
            Shape::Null => Value::Null,
            Shape::Bool(value) => Value::Bool(value),
            Shape::Number(number) => Value::Number(number),
            Shape::String(text) => Value::String(text.into_owned()),
            Shape::Array(_) => {
                self.widen(&member.name(), member.key.span());
                return Some(Alternative::Array(Arrays::default()));
            }
            Shape::Object(_) => {
                self.widen(&member.name(), member.key.span());
                return Some(Alternative::Object(Objects::default()));
            }
        };
        Some(Alternative::Literal(value))
    }

    fn all_of(&mut self, keywords: &mut Keywords, value: Node<'s>) -> Option<()> {
        keywords.unions.extend(self.branches(value)?);
        Some(())
    }
}

impl Keywords {
    /// What the keywords say that need no other schema.
    fn alternatives(&mut self) -> Vec<Alternative> {
        let kinds = self.kinds.unwrap_or_else(Kinds::all);
        let mut union = Vec::with_capacity(kinds.iter().map(alternatives_of).sum());
        for kind in kinds.iter() {
            match kind {
                Kind::Null => union.push(Alternative::Literal(Value::Null)),
                Kind::Boolean => {
                    union.extend([true, false].map(Value::Bool).map(Alternative::Literal));
                }
                Kind::Number => union.push(Alternative::Number(self.numbers(kinds))),
                Kind::String => union.push(Alternative::String(mem::take(&mut self.strings))),
                Kind::Array => union.push(Alternative::Array(mem::take(&mut self.lists).arrays())),
                Kind::Object => {
                    let stands_alone = self.unions.is_empty();
                    let members = mem::take(&mut self.members);
                    union.push(Alternative::Object(members.objects(stands_alone)));
                }
            }
        }
        union
    }

    fn numbers(&mut self, kinds: Kinds) -> Numbers {
        mem::take(&mut self.range).numbers(kinds.are_whole())
    }
}

/// Booleans are two literals.
fn alternatives_of(kind: Kind) -> usize {
    if kind == Kind::Boolean { 2 } else { 1 }
}

fn remove_repeats(union: &mut Vec<Alternative>) {
    if union.len() > MAX_COMPARED {
        return;
    }
    let mut at = 1;
    while let Some(alternative) = union.get(at) {
        match union.iter().take(at).any(|earlier| earlier == alternative) {
            true => drop(union.remove(at)),
            false => at += 1,
        }
    }
}
