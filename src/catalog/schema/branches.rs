//! `anyOf` and `oneOf`.
//!
//! `oneOf` is read as `anyOf`: exactly so where no value is in two of its branches, else wider.

use super::Reader;
use super::meet::{may_hold, meet_numbers};
use crate::catalog::types::{Alternative, Objects, TypeId};
use crate::json::{Member, Node, Shape};

/// How many branches of a `oneOf` are compared with each other.
const MAX_BRANCHES: usize = 32;

impl<'s> Reader<'s> {
    /// The values of each schema of a list.
    pub(super) fn branches(&mut self, value: Node<'s>) -> Option<Vec<Vec<Alternative>>> {
        let Shape::Array(schemas) = value.shape().ok()? else { return None };
        Some(schemas.map(|schema| self.schema(schema)).collect())
    }

    /// Exactly one branch holds: as `anyOf` where no value is in two of them.
    pub(super) fn one_of(&mut self, member: Member<'s>) -> Option<Vec<Alternative>> {
        let branches = self.branches(member.value)?;
        if !self.are_disjoint(&branches) {
            self.widen(&member.name(), member.key.span());
        }
        Some(branches.concat())
    }

    fn are_disjoint(&mut self, branches: &[Vec<Alternative>]) -> bool {
        branches.len() <= MAX_BRANCHES
            && branches.iter().enumerate().all(|(at, left)| {
                let later = branches.iter().skip(at + 1).flatten();
                later.into_iter().all(|right| left.iter().all(|left| self.is_apart(left, right)))
            })
    }

    /// Whether no value is in both for certain.
    fn is_apart(&mut self, left: &Alternative, right: &Alternative) -> bool {
        match (left, right) {
            (Alternative::Literal(value), other) | (other, Alternative::Literal(value)) => {
                !may_hold(other, value)
            }
            (Alternative::Number(left), Alternative::Number(right)) => {
                meet_numbers(left, right).is_none()
            }
            (Alternative::Object(left), Alternative::Object(right)) => {
                self.are_told_apart(left, right)
            }
            (left, right) => left.kind() != right.kind(),
        }
    }

    /// Whether a member that must be there has other literals on each side.
    fn are_told_apart(&mut self, left: &Objects, right: &Objects) -> bool {
        left.properties.iter().any(|(key, property)| {
            let needed = left.required.contains(key) || right.required.contains(key);
            let other = right.properties.get(key).filter(|_| needed);
            other.is_some_and(|other| self.have_other_literals(property.ty, other.ty))
        })
    }

    fn have_other_literals(&mut self, left: TypeId, right: TypeId) -> bool {
        let literal = |union: &Alternative| matches!(union, Alternative::Literal(_));
        let (left, right) = (self.ahead(left), self.ahead(right));
        left.iter().chain(&right).all(literal)
            && left.iter().all(|left| right.iter().all(|right| self.is_apart(left, right)))
    }

    /// The alternatives of a type that is read later, by the first of its schemas.
    fn ahead(&mut self, id: TypeId) -> Vec<Alternative> {
        match self.schemas(id).first().copied() {
            Some(schema) => self.aside(|reader| reader.schema(schema)).0,
            None => Alternative::anything(),
        }
    }
}
