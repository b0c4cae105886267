//! What a schema gives as examples of an argument's values.

use super::types::Alternative;
use super::{Argument, Tool};
use crate::json::{Node, Shape, Value};
use crate::source::Span;

/// How many are looked at for one argument.
const MAX_EXAMPLES: usize = 4;

/// How many characters an example has at most that is shown in a call.
const MAX_CHARACTERS: usize = 60;

impl Tool {
    /// Short examples of an argument that are of its type, its `default` last, in the order of the
    /// schema. Of values that the schema lists there are none: every one of them is one.
    pub(crate) fn examples_of(&self, argument: &Argument<'_>) -> Vec<Value> {
        let own = argument.span();
        let types = argument.ids().iter().filter_map(|id| argument.types().get(*id).span);
        let mut examples: Vec<Value> = Vec::new();
        for example in own.into_iter().chain(types).flat_map(|span| self.examples_at(span)) {
            if is_short(&example) && is_of_type(&example, argument) && !examples.contains(&example)
            {
                examples.push(example);
            }
        }
        examples.truncate(MAX_EXAMPLES);
        examples
    }

    /// The examples of the schema at `span`.
    fn examples_at(&self, span: Span) -> Vec<Value> {
        let named = |key| self.keyword_at(span, key);
        let lists = named("examples").map(elements).unwrap_or_default();
        let single = [named("example"), named("default")].into_iter().flatten();
        lists.into_iter().chain(single).filter_map(|node| node.value().ok()).collect()
    }
}

fn elements(node: Node<'_>) -> Vec<Node<'_>> {
    match node.shape() {
        Ok(Shape::Array(elements)) => elements.take(MAX_EXAMPLES).collect(),
        _ => Vec::new(),
    }
}

fn is_of_type(value: &Value, argument: &Argument<'_>) -> bool {
    argument.alternatives().any(|alternative| match (alternative, value) {
        (Alternative::Number(numbers), Value::Number(number)) => numbers.may_hold(number),
        (Alternative::String(strings), Value::String(text)) => strings.may_hold(text),
        _ => false,
    })
}

/// Whether a call with this value is still easy to read.
fn is_short(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty() && text.chars().count() <= MAX_CHARACTERS,
        Value::Number(_) => true,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
    }
}
