//! What a schema says under conditions only: `if`, `then` and `else`, `dependentSchemas`,
//! `dependentRequired`, and `dependencies` as both were called before.
//!
//! Which calls meet a condition has no place in the types. The members that are named under one are
//! known, and nothing more is said of them.

use super::Reader;
use super::keywords::Keywords;
use super::members::{NamedMembers, texts};
use crate::catalog::types::{Additional, Alternative, Objects, Property, TypeId};
use crate::json::{Member, Members, Node, Shape};

/// What stands under a condition.
const CONDITIONAL: &[&str] =
    &["if", "then", "else", "dependencies", "dependentSchemas", "dependentRequired"];

impl<'s> Reader<'s> {
    /// Reads what holds under conditions only.
    pub(super) fn conditions(&mut self, keywords: &mut Keywords, members: Members<'s>) {
        let has_condition = members.named("if").is_some();
        for member in members {
            let key = member.name();
            let counts = has_condition || !matches!(&*key, "then" | "else");
            if !CONDITIONAL.contains(&&*key) || !counts {
                continue;
            }
            self.widen(&key, member.key.span());
            let named = &mut keywords.members;
            if self.condition(named, member).is_none() {
                named.are_open = true;
            }
        }
        sort(&mut keywords.members.objects);
    }

    fn condition(&mut self, named: &mut NamedMembers, member: Member<'s>) -> Option<()> {
        match &*member.name() {
            "if" => self.name(named, member.value, true),
            "then" | "else" => self.name(named, member.value, false),
            _ => {
                let Shape::Object(dependents) = member.value.shape().ok()? else { return None };
                for dependent in dependents {
                    self.dependent(named, dependent.value);
                }
            }
        }
        Some(())
    }

    /// What holds where some member is there: a schema, or the names of others.
    fn dependent(&mut self, named: &mut NamedMembers, value: Node<'s>) {
        if !value.is_list() {
            return self.name(named, value, false);
        }
        let listed = texts(value)
            .map(|(key, span)| (key, Property { ty: TypeId::ANYTHING, name_span: span, span }));
        add(&mut named.objects, listed);
    }

    /// Names the members that a schema names. Where it is the condition, their types are no more
    /// than what is asked.
    fn name(&mut self, named: &mut NamedMembers, schema: Node<'s>, asks: bool) {
        for alternative in self.schema(schema) {
            let Alternative::Object(objects) = alternative else { continue };
            let is_plain = objects.patterns.is_empty();
            named.are_open |= !is_plain || matches!(objects.additional, Additional::Typed(_));
            let untyped = |property| Property { ty: TypeId::ANYTHING, ..property };
            let typed = |property| if asks { untyped(property) } else { property };
            add(&mut named.objects, listed(objects).map(|(key, it)| (key, typed(it))));
        }
    }
}

/// Every member that objects name, in whatever way.
fn listed(objects: Objects) -> impl Iterator<Item = (Box<str>, Property)> {
    let properties: Vec<_> =
        objects.properties.iter().map(|(key, property)| (Box::from(key), *property)).collect();
    let required: Vec<_> = objects.undescribed().collect();
    properties.into_iter().chain(required).chain(objects.conditional)
}

fn add(objects: &mut Objects, new: impl Iterator<Item = (Box<str>, Property)>) {
    let all = std::mem::take(&mut objects.conditional);
    objects.conditional = all.into_iter().chain(new).collect();
}

/// Sorts what is named under conditions, each type of a member once.
pub(super) fn sort(objects: &mut Objects) {
    if objects.conditional.is_empty() {
        return;
    }
    let mut all = std::mem::take(&mut objects.conditional).into_vec();
    all.sort_by(|(left, one), (right, other)| left.cmp(right).then(one.ty.cmp(&other.ty)));
    all.dedup_by(|(left, one), (right, other)| left == right && one.ty == other.ty);
    objects.conditional = all.into();
}
