//! Random bytes, and texts that were right until bytes of them were changed, lost or doubled.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::every_phase;
use crate::testkit::{corpus, laws};

/// The head of a policy against the catalog.
const HEAD: &str = "policy \"p\"\ncatalog \"c.json\"\n";

/// A catalog of one tool with a string and a number.
const CATALOG: &str = r#"{"tools":[{"name":"t","inputSchema":{"type":"object","properties":{"a":{"type":"string"},"n":{"type":"integer"}}}}]}"#;

/// What happens to a text.
#[derive(Debug, Clone)]
enum Change {
    /// It ends here.
    Cut(Index),
    /// A byte becomes another.
    Byte(Index, u8),
    /// A stretch is lost.
    Lose(Index, usize),
    /// A stretch is written once more somewhere else.
    Double(Index, usize, Index),
    /// Something that means a lot in one of the languages is written here.
    Write(Index, &'static str),
}

/// Pieces with a meaning of their own.
const PIECES: [&str; 34] = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "/",
    "\\",
    "#",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "é",
    "*",
    ",",
    "args.",
    " and ",
    " or ",
    " not ",
    "allow ",
    "limit 5 per day ",
    "require ",
    "deny when ",
    "test \"x\" {",
    "include \"p.mcpol\"\n",
    "policy \"p\"\n",
    "1e999",
    "{\"$ref\":\"#\"}",
    "\\ud800",
    " matches /(/ ",
];

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        1 => place().prop_map(Change::Cut),
        3 => (place(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        2 => (place(), 1..60_usize).prop_map(|(at, length)| Change::Lose(at, length)),
        2 => (place(), 1..60_usize, place()).prop_map(|(at, length, to)| Change::Double(at, length, to)),
        4 => (place(), prop::sample::select(&PIECES[..])).prop_map(|(at, piece)| Change::Write(at, piece)),
    ]
}

fn changed(mut text: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if text.is_empty() {
            break;
        }
        let size = text.len();
        match change {
            Change::Cut(at) => text.truncate(at.index(size)),
            Change::Byte(at, byte) => text[at.index(size)] = *byte,
            Change::Lose(at, length) => drop(text.drain(stretch(at, *length, size))),
            Change::Double(at, length, to) => {
                let stretch = text[stretch(at, *length, size)].to_vec();
                let to = to.index(size);
                text.splice(to..to, stretch);
            }
            Change::Write(at, piece) => {
                let at = at.index(size);
                text.splice(at..at, piece.bytes());
            }
        }
    }
    text
}

fn stretch(at: &Index, length: usize, size: usize) -> std::ops::Range<usize> {
    let start = at.index(size);
    start..(start + length).min(size)
}

/// What may stand anywhere in a catalog and shouldn't.
fn odd_value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!(""),
        json!("\u{202e}\u{1b}["),
        json!([]),
        json!([[{}]]),
        json!({}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/$defs/no"}),
        json!({"allOf": [{"$ref": "#"}, {"type": ["string", "null"]}]}),
        json!({"anyOf": [{"enum": [1, "1", null]}, {"pattern": "("}]}),
        json!({"type": "object", "properties": {"a.b": {}, "": {"const": {}}}}),
    ])
}

/// Puts `value` in the place of the `at`th value of a JSON text, its own parts counted.
fn replace(whole: &mut Value, at: &mut usize, value: &Value) {
    if *at == 0 {
        *whole = value.clone();
    }
    *at = at.wrapping_sub(1);
    match whole {
        Value::Array(parts) => parts.iter_mut().for_each(|part| replace(part, at, value)),
        Value::Object(parts) => parts.values_mut().for_each(|part| replace(part, at, value)),
        _ => {}
    }
}

/// A shipped catalog in which some values are others.
fn odd_catalog() -> impl Strategy<Value = Vec<u8>> {
    let catalogs = shipped().iter().filter_map(|(_, text)| {
        serde_json::from_slice(text).ok().filter(|json: &Value| !json["tools"].is_null())
    });
    let catalogs: Vec<Value> = catalogs.collect();
    let changes = prop::collection::vec((0..400_usize, odd_value()), 1..8);
    (prop::sample::select(catalogs), changes).prop_map(|(mut catalog, changes)| {
        for (mut at, value) in changes {
            replace(&mut catalog, &mut at, &value);
        }
        catalog.to_string().into_bytes()
    })
}

/// A shipped text of this kind, and changes to it.
fn mutation(ending: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let texts = shipped().iter().filter(|(path, _)| path.to_string_lossy().ends_with(ending));
    let texts: Vec<&[u8]> = texts.map(|(_, text)| text.as_slice()).collect();
    assert!(texts.len() > 3, "{ending}");
    (prop::sample::select(texts), prop::collection::vec(change(), 1..6))
        .prop_map(|(text, changes)| changed(text.to_vec(), &changes))
}

/// Every policy and JSON file of the examples and the cases that isn't large.
fn shipped() -> &'static [(PathBuf, Vec<u8>)] {
    static FILES: OnceLock<Vec<(PathBuf, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("examples"), root.join("tests/cases/check")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if fs::metadata(&path).unwrap().len() < 64 << 10 {
                    files.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    })
}

/// Texts made of the languages' own pieces.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat().into_bytes())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![prop::collection::vec(any::<u8>(), 0..200), pieces()]
}

proptest! {
    #![proptest_config(laws::tried(48))]

    #[test]
    fn random_bytes_are_no_policy_and_no_catalog(bytes in bytes()) {
        every_phase::policy(&bytes, CATALOG.as_bytes());
        every_phase::policy(format!("{HEAD}allow t\n").as_bytes(), &bytes);
        every_phase::catalog(&bytes);
        every_phase::calls(&bytes);
        every_phase::gateway(&bytes);
    }

    #[test]
    fn a_mutated_policy_is_read(policy in mutation(".mcpol")) {
        every_phase::policy(&policy, CATALOG.as_bytes());
    }

    #[test]
    fn a_mutated_catalog_is_read(catalog in mutation(".json")) {
        every_phase::catalog(&catalog);
        every_phase::gateway(&catalog);
        every_phase::calls(&catalog);
    }
}

proptest! {
    #![proptest_config(laws::tried(6))]

    #[test]
    fn an_odd_catalog_is_read(catalog in odd_catalog()) {
        every_phase::catalog(&catalog);
        let policy = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLES[1].0)).unwrap();
        every_phase::policy(&policy, &catalog);
    }

    /// With real policies and the catalogs that they are made for.
    #[test]
    fn a_mutated_example_is_checked(changes in prop::collection::vec(change(), 1..6)) {
        for (name, catalog) in EXAMPLES {
            let read = |path: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
            every_phase::policy(&changed(read(name), &changes), &read(catalog));
            every_phase::policy(&read(name), &changed(read(catalog), &changes));
        }
    }

    #[test]
    #[ignore = "needs MCPOL_CORPUS"]
    fn mutated_real_catalogs_are_read(changes in prop::collection::vec(change(), 1..6)) {
        for path in corpus::catalogs() {
            let text = fs::read(path).unwrap();
            if text.len() < 200 << 10 {
                every_phase::catalog(&changed(text, &changes));
            }
        }
    }
}

/// Policies and the catalogs that they are made for.
const EXAMPLES: [(&str, &str); 2] = [
    ("examples/events/events.mcpol", "examples/events/catalog.json"),
    ("examples/filesystem/filesystem.mcpol", "examples/filesystem/catalog.json"),
];
