//! One line of a file of calls.

use std::collections::BTreeMap;

use crate::finding::{self, Finding};
use crate::gateway::Call;
use crate::json::{JsonError, Node, Object, Shape, ShapeError, StrictReader, Tape, Value};
use crate::kind::Kind;
use crate::source::{Source, Sources, Span, Spanned};
use crate::strings::{joined, nearest, tick};

const KEYS: [&str; 3] = ["name", "arguments", "ts"];

/// What a line is.
const CALL: &str = "a call";

/// How a line is written.
const FORM: &str = r#"write `{"name": "…", "arguments": {…}}`"#;

/// That a file without a call is something else, where that is known.
pub(super) fn foreign(source: &Source) -> Option<Finding> {
    match Kind::placed(source).filter(|(kind, _)| *kind != Kind::Json) {
        Some((kind, place)) => {
            let message = format!("the file is {}, not calls, one a line", kind.name());
            Some(invalid(place, message).help(FORM))
        }
        None => one_value(source),
    }
}

/// Whether a text is one JSON value over several lines.
pub(super) fn is_one_value(text: &str) -> bool {
    Sources::default().add("", text).is_some_and(|source| one_value(&source).is_some())
}

/// That a file is one JSON value over several lines.
fn one_value(source: &Source) -> Option<Finding> {
    let text = source.text();
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_ascii_start().len();
    let end = text.trim_ascii_end().len();
    text.get(start..end)?.contains('\n').then_some(())?;
    let tape = Tape::within(source, Span::new(source.id(), start, end)).ok()?;
    let (what, command) = match tape.root().shape().ok()? {
        Shape::Array(_) => ("a list over several lines", "jq -c '.[]' FILE"),
        Shape::Object(_) => ("one object over several lines", "jq -c . FILE"),
        _ => return None,
    };
    let place = Span::new(source.id(), start, start + 1);
    let message = format!("the file is {what}, not calls, one a line");
    Some(invalid(place, message).help(format!("{FORM}, each call on a line: `{command}` does it")))
}

/// A line that holds something.
#[derive(Debug)]
pub(super) struct PlacedLine {
    /// Its number in the file.
    pub(super) number: usize,
    /// Where it begins.
    pub(super) start: usize,
    /// What it holds, without the space around and a byte-order mark.
    pub(super) span: Span,
    /// The first place in it where there was no UTF-8.
    pub(super) broken: Option<usize>,
}

/// The lines that hold something. `first` is the number of the first line, at `broken` there was no
/// UTF-8.
pub(super) fn lines(source: &Source, first: usize, broken: &[usize]) -> Vec<PlacedLine> {
    let mut end = 0;
    let placed = |(index, line): (usize, &str)| {
        let start = end;
        end += line.len();
        let bare = line.trim_start_matches('\u{feff}').trim_ascii_start();
        let at = end - bare.len();
        let bare = bare.trim_ascii_end();
        let span = Span::new(source.id(), at, at + bare.len());
        let broken = broken.get(broken.partition_point(|place| *place < start)).copied();
        let broken = broken.filter(|place| *place < end);
        (!bare.is_empty()).then_some(PlacedLine { number: first + index, start, span, broken })
    };
    source.text().split_inclusive('\n').enumerate().filter_map(placed).collect()
}

/// What is wrong with a line.
enum CallError {
    Shape(ShapeError),
    NotUtf8 { place: Span },
    NoSeconds { place: Span },
    GoesBack { place: Span, before: i64 },
    OtherKeys { place: Span, keys: Vec<String> },
    Message { place: Span },
}

/// When the last call was made that could be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clock(Option<i64>);

/// What a line says, its time not held against those before.
#[derive(Debug, Default)]
pub(super) struct Line {
    name: Option<String>,
    arguments: Option<Value>,
    time: Option<Spanned<i64>>,
    findings: Vec<Finding>,
}

impl StrictReader for Line {
    fn misshapen(&mut self, error: ShapeError) {
        self.fault::<()>(CallError::Shape(error));
    }
}

