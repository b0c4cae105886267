//! The text of a value, as equality compares it.
//!
//! A number in a call is a 64-bit float; one in a policy keeps its digits when it is written as a
//! whole number. Lists and objects are written like `[1 2]` and `map[a:1 b:2]`.

use crate::json::{Number, Value};

/// The text of a value that a call gives.
pub(crate) fn of_call(value: &Value) -> String {
    write(value, |number| float(number.as_f64()))
}

/// The text of a value that the policy names.
pub(crate) fn of_policy(value: &Value) -> String {
    write(value, |number| match number.as_i64() {
        Some(whole) => whole.to_string(),
        None => float(number.as_f64()),
    })
}

fn write(value: &Value, number: fn(&Number) -> String) -> String {
    match value {
        Value::Null => "<nil>".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(found) => number(found),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| write(item, number)).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Object(members) => {
            let member =
                |(key, value): (&String, &Value)| format!("{key}:{}", write(value, number));
            let members: Vec<_> = members.iter().map(member).collect();
            format!("map[{}]", members.join(" "))
        }
    }
}

/// The shortest form; with an exponent of two digits or more from 1e6 up and below 1e-4.
fn float(number: f64) -> String {
    let scientific = format!("{number:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    match exponent.parse::<i32>() {
        Ok(exponent) if exponent >= 6 => format!("{digits}e+{exponent:02}"),
        Ok(exponent) if exponent < -4 => format!("{digits}e-{:02}", exponent.unsigned_abs()),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(spelling: &str) -> (String, String) {
        let number = Value::Number(Number::new(spelling).unwrap());
        (of_call(&number), of_policy(&number))
    }

    #[test]
    fn numbers_of_calls_are_floats_and_whole_ones_of_policies_keep_their_digits() {
        for (spelling, call, policy) in [
            ("0", "0", "0"),
            ("-0.0", "-0", "-0"),
            ("5.0", "5", "5"),
            ("999999", "999999", "999999"),
            ("999999.5", "999999.5", "999999.5"),
            ("1000000", "1e+06", "1000000"),
            ("-12345678", "-1.2345678e+07", "-12345678"),
            ("1e6", "1e+06", "1e+06"),
            ("0.0001", "0.0001", "0.0001"),
            ("0.00012", "0.00012", "0.00012"),
            ("0.00001", "1e-05", "1e-05"),
            ("1e100", "1e+100", "1e+100"),
            ("5e-324", "5e-324", "5e-324"),
            ("9223372036854775807", "9.223372036854776e+18", "9223372036854775807"),
            ("9223372036854775808", "9.223372036854776e+18", "9.223372036854776e+18"),
        ] {
            assert_eq!(texts(spelling), (call.to_owned(), policy.to_owned()), "{spelling}");
        }
    }
}
