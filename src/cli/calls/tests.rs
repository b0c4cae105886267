use std::cell::Cell;
use std::path::Path;

use super::*;
use crate::session::Memory;

type Faults = Vec<(usize, String)>;

/// The calls of a file with their lines, and what is wrong with which lines.
fn read_text(text: impl AsRef<[u8]>) -> (Vec<(usize, Call)>, Faults) {
    let (mut log, mut session) = (CallLog::new(text.as_ref()), Session::new(Memory::new()));
    let mut calls = Vec::new();
    while let Some(next) = log.next().unwrap() {
        calls.extend(next.into_iter().map(|Asked { line, call }| (line.unwrap(), call)));
    }
    let findings = log.findings(Path::new("calls"), &mut session).unwrap().unwrap_or_default();
    let place = |finding: &Finding| {
        let source = session.sources().get(finding.span.source).unwrap();
        source.place(finding.span.start).line
    };
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
    let (calls, faults) = read_text(lines.join("\n"));
    assert!(matches!(calls.as_slice(), [(9, Call { at: 100, .. })]), "{calls:?}");
    let places: Vec<usize> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(places, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]);
    assert!(faults[9].1.contains("after the end of the value"), "{faults:?}");
}

#[test]
fn a_line_that_is_no_utf_8_is_reported_and_every_other_is_read() {
    let (calls, faults) =
        read_text(b"{\"name\":\"a\"}\n{\"name\":\"caf\xe9\"}\n{\"name\":\"b\"}\n");
    let names: Vec<_> = calls.iter().map(|(line, call)| (*line, call.name.as_str())).collect();
    assert_eq!(names, [(1, "a"), (3, "b")]);
    assert_eq!(faults, [(2, "the line isn't UTF-8 text".to_owned())]);
}

#[test]
fn calls_of_another_form_are_one_fault_each() {
    let lines = [
        r#"{"tool":"a","args":{}}"#,
        r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a"}}"#,
        r#"{"function":"a"}"#,
    ];
    let (calls, faults) = read_text(lines.join("\n"));
    assert!(calls.is_empty());
    let expected = [
        "a call has no keys `tool` and `args`, and this one has no `name`",
        "a JSON-RPC message is no call",
        "a call has no key `function`, and this one has no `name`",
    ];
    assert_eq!(faults, [1, 2, 3].into_iter().zip(expected.map(str::to_owned)).collect::<Vec<_>>());
}

#[test]
fn a_value_over_several_lines_is_one_fault() {
    for (text, what) in [
        ("[\n  {\n    \"name\": \"a\"\n  },\n  {\"name\": \"b\"}\n]\n", "a list over"),
        ("[\n{\"name\": \"a\"},\n{\"name\": \"b\"}\n]\n", "a list over"),
        ("{\n  \"name\": \"a\"\n}\n", "one object over"),
    ] {
        let (calls, faults) = read_text(text);
        assert!(calls.is_empty());
        let [(1, message)] = faults.as_slice() else { panic!("{faults:?}") };
        assert!(message.contains(what), "{message}");
    }
}

/// The same calls and faults, wherever a block ends.
#[test]
fn lines_are_counted_over_blocks() {
    let long = format!("{{\"name\":\"{}\"}}\n", "x".repeat(3 * blocks::SIZE));
    let lines: String = (0..40_000)
        .map(|at| match at {
            20_000 => long.clone(),
            30_000 => "nonsense\n".to_owned(),
            _ => format!("{{\"name\":\"t{at}\",\"ts\":{at}}}\n"),
        })
        .collect();
    let (calls, faults) = read_text(lines);
    assert_eq!(calls.len(), 39_999);
    for (line, call) in calls.iter().filter(|(line, _)| *line != 20_001) {
        assert_eq!((call.name.clone(), call.at), (format!("t{}", line - 1), *line as i64 - 1));
    }
    assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [30_001]);
}

#[test]
fn no_more_is_held_than_a_block_of_a_log() {
    struct Counted<'c, R>(R, &'c Cell<usize>);
    impl<R: Read> Read for Counted<'_, R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(buffer)?;
            self.1.set(self.1.get() + read);
            Ok(read)
        }
    }
    let line = "{\"name\":\"t\",\"arguments\":{\"n\":1}}\n";
    let text = line.repeat(8 * blocks::SIZE / line.len());
    let read = Cell::new(0);
    let mut log = CallLog::new(Counted(text.as_bytes(), &read));
    let mut answered = 0;
    while let Some(calls) = log.next().unwrap() {
        answered += calls.len() * line.len();
        assert!(read.get() - answered <= blocks::SIZE, "{} of {}", answered, read.get());
    }
    assert_eq!(answered, text.len());
}