impl Line {
    pub(super) fn read(source: &Source, place: &PlacedLine) -> Self {
        let mut line = Self::default();
        if let Some(at) = place.broken {
            let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
            line.fault::<()>(CallError::NotUtf8 { place: Span::new(source.id(), at, end) });
            return line;
        }
        match Tape::within(source, place.span) {
            Ok(tape) => line.fill(tape.root()),
            Err(error) => line.misshapen(ShapeError::Json(error)),
        }
        line
    }

    /// The call, made at its time or that of the call before.
    ///
    /// # Errors
    /// Everything that is wrong with the line.
    pub(super) fn call(mut self, clock: &mut Clock) -> Result<Call, Vec<Finding>> {
        let before = clock.0;
        if let (Some(time), Some(before)) = (self.time, before)
            && time.node < before
        {
            self.fault::<()>(CallError::GoesBack { place: time.span, before });
        }
        match (self.name, self.arguments) {
            (Some(name), Some(arguments)) if self.findings.is_empty() => {
                let at = self.time.map_or(before.unwrap_or_default(), |time| time.node);
                *clock = Clock(Some(at));
                Ok(Call { name, arguments, at })
            }
            _ => Err(self.findings),
        }
    }

    fn fault<T>(&mut self, error: CallError) -> Option<T> {
        finding::add(&mut self.findings, error.finding());
        None
    }

    fn fill(&mut self, node: Node<'_>) {
        if let Some(error) = other_form(node) {
            return self.fault(error).unwrap_or_default();
        }
        let Some(mut object) = self.object(node, CALL, &KEYS) else { return };
        let name = object.required(self, "name");
        self.name = name.and_then(|node| self.string(node, "`name`"));
        self.arguments = self.arguments(&mut object);
        self.time = object.optional("ts").and_then(|node| self.time(node));
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

    fn time(&mut self, node: Node<'_>) -> Option<Spanned<i64>> {
        let place = node.span();
        let seconds = match self.shape(node)? {
            Shape::Number(number) => number.as_i64(),
            _ => None,
        };
        match seconds {
            None => self.fault(CallError::NoSeconds { place }),
            Some(seconds) => Some(Spanned::new(seconds, place)),
        }
    }
}

/// A call in the form of another program: no key of it is that of the tool's name.
fn other_form(node: Node<'_>) -> Option<CallError> {
    let Ok(Shape::Object(members)) = node.shape() else { return None };
    let mut keys: Vec<_> =
        members.map(|member| (member.name().into_owned(), member.key.span())).collect();
    let has = |name: &str| keys.iter().any(|(key, _)| key == name);
    if has("name") {
        return None;
    }
    if has("method") && has("params") {
        return Some(CallError::Message { place: node.span() });
    }
    keys.retain(|(key, _)| !KEYS.contains(&key.as_str()));
    let place = keys.first()?.1;
    Some(CallError::OtherKeys { place, keys: keys.into_iter().map(|(key, _)| key).collect() })
}

impl CallError {
    fn finding(self) -> Finding {
        match self {
            Self::Shape(error) => shape(&error),
            Self::NotUtf8 { place } => invalid(place, "the line isn't UTF-8 text".to_owned())
                .note("the first bytes that aren't")
                .help("save the file as UTF-8"),
            Self::NoSeconds { place } => {
                invalid(place, "`ts` must be a whole number of seconds".to_owned())
            }
            Self::OtherKeys { place, keys } => other_keys(place, &keys),
            Self::Message { place } => invalid(place, "a JSON-RPC message is no call".to_owned())
                .help(format!("{FORM}, which are the `params` of the message")),
            Self::GoesBack { place, before } => {
                invalid(place, format!("time goes back: an earlier call was at {before}"))
                    .help("sort the calls by `ts`")
            }
        }
    }
}

fn other_keys(place: Span, keys: &[String]) -> Finding {
    let quoted: Vec<_> = keys.iter().map(|key| tick(key)).collect();
    let message = match quoted.as_slice() {
        [one] => format!("a call has no key {one}, and this one has no `name`"),
        _ => format!("a call has no keys {}, and this one has no `name`", joined(&quoted)),
    };
    let is_near = keys.iter().any(|key| nearest(key, ["name"]).is_some());
    let near = if is_near { "did you mean `name`? " } else { "" };
    invalid(place, message).help(format!("{near}{FORM}"))
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
