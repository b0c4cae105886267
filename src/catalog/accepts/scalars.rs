//! What schemas say of numbers and strings, and of kinds.

use std::cmp::Ordering;

use super::formats;
use crate::catalog::pattern::Pattern;
use crate::catalog::types::Kind;
use crate::json::{Members, Node, Number, Shape, Value};

/// How far the quotient of a number and what it is a multiple of may be from a whole number.
const ROUNDING: f64 = 1e-9;

/// Whether a value is of a type that `type` names.
pub(super) fn is_of_type(says: Node<'_>, value: &Value) -> Option<bool> {
    match says.shape().ok()? {
        Shape::String(name) => is_named(&name, value),
        Shape::Array(names) => {
            let named = names.map(|name| is_named(&name.text_value().ok()?, value));
            super::in_range(super::counts(named), 1, usize::MAX)
        }
        _ => None,
    }
}

fn is_named(name: &str, value: &Value) -> Option<bool> {
    if name == "integer" {
        let Value::Number(number) = value else { return Some(false) };
        return Some(number.as_f64().fract() == 0.0);
    }
    let known = Kind::ALL.iter().any(|kind| kind.name() == name);
    known.then(|| Kind::of(value).name() == name)
}

/// Whether a number keeps to a keyword. In draft 4 the exclusive ones are booleans, about the bound
/// beside them.
pub(super) fn number(
    schema: Members<'_>,
    key: &str,
    says: Node<'_>,
    number: &Number,
) -> Option<bool> {
    let is_outside = |key: &str| schema.named(key).is_some_and(|it| it.value.text() == "true");
    let order = |says| compared(number, &of(says)?);
    match key {
        "minimum" if is_outside("exclusiveMinimum") => order(says).map(Ordering::is_gt),
        "maximum" if is_outside("exclusiveMaximum") => order(says).map(Ordering::is_lt),
        "minimum" => order(says).map(Ordering::is_ge),
        "maximum" => order(says).map(Ordering::is_le),
        "exclusiveMinimum" | "exclusiveMaximum" if !says.text().starts_with(['t', 'f']) => {
            let wanted = if key == "exclusiveMinimum" { Ordering::Greater } else { Ordering::Less };
            order(says).map(|order| order == wanted)
        }
        "multipleOf" => is_multiple(number.as_f64(), of(says)?.as_f64()),
        _ => Some(true),
    }
}

/// A keyword's number.
pub(in crate::catalog) fn of(says: Node<'_>) -> Option<Number> {
    match says.shape().ok()? {
        Shape::Number(number) => Some(number),
        _ => None,
    }
}

/// A keyword's length.
pub(in crate::catalog) fn length(says: Node<'_>) -> Option<usize> {
    let length = of(says)?.as_f64();
    let is_whole = length.fract() == 0.0 && (0.0..4e9).contains(&length);
    is_whole.then(|| format!("{length:.0}").parse().ok())?
}

/// `None` for numbers that floats confuse.
fn compared(one: &Number, other: &Number) -> Option<Ordering> {
    let order = one.as_f64().partial_cmp(&other.as_f64())?;
    let is_exact = one.as_f64().abs() < 9e15 || one == other;
    (order.is_ne() || is_exact).then_some(order)
}

fn is_multiple(number: f64, of: f64) -> Option<bool> {
    let quotient = number / of;
    if of <= 0.0 || !quotient.is_finite() || quotient.abs() > 1e12 {
        return None;
    }
    let off = (quotient - quotient.round()).abs();
    match () {
        () if off == 0.0 => Some(true),
        () if off > ROUNDING => Some(false),
        () => None,
    }
}

/// Whether a string keeps to a keyword.
pub(super) fn string(key: &str, says: Node<'_>, text: &str) -> Option<bool> {
    let count = || text.chars().count();
    match key {
        "minLength" => Some(count() >= length(says)?),
        "maxLength" => Some(count() <= length(says)?),
        "pattern" => Pattern::new(&says.text_value().ok()?).finds(text),
        "format" => Some(formats::is_of(&says.text_value().ok()?, text)),
        _ => Some(true),
    }
}
