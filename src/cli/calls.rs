//! Calls, one JSON object a line: `{"name", "arguments", "ts"?}`.

use std::collections::BTreeMap;

use crate::finding::{self, Finding};
use crate::gateway::Call;
use crate::json::{JsonError, Node, Object, Shape, ShapeError, StrictReader, Tape, Value};
use crate::kind::Kind;
use crate::source::{Source, Span};

const KEYS: [&str; 3] = ["name", "arguments", "ts"];

/// What a line is.
const CALL: &str = "a call";

/// How a line is written.
const FORM: &str = r#"write `{"name": "…", "arguments": {…}}`"#;

/// The calls of a file.
#[derive(Debug, Default)]
pub(crate) struct CallLog {
    /// Every call that could be read, with its line.
    pub calls: Vec<(usize, Call)>,
    /// Everything that is wrong with the other lines.
    pub findings: Vec<Finding>,
}

/// Reads calls. A line without `ts` keeps the time of the last call before, the first starts at 0;
/// empty lines are skipped.
pub(crate) fn read(source: &Source) -> CallLog {
    let mut calls = Vec::new();
    let mut reader = Reader::default();
    for line in lines(source) {
        if reader.findings.len() > finding::MAX_FINDINGS {
            break;
        }
        let number = source.place(line.start).line;
        calls.extend(reader.line(source, line).map(|call| (number, call)));
    }
    let is_foreign = calls.is_empty() && !reader.findings.is_empty();
    let foreign = is_foreign.then(|| foreign(source)).flatten();
    CallLog { calls, findings: foreign.map_or(reader.findings, |fault| vec![fault]) }
}

/// That a file without a call is something else, where that is known.
fn foreign(source: &Source) -> Option<Finding> {
    let (kind, place) = Kind::placed(source).filter(|(kind, _)| *kind != Kind::Json)?;
    let message = format!("the file is {}, not calls, one a line", kind.name());
    Some(invalid(place, message).help(FORM))
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
    Shape(ShapeError),
    NoSeconds { place: Span },
    GoesBack { place: Span, before: i64 },
}

#[derive(Default)]
struct Reader {
    /// When the last call was made that could be read.
    clock: Option<i64>,
    findings: Vec<Finding>,
}

impl StrictReader for Reader {
    fn misshapen(&mut self, error: ShapeError) {
        self.fault::<()>(CallError::Shape(error));
    }
}

impl Reader {
    fn fault<T>(&mut self, error: CallError) -> Option<T> {
        finding::add(&mut self.findings, error.finding());
        None
    }

    fn line(&mut self, source: &Source, line: Span) -> Option<Call> {
        match Tape::within(source, line) {
            Ok(tape) => self.call(tape.root()),
            Err(error) => self.fault(CallError::Shape(ShapeError::Json(error))),
        }
    }

    fn call(&mut self, node: Node<'_>) -> Option<Call> {
        let before = self.findings.len();
        let mut object = self.object(node, CALL, &KEYS)?;
        let name = object.required(self, "name");
        let name = name.and_then(|node| self.string(node, "`name`"));
        let arguments = self.arguments(&mut object);
        let at = self.time(&mut object);
        if self.findings.len() > before {
            return None;
        }
        self.clock = at;
        Some(Call { name: name?, arguments: arguments?, at: at? })
    }

    fn arguments(&mut self, call: &mut Object<'_>) -> Option<Value> {
        let Some(node) = call.optional("arguments") else {
            return Some(Value::Object(BTreeMap::new()));
        };
        match self.value(node)? {
            object @ Value::Object(_) => Some(object),
            _ => self.wrong_type(node, "`arguments`", "an object"),
        }
    }

    fn time(&mut self, call: &mut Object<'_>) -> Option<i64> {
        let Some(node) = call.optional("ts") else { return Some(self.clock.unwrap_or_default()) };
        let place = node.span();
        let seconds = match self.shape(node)? {
            Shape::Number(number) => number.as_i64(),
            _ => None,
        };
        match (seconds, self.clock) {
            (None, _) => self.fault(CallError::NoSeconds { place }),
            (Some(seconds), Some(before)) if seconds < before => {
                self.fault(CallError::GoesBack { place, before })
            }
            (Some(seconds), _) => Some(seconds),
        }
    }
}

impl CallError {
    fn finding(self) -> Finding {
        match self {
            Self::Shape(error) => shape(&error),
            Self::NoSeconds { place } => {
                invalid(place, "`ts` must be a whole number of seconds".to_owned())
            }
            Self::GoesBack { place, before } => {
                invalid(place, format!("time goes back: an earlier call was at {before}"))
                    .help("sort the calls by `ts`")
            }
        }
    }
}

fn shape(error: &ShapeError) -> Finding {
    match error {
        ShapeError::Json(JsonError { message, span }) => {
            invalid(*span, format!("not a JSON object on one line: {message}"))
        }
        ShapeError::Type { what: CALL, .. } => Finding::misshapen("invalid-call", error).help(FORM),
        ShapeError::DuplicateKey { .. }
        | ShapeError::UnknownKey { .. }
        | ShapeError::MissingKey { .. }
        | ShapeError::Type { .. } => Finding::misshapen("invalid-call", error),
    }
}

fn invalid(place: Span, message: String) -> Finding {
    Finding::error("invalid-call", place, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    type Faults = Vec<(usize, String)>;

    fn read_text(text: &str) -> (Vec<(usize, Call)>, Faults) {
        let source = Sources::default().add("calls", text).unwrap();
        let place = |finding: &Finding| source.place(finding.span.start).line;
        let CallLog { calls, findings } = read(&source);
        (calls, findings.iter().map(|fault| (place(fault), fault.message.clone())).collect())
    }

    #[test]
    fn calls_keep_the_time_of_the_line_before() {
        let text = "\u{feff}{\"name\":\"a\",\"arguments\":{\"n\":1e6}}\r\n\n\
                    {\"ts\":90,\"name\":\"b\"}\n{\"name\":\"c\",\"arguments\":{}}";
        let (calls, faults) = read_text(text);
        assert_eq!(faults, []);
        let seen: Vec<_> =
            calls.iter().map(|(line, call)| (*line, call.name.as_str(), call.at)).collect();
        assert_eq!(seen, [(1, "a", 0), (3, "b", 90), (4, "c", 90)]);
        assert_eq!(calls[0].1.arguments.to_string(), "{\"n\":1e6}");
    }

    #[test]
    fn every_bad_line_is_reported_and_every_other_is_read() {
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
        let (calls, faults) = read_text(&lines.join("\n"));
        assert!(matches!(calls.as_slice(), [(9, Call { at: 100, .. })]), "{calls:?}");
        let places: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(places, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
        assert!(faults[9].1.contains("after the end of the value"), "{faults:?}");
    }
}
