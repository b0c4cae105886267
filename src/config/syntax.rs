//! What is wrong with a text that is no TOML, said by the line on which it stops being some.

use std::ops::Range;

use super::listing::key;
use crate::strings::tick;

/// What is wrong, where that is known, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Advice {
    pub(super) message: Option<String>,
    pub(super) help: String,
}

/// The words for the two booleans in other languages.
const BOOLEANS: [(&str, &[&str]); 2] =
    [("true", &["yes", "on", "true"]), ("false", &["no", "off", "false"])];

/// What the reader of TOML says of a name that has a value already.
const TWICE: &str = "duplicate key";

/// What to say of a fault at this place of a text, of which the reader of TOML says something.
pub(super) fn advice(text: &str, place: Range<usize>, said: &str) -> Advice {
    let at = place.start;
    if said.contains(TWICE) {
        return twice(text.get(place).unwrap_or_default());
    }
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let found = table(line).or_else(|| value(line, text.get(at..).unwrap_or_default()));
    found.unwrap_or_else(|| Advice { message: None, help: "the file is TOML".to_owned() })
}

/// A key or a table that stands twice.
fn twice(name: &str) -> Advice {
    let message = match name.is_empty() {
        true => "this name stands in the file already".to_owned(),
        false => format!("{} stands here already", tick(name)),
    };
    Advice { message: Some(message), help: "leave one of them out".to_owned() }
}

/// The header of a table: `[servers.my pages]`, `[servers.github`.
fn table(line: &str) -> Option<Advice> {
    let header = line.trim().strip_prefix('[').filter(|rest| !rest.starts_with('['))?;
    let (header, is_closed) = match header.split_once(']') {
        Some((header, _)) => (header, true),
        None => (header, false),
    };
    let quoted = header.split_once('.').map(|(table, name)| {
        let name = name.trim().trim_matches(['"', '\'']);
        format!("{}.{}", table.trim(), key(name))
    });
    let message = match is_closed {
        true => "this name needs quotes",
        false => "the name of the table has no end",
    };
    let help = format!("write `[{}]`", quoted.unwrap_or_else(|| header.trim().to_owned()));
    Some(Advice { message: Some(message.to_owned()), help })
}

/// A value without quotes, as in `policy = web.mcpol`.
fn value(line: &str, rest: &str) -> Option<Advice> {
    line.split_once('=')?;
    let end = |letter: char| letter.is_whitespace() || ",]}#=\"'".contains(letter);
    let bare = rest.split(end).next().filter(|bare| !bare.is_empty())?;
    if !bare.starts_with(|letter: char| letter.is_alphabetic() || "./~_*".contains(letter)) {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| bare.eq_ignore_ascii_case(word));
    let boolean = BOOLEANS.iter().find(|(_, words)| is(words));
    let help = match boolean {
        Some((boolean, _)) => format!("write `{boolean}`, or `\"{bare}\"` for a text"),
        None => format!("write `\"{bare}\"`"),
    };
    Some(Advice { message: Some("a text stands in quotes".to_owned()), help })
}
