//! A condition of a document as a policy's test.

use crate::gateway::{Condition, Operator, keys};
use crate::json::Value;
use crate::policy::condition::{self, Operator as Is, Test, TextOperator};
use crate::policy::text;
use crate::re2;
use crate::source::Span;

/// Whether a condition is required, or refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Requires,
    Refuses,
}

/// Why there is no such test, in a reader's words.
pub(super) type NoForm = &'static str;

/// Conditions that hold together as one.
pub(super) fn all(conditions: &[Condition], role: Role) -> Result<condition::Condition, NoForm> {
    let tests = conditions.iter().map(|condition| one(condition, role));
    let mut tests = tests.collect::<Result<Vec<_>, _>>()?;
    Ok(match tests.len() {
        1 => tests.remove(0),
        _ => condition::Condition::And(tests),
    })
}

/// A condition, as a test or as several of which one must hold.
pub(super) fn one(condition: &Condition, role: Role) -> Result<condition::Condition, NoForm> {
    let path = keys(&condition.path).ok_or("it is not about an argument")?;
    let test = |operator| {
        let (span, path) = (Span::default(), path.clone());
        condition::Condition::Test(Test { span, path, operator })
    };
    let value = &condition.value;
    let operator = match condition.op {
        Operator::Exists if *value == Value::Bool(true) => Is::Exists,
        Operator::Exists => Is::Missing,
        Operator::Eq => equal(value)?,
        Operator::Neq => not_equal(value)?,
        Operator::In => return in_list(list(value)?, test),
        Operator::NotIn => Is::NotIn(plain_list(list(value)?)?),
        Operator::Lt => Is::Less(number(value)?),
        Operator::Lte => Is::AtMost(number(value)?),
        Operator::Gt => Is::Greater(number(value)?),
        Operator::Gte => Is::AtLeast(number(value)?),
        Operator::Contains => Is::Contains(scalar(value)?.clone()),
        Operator::Regex => matches(value, role)?,
    };
    Ok(test(operator))
}

fn equal(value: &Value) -> Result<Is, NoForm> {
    Ok(match starred(value) {
        Some(text) => exactly(text)?,
        None => Is::Equal(scalar(value)?.clone()),
    })
}

fn not_equal(value: &Value) -> Result<Is, NoForm> {
    match starred(value) {
        Some(_) => Err("`*` has no meaning in values, and `!=` none without it"),
        None => Ok(Is::NotEqual(scalar(value)?.clone())),
    }
}

/// One of some values; those with a `*` are matched each for itself.
fn in_list(
    values: &[Value],
    test: impl Fn(Is) -> condition::Condition,
) -> Result<condition::Condition, NoForm> {
    let (stars, plain): (Vec<_>, Vec<_>) =
        values.iter().cloned().partition(|value| starred(value).is_some());
    if stars.is_empty() {
        return Ok(test(Is::In(plain_list(&plain)?)));
    }
    let mut alternatives: Vec<_> = stars
        .iter()
        .filter_map(starred)
        .map(|text| exactly(text).map(&test))
        .collect::<Result<_, _>>()?;
    if !plain.is_empty() {
        alternatives.insert(0, test(Is::In(plain_list(&plain)?)));
    }
    Ok(match alternatives.len() {
        1 => alternatives.remove(0),
        _ => condition::Condition::Or(alternatives),
    })
}

/// A text with a `*`, which no value of a policy has.
fn starred(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) if text.contains('*') => Some(text),
        _ => None,
    }
}

/// This text alone. To the gateway a list or an object is equal to its text.
fn exactly(text: &str) -> Result<Is, NoForm> {
    match text.starts_with('[') || text.starts_with("map[") {
        true => Err("lists and objects may be equal to it"),
        false => Ok(Is::Matches(format!("^{}$", re2::escaped(text)))),
    }
}

fn scalar(value: &Value) -> Result<&Value, NoForm> {
    match value {
        Value::Array(_) | Value::Object(_) => Err("a policy compares with no list or object"),
        _ => Ok(value),
    }
}

fn list(value: &Value) -> Result<&[Value], NoForm> {
    match value {
        Value::Array(values) => Ok(values),
        _ => Err("it compares with no list"),
    }
}

fn plain_list(values: &[Value]) -> Result<Vec<Value>, NoForm> {
    if values.is_empty() {
        return Err("a policy has no empty list");
    }
    let plain = |value: &Value| match starred(value) {
        Some(_) => Err("`*` has no meaning in values"),
        None => scalar(value).cloned(),
    };
    values.iter().map(plain).collect()
}

fn number(value: &Value) -> Result<crate::json::Number, NoForm> {
    match value {
        Value::Number(number) => Ok(number.clone()),
        _ => Err("it compares with no number"),
    }
}

fn matches(value: &Value, role: Role) -> Result<Is, NoForm> {
    let Value::String(pattern) = value else { return Err("it is no pattern") };
    let recognised = text::recognised(pattern).filter(|operator| {
        let is_plain = matches!(operator, TextOperator::StartsWith(_) | TextOperator::EndsWith(_));
        is_plain || role == Role::Requires
    });
    match recognised {
        Some(operator) => Ok(Is::Text(operator)),
        None => Ok(Is::Matches(plainly(pattern)?)),
    }
}

/// The pattern as a policy may have it: slashes without a backslash, nothing that is easily misread,
/// no line end.
fn plainly(pattern: &str) -> Result<String, NoForm> {
    if pattern.is_empty() {
        return Ok("^".to_owned());
    }
    let mut plain = on_one_line(pattern);
    while let Some(misread) = re2::misreadings(&plain).into_iter().next() {
        let part = plain.get(misread.range.clone()).unwrap_or_default();
        let Some(clear) = clear(part) else { return Err("its pattern is easily misread") };
        plain.replace_range(misread.range, &clear);
        if plain.len() > re2::MAX_LENGTH {
            return Err("its pattern is easily misread");
        }
    }
    Ok(plain)
}

fn on_one_line(pattern: &str) -> String {
    let mut line = String::with_capacity(pattern.len());
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'/') => {}
            '\\' => {
                line.push('\\');
                line.extend(letters.next());
            }
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            _ => line.push(letter),
        }
    }
    line
}

/// The same characters, each said plainly.
fn clear(part: &str) -> Option<String> {
    if let Some(edge) = part.strip_prefix('\\') {
        return Some(edge.to_owned());
    }
    if let Some(mark) = part.strip_suffix('*') {
        return Some(format!("{mark}{{0,}}"));
    }
    let is_mark = |letter: char| "&~-[{}".contains(letter);
    match part {
        "[" | "{" | "}" | "&&" | "~~" => {
            Some(part.chars().flat_map(|letter| ['\\', letter]).collect())
        }
        _ if part.starts_with("{,") => Some(
            part.chars()
                .flat_map(|it| is_mark(it).then_some('\\').into_iter().chain([it]))
                .collect(),
        ),
        _ => None,
    }
}
