//! The arguments of a test's call: any JSON, keys also as plain words.

use std::collections::BTreeMap;

use super::{Builder, MAX_DEPTH};
use crate::source::Spanned;
use crate::syntax::ast::Value;
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// An object and everything in it.
    pub(super) fn arguments(&mut self, pair: Pair<'_>) -> Spanned<Value> {
        let span = self.span(&pair);
        Spanned::new(self.json(pair, MAX_DEPTH), span)
    }

    fn json(&mut self, pair: Pair<'_>, depth: usize) -> Value {
        let Some(deeper) = depth.checked_sub(1) else {
            let span = self.span(&pair);
            self.report(SyntaxError::NestedTooDeep { span }.finding());
            return Value::Null;
        };
        match pair.as_rule() {
            Rule::object => self.object(pair, deeper),
            Rule::array => {
                Value::Array(pair.into_inner().map(|item| self.json(item, deeper)).collect())
            }
            _ => self.scalar(&pair),
        }
    }

    fn object(&mut self, pair: Pair<'_>, depth: usize) -> Value {
        let mut object = BTreeMap::new();
        let mut pairs = pair.into_inner();
        while let (Some(key), Some(value)) = (pairs.next(), pairs.next()) {
            let key = self.text(&key);
            let value = self.json(value, depth);
            if object.insert(key.node.clone(), value).is_some() {
                self.report(
                    SyntaxError::DuplicateArgument { key: key.node, span: key.span }.finding(),
                );
            }
        }
        Value::Object(object)
    }
}
