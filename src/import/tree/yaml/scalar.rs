//! What a scalar of YAML is.

use crate::import::tree::Kind;
use crate::json::Number;

/// The kind of a scalar. Only plain ones are anything but texts, unless a tag says so.
pub(super) fn kind(text: &str, is_plain: bool, tag: Option<&str>) -> Kind {
    match tag {
        Some("str" | "") => return Kind::String(text.to_owned()),
        Some(_) => return Kind::Odd("a value with a tag"),
        None if !is_plain => return Kind::String(text.to_owned()),
        None => {}
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => number(text).unwrap_or_else(|| Kind::String(text.to_owned())),
    }
}

/// A number as JSON spells it, or what readers of YAML take for something else than its letters.
fn number(text: &str) -> Option<Kind> {
    if let Some(number) = Number::new(text) {
        return Some(Kind::Number(number));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if matches!(lower.as_str(), ".inf" | ".nan") {
        return Some(Kind::Odd("a number that JSON hasn't"));
    }
    if is_date(text) {
        return Some(Kind::Odd("a date"));
    }
    let digits = |rest: &str, radix| {
        let is_digit = |letter: char| letter == '_' || letter.is_digit(radix);
        !rest.is_empty() && rest.chars().all(is_digit)
    };
    let is_based = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .any(|(base, radix)| lower.strip_prefix(base).is_some_and(|rest| digits(rest, radix)));
    let is_decimal = lower.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
        && lower.replace('_', "").parse::<f64>().is_ok();
    (is_based || is_decimal).then_some(Kind::Odd("a number in another spelling than JSON's"))
}

/// Whether a text begins as a date does: `2024-01-31`.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let is_number = |part: Option<&str>, length: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| {
            length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    is_number(parts.next(), 4..=4)
        && is_number(parts.next(), 1..=2)
        && parts.next().is_some_and(|day| day.starts_with(|it: char| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_are_what_they_look_like() {
        let kinds: Vec<_> =
            ["", "~", "true", "no", "5", "-1.5e3", "007", "0x1F", "1_000", "+5", ".5"]
                .iter()
                .chain(&[".inf", "2024-01-31", "5/hour", "1.2.3", "1e999", "0b2", "a"])
                .map(|text| format!("{text}: {:?}", kind(text, true, None)))
                .collect();
        insta::assert_snapshot!(kinds.join("\n"));
        assert!(matches!(kind("5", false, None), Kind::String(_)));
        assert!(matches!(kind("5", true, Some("str")), Kind::String(_)));
    }
}
