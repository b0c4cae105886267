//! What the catalog's types say about a test.

use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::policy::condition::Operator;

/// Why a test makes no sense for an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mismatch {
    /// The operator holds for other kinds of values only.
    Operator { needs: &'static str },
    /// Only numbers can be added up.
    Sum,
    /// The literal is of a kind that the argument never has.
    Literal { value: Value },
    /// The same for the elements of a list.
    Element { mismatch: Box<Mismatch> },
    /// The type lists its values, and the literal isn't one of them.
    OutsideEnum { value: Value, allowed: Vec<Value> },
}

/// Checks one test against the type of its argument. Gateways let `null` through wherever an
/// argument may be left out, so rules may name it whatever the type.
pub(super) fn check(argument: &Argument<'_>, operator: &Operator) -> Result<(), Mismatch> {
    if argument.is_anything() {
        return Ok(());
    }
    match operator {
        Operator::Exists | Operator::Missing => Ok(()),
        Operator::Equal(value) | Operator::NotEqual(value) => operand(argument, value),
        Operator::In(values) | Operator::NotIn(values) => {
            values.iter().try_for_each(|value| operand(argument, value))
        }
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_) => {
            needs(argument, Kind::Number, "a number")
        }
        Operator::Contains(value) => contains(argument, value),
        Operator::Matches(_) | Operator::Text(_) => needs(argument, Kind::String, "a string"),
    }
}

fn needs(argument: &Argument<'_>, kind: Kind, needs: &'static str) -> Result<(), Mismatch> {
    if argument.may_be(kind) { Ok(()) } else { Err(Mismatch::Operator { needs }) }
}

/// A literal that an argument itself is compared with.
fn operand(argument: &Argument<'_>, value: &Value) -> Result<(), Mismatch> {
    if *value == Value::Null { Ok(()) } else { literal(argument, value) }
}

/// A literal that an argument, or an element of it, may be.
fn literal(argument: &Argument<'_>, value: &Value) -> Result<(), Mismatch> {
    let fraction = matches!(value, Value::Number(number) if number.as_f64().fract() != 0.0);
    if !argument.may_be(Kind::of(value)) || fraction && argument.is_integer() {
        return Err(Mismatch::Literal { value: value.clone() });
    }
    let Some(allowed) = argument.values() else { return Ok(()) };
    if allowed.iter().any(|one| same(one, value)) {
        return Ok(());
    }
    Err(Mismatch::OutsideEnum {
        value: value.clone(),
        allowed: allowed.into_iter().cloned().collect(),
    })
}

/// A string contains a string; a list, an element.
fn contains(argument: &Argument<'_>, value: &Value) -> Result<(), Mismatch> {
    let in_string = argument.may_be(Kind::String) && matches!(value, Value::String(_));
    if in_string {
        return Ok(());
    }
    match argument.elements() {
        Some(elements) if elements.is_anything() => Ok(()),
        Some(elements) => literal(&elements, value)
            .map_err(|mismatch| Mismatch::Element { mismatch: Box::new(mismatch) }),
        None if argument.may_be(Kind::String) => Err(Mismatch::Literal { value: value.clone() }),
        None => Err(Mismatch::Operator { needs: "a string or a list" }),
    }
}

fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}
