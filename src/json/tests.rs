//! What a tape knows of a text, beside what serde_json reads.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::source::{Source, Sources, Span};
use std::sync::Arc;

fn source(text: &str) -> Arc<Source> {
    Sources::default().add("test", text).unwrap()
}

fn read(text: &str) -> Result<Value, JsonError> {
    Value::read(&source(text))
}

fn members(node: Node<'_>) -> Members<'_> {
    let Ok(Shape::Object(members)) = node.shape() else { panic!("no object: {}", node.text()) };
    members
}

#[test]
fn members_know_their_places() {
    let source = source("\u{feff}{ \"a\\n\" : [1, {\"b\":2}] , \"c\":null }");
    let tape = Tape::read(&source).unwrap();
    let seen = members(tape.root()).map(|member| {
        let (key, value) = (source.slice(member.key.span()), source.slice(member.value.span()));
        (member.name().into_owned(), key, value)
    });
    let expected =
        [("a\n".to_owned(), "\"a\\n\"", "[1, {\"b\":2}]"), ("c".to_owned(), "\"c\"", "null")];
    assert_eq!(seen.collect::<Vec<_>>(), expected);
    assert_eq!(tape.root().span(), Span::new(source.id(), 3, source.text().len()));
    assert_eq!(source.slice(tape.root().opening()), "{");
}

#[test]
fn a_value_is_found_again_by_its_id() {
    let source = source(r#"[{"a":[true,"x"]},-1.5e3]"#);
    let tape = Tape::read(&source).unwrap();
    let inner = members(match tape.root().shape() {
        Ok(Shape::Array(mut elements)) => elements.next().unwrap(),
        other => panic!("{other:?}"),
    });
    let id = inner.named("a").unwrap().value.id();
    assert_eq!(tape.node(id).text(), r#"[true,"x"]"#);
    assert!(inner.named("b").is_none());
}

#[test]
fn a_part_of_a_text_is_read_alone() {
    let source = source("{]\n [1, \"é\"] \n}");
    let line = Span::new(source.id(), 3, 14);
    let tape = Tape::within(&source, line).unwrap();
    assert_eq!(tape.root().value().unwrap().to_string(), "[1,\"é\"]");
    assert_eq!(source.slice(tape.root().span()), "[1, \"é\"]");
    let error = Tape::within(&source, source.span()).unwrap_err();
    assert_eq!(source.slice(error.span), "]");
}

#[test]
fn values_print_as_they_were_spelled() {
    let text = r#"{"a":[1.0,-0,1e6,"x\u0041",true,null],"b":{}}"#;
    assert_eq!(read(text).unwrap().to_string(), r#"{"a":[1.0,-0,1e6,"xA",true,null],"b":{}}"#);
}

#[test]
fn letters_know_where_they_are_written() {
    let text = r#"{"a\u0301": ["x\n\ud83d\ude00é\"", 1, "\ud83dz"], "": {}}"#;
    let source = source(text);
    let tape = Tape::read(&source).unwrap();
    let strings: Vec<Vec<(char, &str)>> = tape
        .root()
        .strings()
        .map(|node| node.letters().map(|it| (it.character, source.slice(it.span))).collect())
        .collect();
    let first = vec![('a', "a"), ('\u{301}', r"\u0301")];
    let second =
        vec![('x', "x"), ('\n', r"\n"), ('\u{1f600}', r"\ud83d\ude00"), ('é', "é"), ('"', r#"\""#)];
    let third = vec![('\u{fffd}', r"\ud83d"), ('z', "z")];
    assert_eq!(strings, [first, second, third, Vec::new()]);
}

#[test]
fn what_is_no_json_is_pointed_at() {
    let source = source("{\n  \"a\": 1,\n  oops\n}");
    let error = Tape::read(&source).unwrap_err();
    assert_eq!(source.slice(error.span), "o");
    assert_eq!(source.place(error.span.start).line, 3);
    for text in ["", " ", "\u{feff}", "[1,]", "\"a", "{} {}", "[\"\u{1}\"]", "01", "nul"] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn what_json_leaves_open_is_refused() {
    assert!(read(r#"{"a":1,"a":2}"#).unwrap_err().message.contains("stands twice"));
    assert!(read("[1e309]").unwrap_err().message.contains("64-bit float"));
    assert!(read(&"[".repeat(100_000)).is_err());
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    assert!(read(&deep).unwrap_err().message.contains("levels deep"));
}

#[test]
fn half_a_surrogate_pair_is_pointed_at() {
    for text in [r#"["é\ud800x"]"#, r#"{"\ud83d\ude00é\udc00":1}"#] {
        let error = read(text).unwrap_err();
        assert_eq!(error.span.start as usize, text.rfind(['0', 'x']).unwrap(), "{error:?}");
    }
    // Its key is not read until the object is.
    let source = source(r#"[{"\ud800":1}]"#);
    let tape = Tape::read(&source).unwrap();
    let Ok(Shape::Array(mut elements)) = tape.root().shape() else { panic!() };
    assert!(elements.next().unwrap().shape().is_err());
}

#[test]
fn what_is_deeper_than_values_go_can_be_opened() {
    let deep = "[".repeat(10_000) + "7" + &"]".repeat(10_000);
    let source = source(&deep);
    let tape = Tape::read(&source).unwrap();
    let mut node = tape.root();
    while let Ok(Shape::Array(mut elements)) = node.shape() {
        node = elements.next().unwrap();
        assert!(elements.next().is_none());
    }
    assert_eq!((node.text(), node.span().start), ("7", 10_000));
}

/// A text as JSON strings may spell it, with what it says.
fn string() -> impl Strategy<Value = (String, String)> {
    let part = prop::sample::select(vec![
        ("a", "a"),
        ("b", "b"),
        ("\\u0061", "a"),
        ("\\\"", "\""),
        ("\\\\", "\\"),
        ("\\/", "/"),
        ("é", "é"),
        ("\\ud83d\\ude00", "\u{1f600}"),
        ("{[", "{["),
        (":,", ":,"),
        ("eight plain letters", "eight plain letters"),
    ]);
    prop::collection::vec(part, 0..4).prop_map(|parts| {
        let spelled: String = parts.iter().map(|(spelled, _)| *spelled).collect();
        (format!("\"{spelled}\""), parts.iter().map(|(_, says)| *says).collect())
    })
}

fn space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", " ", "\n", "\t\r\n  "])
}

/// A JSON text, and how many keys stand in an object that has them already.
fn text() -> impl Strategy<Value = (String, usize)> {
    let scalars = vec!["null", "true", "false", "0", "-1.5E+3", "12345678901234567890"];
    let scalar = prop_oneof![
        prop::sample::select(scalars).prop_map(|text| (text.to_owned(), 0)),
        string().prop_map(|(spelled, _)| (spelled, 0)),
    ];
    scalar.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            (prop::collection::vec(inner.clone(), 0..5), space()).prop_map(list),
            (prop::collection::vec((string(), inner), 0..6), space()).prop_map(object),
        ]
    })
}

fn list((elements, space): (Vec<(String, usize)>, &str)) -> (String, usize) {
    let twice = elements.iter().map(|(_, twice)| twice).sum();
    let texts: Vec<_> = elements.into_iter().map(|(text, _)| text).collect();
    (format!("[{space}{}{space}]", texts.join(&format!("{space},"))), twice)
}

type Pair = ((String, String), (String, usize));

fn object((members, space): (Vec<Pair>, &str)) -> (String, usize) {
    let keys: BTreeSet<_> = members.iter().map(|((_, says), _)| says).collect();
    let inside: usize = members.iter().map(|(_, (_, twice))| twice).sum();
    let twice = members.len() - keys.len() + inside;
    let texts: Vec<_> = members
        .iter()
        .map(|((key, _), (value, _))| format!("{space}{key}{space}:{space}{value}"))
        .collect();
    (format!("{{{}{space}}}", texts.join(",")), twice)
}

/// What serde_json reads, by way of the tape; of equal keys the last one counts.
fn opened(node: Node<'_>) -> Json {
    match node.shape().unwrap() {
        Shape::Array(elements) => Json::Array(elements.map(opened).collect()),
        Shape::Object(members) => Json::Object(
            members.map(|member| (member.name().into_owned(), opened(member.value))).collect(),
        ),
        _ => serde_json::from_str(node.text()).unwrap(),
    }
}

proptest! {
    #[test]
    fn a_tape_holds_what_serde_json_reads((text, twice) in text(), space in space()) {
        let text = format!("{space}{text}{space}");
        let source = source(&text);
        let tape = Tape::read(&source).unwrap();
        prop_assert_eq!(tape.root().text(), text.trim_ascii());
        prop_assert_eq!(opened(tape.root()), serde_json::from_str::<Json>(&text).unwrap());
        prop_assert_eq!(tape.flaws().len(), twice);
        match tape.root().value() {
            Ok(value) => {
                prop_assert_eq!(twice, 0);
                prop_assert_eq!(serde_json::to_value(&value).unwrap(), opened(tape.root()));
            }
            Err(_) => prop_assert!(twice > 0),
        }
    }
}
