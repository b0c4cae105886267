//! Calls, one JSON object a line: `{"name", "arguments", "ts"?}`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::finding::{self, Finding};
use crate::gateway::Call;
use crate::json::{JsonError, Members, Node, Shape, Tape, Value};
use crate::source::{Source, Span};
use crate::strings::{nearest, tick};

const KEYS: [&str; 3] = ["name", "arguments", "ts"];

/// Reads calls. A line without `ts` keeps the time of the line before, the first starts at 0;
/// empty lines are skipped.
///
/// # Errors
/// Every line that is no call.
pub fn read(source: &Source) -> Result<Vec<Call>, Vec<Finding>> {
    let mut calls = Vec::new();
    let mut faults = Vec::new();
    let mut clock = None;
    for line in lines(source) {
        if faults.len() > finding::MOST {
            break;
        }
        match call(source, line, clock) {
            Ok(call) => {
                clock = Some(call.at);
                calls.push(call);
            }
            Err(fault) => finding::add(&mut faults, fault.finding()),
        }
    }
    if faults.is_empty() { Ok(calls) } else { Err(faults) }
}

/// The lines that hold something, a byte-order mark left out.
fn lines(source: &Source) -> impl Iterator<Item = Span> {
    let text = source.text();
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let bare = line.trim_start_matches('\u{feff}').trim_ascii();
        let at = start + line.find(bare).unwrap_or_default();
        start += line.len();
        (!bare.is_empty()).then(|| Span::new(source.id(), at, at + bare.len()))
    })
}

/// What is wrong with a line.
enum CallError {
    NotJson(JsonError),
    NotAnObject { place: Span, kind: &'static str },
    UnknownKey { place: Span, key: String },
    Missing { place: Span, key: &'static str },
    WrongType { place: Span, key: &'static str, wanted: &'static str },
    GoesBack { place: Span, before: i64 },
}

impl From<JsonError> for CallError {
    fn from(error: JsonError) -> Self {
        Self::NotJson(error)
    }
}

fn call(source: &Source, line: Span, clock: Option<i64>) -> Result<Call, CallError> {
    let tape = Tape::within(source, line)?;
    let node = tape.root();
    let Shape::Object(members) = node.shape()? else {
        return Err(CallError::NotAnObject { place: line, kind: node.value()?.kind() });
    };
    let mut fields = Fields::new(line, members)?;
    let name = fields.name()?;
    let arguments = fields.arguments()?;
    let at = fields.time(clock)?;
    Ok(Call { name, arguments, at })
}

/// The members of a line's object.
struct Fields<'s> {
    line: Span,
    members: BTreeMap<Cow<'s, str>, Node<'s>>,
}

impl<'s> Fields<'s> {
    fn new(line: Span, members: Members<'s>) -> Result<Self, CallError> {
        let mut fields = BTreeMap::new();
        for member in members {
            let key = member.name();
            if !KEYS.contains(&&*key) {
                let key = key.into_owned();
                return Err(CallError::UnknownKey { place: member.key.span(), key });
            }
            if fields.insert(key, member.value).is_some() {
                return Err(member.duplicate().into());
            }
        }
        Ok(Self { line, members: fields })
    }

    fn name(&mut self) -> Result<String, CallError> {
        let Some(node) = self.members.remove("name") else {
            return Err(CallError::Missing { place: self.line, key: "name" });
        };
        match node.shape()? {
            Shape::String(name) => Ok(name.into_owned()),
            _ => Err(wrong_type(node, "name", "a string")),
        }
    }

    fn arguments(&mut self) -> Result<Value, CallError> {
        let Some(node) = self.members.remove("arguments") else {
            return Ok(Value::Object(BTreeMap::new()));
        };
        match node.value()? {
            object @ Value::Object(_) => Ok(object),
            _ => Err(wrong_type(node, "arguments", "an object")),
        }
    }

    fn time(&mut self, clock: Option<i64>) -> Result<i64, CallError> {
        let Some(node) = self.members.remove("ts") else { return Ok(clock.unwrap_or_default()) };
        let seconds = match node.shape()? {
            Shape::Number(number) => number.as_i64(),
            _ => None,
        };
        match (seconds, clock) {
            (None, _) => Err(wrong_type(node, "ts", "a whole number of seconds")),
            (Some(seconds), Some(before)) if seconds < before => {
                Err(CallError::GoesBack { place: node.span(), before })
            }
            (Some(seconds), _) => Ok(seconds),
        }
    }
}

fn wrong_type(node: Node<'_>, key: &'static str, wanted: &'static str) -> CallError {
    CallError::WrongType { place: node.span(), key, wanted }
}

impl CallError {
    fn finding(self) -> Finding {
        match self {
            Self::NotJson(JsonError { message, span }) => {
                invalid(span, format!("not a JSON object on one line: {message}"))
            }
            Self::NotAnObject { place, kind } => {
                invalid(place, format!("a call is an object, not {kind}"))
                    .help(r#"write `{"name": "…", "arguments": {…}}`"#)
            }
            Self::UnknownKey { place, key } => {
                let help = nearest(&key, KEYS).map(|near| format!("did you mean {}?", tick(near)));
                invalid(place, format!("a call has no key {}", tick(&key)))
                    .help(help.unwrap_or_else(|| "a call has `name`, `arguments` and `ts`".into()))
            }
            Self::Missing { place, key } => invalid(place, format!("a call needs {}", tick(key))),
            Self::WrongType { place, key, wanted } => {
                invalid(place, format!("{} must be {wanted}", tick(key)))
            }
            Self::GoesBack { place, before } => {
                invalid(place, format!("time goes back: an earlier call was at {before}"))
                    .help("sort the calls by `ts`")
            }
        }
    }
}

fn invalid(place: Span, message: String) -> Finding {
    Finding::error("invalid-call", place, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn read_text(text: &str) -> Result<Vec<Call>, Vec<(usize, String)>> {
        let source = Sources::default().add("calls", text).unwrap();
        let place = |finding: &Finding| source.place(finding.span.start).line;
        read(&source).map_err(|faults| {
            faults.iter().map(|fault| (place(fault), fault.message.clone())).collect()
        })
    }

    #[test]
    fn calls_keep_the_time_of_the_line_before() {
        let text = "\u{feff}{\"name\":\"a\",\"arguments\":{\"n\":1e6}}\r\n\n\
                    {\"ts\":90,\"name\":\"b\"}\n{\"name\":\"c\",\"arguments\":{}}";
        let calls = read_text(text).unwrap();
        let seen: Vec<_> = calls.iter().map(|call| (call.name.as_str(), call.at)).collect();
        assert_eq!(seen, [("a", 0), ("b", 90), ("c", 90)]);
        assert_eq!(calls[0].arguments.to_string(), "{\"n\":1e6}");
    }

    #[test]
    fn every_bad_line_is_reported() {
        let lines = [
            "{\"name\":\"a\"",
            "[1]",
            "{\"arguments\":{}}",
            "{\"name\":1}",
            "{\"name\":\"a\",\"arguments\":[]}",
            "{\"name\":\"a\",\"argumens\":{}}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"name\":\"a\",\"ts\":1.5}",
            "{\"name\":\"a\",\"ts\":100}",
            "{\"name\":\"a\",\"ts\":99}",
            "{\"name\":\"a\"} {}",
        ];
        let faults = read_text(&lines.join("\n")).unwrap_err();
        let places: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(places, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
        assert!(faults[9].1.contains("after the end of the value"), "{faults:?}");
    }
}
