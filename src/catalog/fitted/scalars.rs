//! Numbers and strings that a schema accepts.

use super::Fitter;
use crate::catalog::accepts::{self, branches, example, length};
use crate::catalog::pattern::Pattern;
use crate::json::{Members, Node, Number, Value};

/// How long texts are made at most.
const MAX_LENGTH: usize = 1_000;

impl<'s> Fitter<'s, '_> {
    /// The value, or the first other one that the schema accepts.
    pub(super) fn scalar(&mut self, schema: Node<'s>, members: Members<'s>, value: Value) -> Value {
        let own = match &value {
            Value::String(text) => texts(members, text),
            Value::Number(_) => numbers(members),
            Value::Bool(value) => vec![Value::Bool(!value)],
            Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
        };
        let mut tried = examples(members).into_iter().chain(own);
        tried.find(|other| !self.refuses(schema, other)).unwrap_or(value)
    }
}

/// What the schema itself shows.
pub(super) fn examples(members: Members<'_>) -> Vec<Value> {
    let named = |key: &str| members.named(key).map(|it| it.value);
    let listed = named("examples").and_then(branches).unwrap_or_default();
    let all = listed.into_iter().chain(named("example")).chain(named("default"));
    all.filter_map(|it| it.value().ok())
        .filter(|it| matches!(it, Value::String(_) | Value::Number(_)))
        .collect()
}

fn texts(members: Members<'_>, own: &str) -> Vec<Value> {
    let named = |key: &str| members.named(key).map(|it| it.value);
    let end = |key: &str| named(key).and_then(length);
    let least = end("minLength").unwrap_or(0).min(MAX_LENGTH);
    let missing = least.saturating_sub(own.chars().count());
    let longer = format!("{own}{}", "x".repeat(missing));
    let shorter: String = own.chars().take(end("maxLength").unwrap_or(MAX_LENGTH)).collect();
    let text = |node: Node<'_>| Some(node.text_value().ok()?.into_owned());
    let of_format = named("format").and_then(text).and_then(|it| example(&it)).map(str::to_owned);
    let of_pattern = named("pattern").and_then(text).and_then(|it| Pattern::new(&it).sample(least));
    let all = [of_pattern, of_format, Some(longer), Some(shorter)];
    all.into_iter().flatten().map(Value::String).collect()
}

fn numbers(members: Members<'_>) -> Vec<Value> {
    let named = |key: &str| members.named(key).and_then(|it| accepts::number(it.value));
    let ends = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"];
    let ends: Vec<_> = ends.into_iter().filter_map(named).collect();
    let near = ends.iter().flat_map(|end| {
        let end = end.as_f64();
        [end.floor() + 1.0, end.ceil() - 1.0, end + 0.5, end - 0.5]
    });
    let step = named("multipleOf").map_or(1.0, |step| step.as_f64());
    let multiples = ends.iter().flat_map(|end| {
        let count = end.as_f64() / step;
        [count.ceil() * step, count.floor() * step, (count.floor() + 1.0) * step]
    });
    let usual = [1.0, 0.0, step].into_iter().chain(near).chain(multiples);
    let spelled = usual.filter_map(|number| Number::new(&number.to_string()));
    spelled.chain(ends.iter().cloned()).map(Value::Number).collect()
}
