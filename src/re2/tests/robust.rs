//! Any text whatever is read in bounded time, without a panic.

use proptest::prelude::*;

use crate::re2::translate::translate;
use crate::re2::{Pattern, group, misreadings};

/// Pieces of syntax: random text of these gets much further than random characters.
const PIECES: [&str; 58] = [
    "a",
    "é",
    "K",
    "1",
    "8",
    "(",
    "(?:",
    "(?i)",
    "(?-i:",
    "(?P<n>",
    "(?<m>",
    "(?s-i",
    ")",
    "|",
    "[",
    "[^",
    "[[:alpha:]",
    "[:",
    ":]",
    "]",
    "-",
    "--",
    "&&",
    "~~",
    "{",
    "{2}",
    "{3,}",
    "{,3}",
    "{0,2}",
    "}",
    "*",
    "+",
    "?",
    "??",
    ".",
    "^",
    "$",
    r"\d",
    r"\W",
    r"\s",
    r"\b",
    r"\B",
    r"\A",
    r"\z",
    r"\Q",
    r"\E",
    r"\pL",
    r"\P{Greek}",
    r"\p{Cs}",
    r"\x{D800}",
    r"\x41",
    r"\123",
    r"\0",
    r"\<",
    "\\",
    "#",
    " ",
    "\n",
];

fn pattern() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES), 0..14).prop_map(|pieces| pieces.concat())
}

fn ranges_are_texts(pattern: &str) {
    let found = Pattern::new(pattern).err().into_iter().chain(misreadings(pattern));
    for error in found {
        assert!(pattern.get(error.range.clone()).is_some(), "{pattern:?}: {error:?}");
    }
}

proptest! {
    #[test]
    fn reads_any_text(pattern in any::<String>()) {
        ranges_are_texts(&pattern);
    }

    #[test]
    fn reads_any_syntax(pattern in pattern()) {
        ranges_are_texts(&pattern);
    }

    #[test]
    fn translates_into_valid_patterns(pattern in pattern()) {
        if let Ok(translation) = translate(&pattern) {
            let parsed = regex_syntax::parse(&translation.rust);
            prop_assert!(parsed.is_ok(), "{:?} {:?} {:?}", pattern, translation.rust, parsed);
        }
    }

    #[test]
    fn quotes_any_text(text in "[^\\\\]*") {
        let pattern = Pattern::new(&format!(r"\A\Q{text}\E\z")).unwrap();
        prop_assert!(pattern.is_match(&text));
        let other = format!("{}x", text);
        prop_assert!(!pattern.is_match(&other));
    }
}

#[test]
fn deep_groups_run_on_a_small_stack() {
    let depth = group::MAX_DEPTH;
    let pattern = "(?:a|(?:".repeat(depth / 2) + "x" + &")*b)+".repeat(depth / 2);
    let compiled = Pattern::new(&pattern).unwrap();
    assert!(compiled.is_match("a"));
}
