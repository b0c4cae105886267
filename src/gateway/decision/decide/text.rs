//! The text of a JSON value, as the gateway compares it where two values aren't both numbers.

use std::fmt::{self, Write};

use crate::json::{Number, Value};

/// Whose value it is: the two sides spell some numbers differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// A call's: always a 64-bit float.
    Call,
    /// The policy's: whole numbers written plainly are integers.
    Policy,
}

/// The text of a value: `true`, `5`, `1e+06`, `[a b]`, `map[key:value]`, `<nil>`.
pub(super) fn text(value: &Value, side: Side) -> String {
    let mut text = String::new();
    // Writing to a string can't fail.
    let _ = write_text(value, side, &mut text);
    text
}

/// Whether this is the text of a value; ends where the two part.
pub(super) fn is_text(value: &Value, side: Side, text: &str) -> bool {
    let mut expected = Expected(text);
    write_text(value, side, &mut expected).is_ok() && expected.0.is_empty()
}

/// What is still to be written.
struct Expected<'t>(&'t str);

impl Write for Expected<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}

fn write_text(value: &Value, side: Side, out: &mut impl Write) -> fmt::Result {
    match value {
        Value::Null => out.write_str("<nil>"),
        Value::Bool(true) => out.write_str("true"),
        Value::Bool(false) => out.write_str("false"),
        Value::Number(value) => out.write_str(&number(value, side)),
        Value::String(value) => out.write_str(value),
        Value::Array(items) => {
            out.write_str("[")?;
            for (at, item) in items.iter().enumerate() {
                out.write_str(if at > 0 { " " } else { "" })?;
                write_text(item, side, out)?;
            }
            out.write_str("]")
        }
        Value::Object(members) => {
            out.write_str("map[")?;
            for (at, (key, value)) in members.iter().enumerate() {
                out.write_str(if at > 0 { " " } else { "" })?;
                out.write_str(key)?;
                out.write_str(":")?;
                write_text(value, side, out)?;
            }
            out.write_str("]")
        }
    }
}

/// Chosen: a policy's `-0` is the integer 0, whose text is `0`.
fn number(number: &Number, side: Side) -> String {
    match number.as_i64() {
        Some(whole) if side == Side::Policy => whole.to_string(),
        _ => float(number.as_f64()),
    }
}

/// The shortest digits that mean the same float; with an exponent of two digits or more from 1e6 up
/// and below 1e-4.
fn float(value: f64) -> String {
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    match exponent {
        6.. => format!("{digits}e+{exponent:02}"),
        -4..6 => value.to_string(),
        _ => format!("{digits}e-{:02}", exponent.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_have_an_exponent_where_the_gateway_writes_one() {
        let cases = [
            (0.0, "0"),
            (-0.0, "-0"),
            (5.0, "5"),
            (-5.25, "-5.25"),
            (999_999.0, "999999"),
            (999_999.5, "999999.5"),
            (1_000_000.0, "1e+06"),
            (12_345_678.0, "1.2345678e+07"),
            (-1e21, "-1e+21"),
            (1e100, "1e+100"),
            (0.0001, "0.0001"),
            (0.000_099, "9.9e-05"),
            (1e-7, "1e-07"),
            (5e-324, "5e-324"),
            (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"),
        ];
        for (value, expected) in cases {
            assert_eq!(float(value), expected);
        }
    }

    #[test]
    fn whole_numbers_of_a_policy_keep_their_digits() {
        let text = |spelling: &str, side| number(&Number::new(spelling).unwrap(), side);
        assert_eq!(text("1000000", Side::Policy), "1000000");
        assert_eq!(text("1000000", Side::Call), "1e+06");
        assert_eq!(text("1e6", Side::Policy), "1e+06");
        assert_eq!(text("9223372036854775807", Side::Policy), "9223372036854775807");
        assert_eq!(text("9223372036854775808", Side::Policy), "9.223372036854776e+18");
        assert_eq!(text("-0", Side::Policy), "0");
        assert_eq!(text("-0", Side::Call), "-0");
    }
}
