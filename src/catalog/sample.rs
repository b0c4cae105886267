//! Plausible arguments by a tool's schema: what must be there, small and plain.

use std::collections::BTreeMap;

use super::types::{Alternative, Arrays, Numbers, Objects, Strings, TypeId, Types};
use super::{Argument, Tool, accepts};
use crate::json::{Number, Value};

/// How deep values are made; deeper ones are null.
const MAX_DEPTH: usize = 8;

/// Arguments that a call of the tool may have: those that the schema requires.
pub(crate) fn arguments(tool: &Tool) -> Value {
    match of_argument(&tool.arguments().all()) {
        value @ Value::Object(_) => value,
        _ => Value::Object(BTreeMap::new()),
    }
}

/// A value that an argument may have.
pub(crate) fn of_argument(argument: &Argument<'_>) -> Value {
    argument.ids().first().map_or(Value::Null, |id| of_type(argument.types(), *id, MAX_DEPTH))
}

/// One value of each kind, range or branch that an argument may have.
pub(crate) fn of_alternatives(argument: &Argument<'_>) -> Vec<Value> {
    let alternatives = argument.alternatives();
    alternatives.map(|it| of_alternative(argument.types(), it, MAX_DEPTH)).collect()
}

fn of_type(types: &Types, id: TypeId, depth: usize) -> Value {
    if id == TypeId::ANYTHING || depth == 0 {
        return Value::from("x");
    }
    let alternatives = &types.get(id).alternatives;
    let plain = alternatives.iter().find(|one| !matches!(one, Alternative::Literal(Value::Null)));
    let first = plain.or(alternatives.first());
    first.map_or(Value::Null, |alternative| of_alternative(types, alternative, depth))
}

/// A value of an alternative; `depth` is one at least.
fn of_alternative(types: &Types, alternative: &Alternative, depth: usize) -> Value {
    match alternative {
        Alternative::Literal(value) => value.clone(),
        Alternative::Number(numbers) => number(numbers),
        Alternative::String(strings) => Value::String(string(strings)),
        Alternative::Array(arrays) => array(types, arrays, depth - 1),
        Alternative::Object(objects) => object(types, objects, depth - 1),
    }
}

fn number(numbers: &Numbers) -> Value {
    let bounds = numbers.min.iter().chain(&numbers.max);
    let of_bounds = bounds.map(|bound| bound.number.clone());
    let mut candidates = [1, 0].map(Number::from).into_iter().chain(of_bounds);
    candidates.find(|number| numbers.may_hold(number)).unwrap_or(Number::from(1)).into()
}

fn string(strings: &Strings) -> String {
    let format = strings.formats.first().map_or("", String::as_str);
    let text = accepts::example(format).unwrap_or("x");
    let least = usize::try_from(strings.min_length).unwrap_or(0).min(256);
    let missing = least.saturating_sub(text.chars().count());
    format!("{text}{}", "x".repeat(missing))
}

fn array(types: &Types, arrays: &Arrays, depth: usize) -> Value {
    let count = usize::try_from(arrays.min_items).unwrap_or(0).min(4);
    Value::Array((0..count).map(|place| of_type(types, arrays.at(place), depth)).collect())
}

fn object(types: &Types, objects: &Objects, depth: usize) -> Value {
    let required = objects.properties.iter().filter(|(key, _)| objects.required.contains(key));
    let member = |(key, property): (&str, &super::types::Property)| {
        (key.to_owned(), of_type(types, property.ty, depth))
    };
    Value::Object(required.map(member).collect())
}
