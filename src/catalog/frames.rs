//! The JSON texts of a file: the whole of it, or those that stand in an event stream, between the
//! lines of a log, below HTTP headers or one after the other.
//!
//! Every text keeps its place in the file. In an event stream a message may go on over several
//! lines that each begin with `data:`, so these beginnings count as white space.

use std::borrow::Cow;
use std::sync::Arc;

use crate::json::{JsonError, Tape};
use crate::source::{Source, Span};

/// The JSON texts of a file.
#[derive(Debug)]
pub(super) struct Frames {
    /// The texts in their order; never none.
    pub(super) texts: Vec<Arc<Tape>>,
    /// Whether something else stands between them.
    pub(super) noisy: bool,
}

/// Finds them.
///
/// # Errors
/// The text isn't JSON and holds none, or one that is broken.
pub(super) fn read(source: &Source) -> Result<Frames, JsonError> {
    match Tape::read(source) {
        Ok(tape) => Ok(Frames { texts: vec![Arc::new(tape)], noisy: false }),
        Err(error) => match framed(source)? {
            frames if frames.texts.is_empty() => Err(error),
            frames => Ok(frames),
        },
    }
}

fn framed(source: &Source) -> Result<Frames, JsonError> {
    let text = without_fields(source.text());
    let shared = match text {
        Cow::Borrowed(_) => Arc::clone(source.shared_text()),
        Cow::Owned(text) => Arc::new(text),
    };
    let mut frames = Frames { texts: Vec::new(), noisy: false };
    let mut at = 0;
    while let Some(start) = next_start(&shared, at) {
        frames.noisy |= !is_blank(shared.get(at..start));
        let tape = Tape::first(&shared, Span::new(source.id(), start, shared.len()))?;
        at = tape.root().span().range().end;
        frames.texts.push(Arc::new(tape));
    }
    frames.noisy |= !is_blank(shared.get(at..));
    Ok(frames)
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim_start_matches('\u{feff}').trim().is_empty())
}

/// Where the next text that is meant as JSON begins: an object, or a list of objects.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let starts = rest.match_indices(['{', '[']).map(|(at, _)| at);
    starts.filter(|at| is_meant(rest.get(*at..).unwrap_or_default())).map(|at| from + at).next()
}

fn is_meant(text: &str) -> bool {
    let inside = match text.strip_prefix('[') {
        None => text,
        Some(list) => list.trim_ascii_start(),
    };
    let members = inside.strip_prefix('{').map(str::trim_ascii_start);
    members.is_some_and(|members| members.starts_with(['"', '}']))
}

/// The name of the field of an event stream that holds the message.
const FIELD: &str = "data:";

/// The text with white space in the place of every `data:` that begins a line.
fn without_fields(text: &str) -> Cow<'_, str> {
    let is_field = |line: &&str| line.starts_with(FIELD);
    if !text.lines().any(|line| is_field(&line)) {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive('\n').flat_map(|line| match line.strip_prefix(FIELD) {
        Some(message) => ["     ", message],
        None => ["", line],
    });
    Cow::Owned(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn texts(text: &str) -> Result<(Vec<String>, bool), String> {
        let source = Sources::default().add("test", text).unwrap();
        let frames = read(&source).map_err(|error| source.slice(error.span).to_owned())?;
        let text = |tape: &Arc<Tape>| source.slice(tape.root().span()).to_owned();
        Ok((frames.texts.iter().map(text).collect(), frames.noisy))
    }

    fn found(text: &str) -> Vec<String> {
        texts(text).unwrap().0
    }

    #[test]
    fn texts_keep_their_places() {
        let object = r#"{"a":[1]}"#;
        for noise in [
            "event: message\nid: 7\ndata: @\n\n",
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nevent: message\r\ndata:@\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n\r\n@",
            "2026-01-01T00:00:00.000Z [server] [info] Message from server: @\n",
            "[12:00:01] {worker} < @\n[12:00:02] done\n",
            "> npm start\n\nListening [stdio]\n@\nbye",
            "\u{feff}warning: x\n@",
        ] {
            let text = noise.replace('@', object);
            assert_eq!(texts(&text).unwrap(), (vec![object.to_owned()], true), "{text}");
        }
        assert_eq!(texts("{\"a\":1}\n[{\"b\":2}]\n{}\n").unwrap().0.len(), 3);
        assert!(!texts("{\"a\":1}\n{\"b\":2}").unwrap().1);
        assert_eq!(found("data: {\"a\":\ndata: 1}\n"), ["{\"a\":\ndata: 1}"]);
    }

    #[test]
    fn what_is_broken_is_no_frame() {
        for text in [
            r#"{"tools": [{"name": "a"},]}"#,
            r#"{"tools": [{"name": "a"}, {"name": "b""#,
            "{\n \"tools\": [\n {\"name\": \"a\"}\n",
            "data: {\"a\": [{\"b\": 1},}\n",
            "[{\"a\": 1},\n {\"b\": }]",
            "nothing [at] all {here}",
            "",
        ] {
            assert!(texts(text).is_err(), "{text}");
        }
        assert_eq!(texts("log: {\"a\": ?}").unwrap_err(), "?");
    }
}
