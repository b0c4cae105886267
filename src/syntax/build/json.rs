//! The arguments of a test's call: any JSON, keys also as plain words.

use std::collections::BTreeMap;

use super::{Builder, MAX_DEPTH};
use crate::source::Spanned;
use crate::syntax::ast::Value;
use crate::syntax::children::Children;
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

impl Builder<'_> {
    /// An object and everything in it.
    pub(super) fn build_arguments(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Value>, InternalError> {
        let span = self.span(&pair);
        Ok(Spanned::new(self.build_json(pair, MAX_DEPTH)?, span))
    }

    fn build_json(&mut self, pair: Pair<'_>, depth: usize) -> Result<Value, InternalError> {
        let Some(deeper) = depth.checked_sub(1) else {
            let span = self.span(&pair);
            self.report(SyntaxError::NestedTooDeep { span }.finding());
            return Ok(Value::Null);
        };
        match pair.as_rule() {
            Rule::object => self.build_object(pair, deeper),
            Rule::array => self.build_array(pair, deeper),
            _ => self.build_scalar(&pair),
        }
    }

    fn build_array(&mut self, pair: Pair<'_>, depth: usize) -> Result<Value, InternalError> {
        let mut inner = Children::of(pair);
        let mut items = Vec::new();
        while let Some(item) = inner.next_if_any() {
            items.push(self.build_json(item, depth)?);
        }
        Ok(Value::Array(items))
    }

    fn build_object(&mut self, pair: Pair<'_>, depth: usize) -> Result<Value, InternalError> {
        let mut object = BTreeMap::new();
        let mut inner = Children::of(pair);
        while let Some(key) = inner.next_if_any() {
            let key = self.build_text(&key)?;
            let value = self.build_json(inner.next()?, depth)?;
            if object.insert(key.node.clone(), value).is_some() {
                self.report(
                    SyntaxError::DuplicateArgument { key: key.node, span: key.span }.finding(),
                );
            }
        }
        Ok(Value::Object(object))
    }
}
