//! Complements held against their patterns, and how long they are.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Language, MAX_LENGTH, TooLarge, complement};
use crate::analysis::{Answer, Engine, Formula, Test};
use crate::catalog::types::Kind;
use crate::re2::{self, Pattern};
use crate::testkit::laws;

/// Patterns of every form that RE2 knows, and those that people write.
const PATTERNS: &str = include_str!("patterns.txt");

/// That no string has both and every string one, decided on the minimal automata.
fn assert_exact(pattern: &str) {
    let language = Language::of(pattern).unwrap();
    match language.complement().unwrap() {
        Some(complement) => {
            assert!(complement.len() <= MAX_LENGTH);
            assert!(Pattern::new(&complement).is_ok(), "{pattern}: {complement}");
            assert!(re2::misreadings(&complement).is_empty(), "{pattern}: {complement}");
            let read_again = Language::of(&complement).unwrap();
            assert_eq!(read_again, language.exchanged(), "{pattern}: {complement}");
        }
        None => assert_eq!(language, Language::of("").unwrap(), "{pattern}"),
    }
}

#[test]
fn a_complement_read_again_has_all_other_strings_and_no_more() {
    for pattern in PATTERNS.lines() {
        assert_exact(pattern);
    }
}

/// The same by the engine, which walks bytes and knows nothing of minimal automata.
#[test]
fn the_engine_finds_no_string_that_has_both_or_neither() {
    let mut engine = Engine::default();
    let path = ["x".to_owned()];
    let found = |pattern: &str| Formula::test(&path, Test::Matches(pattern.to_owned()));
    for pattern in PATTERNS.lines() {
        let Some(complement) = complement(pattern).unwrap() else { continue };
        let string = Formula::test(&path, Test::Is(Kind::String));
        let both = found(pattern).and(found(&complement));
        let neither = string.and(!found(pattern)).and(!found(&complement));
        assert_eq!(engine.find_arguments(&both), Answer::None, "{pattern}");
        assert_eq!(engine.find_arguments(&neither), Answer::None, "{pattern}");
    }
}

/// Strings in which assertions, line ends and the ends of ranges matter.
fn text() -> impl Strategy<Value = String> {
    let characters: Vec<char> = "aabbcdeks0159_-./@:\"\\ \t\n\r\0é\u{17f}\u{212a}\u{2028}\u{d7ff}\u{e000}\u{fffd}\u{10ffff}"
        .chars()
        .collect();
    proptest::collection::vec(proptest::sample::select(characters), 0..12)
        .prop_map(|characters| characters.into_iter().collect())
}

/// The patterns that some string doesn't have, each with its complement.
static COMPLEMENTS: LazyLock<Vec<(&str, Pattern, Pattern)>> = LazyLock::new(|| {
    let complements = PATTERNS.lines().filter_map(|pattern| {
        let complement = Pattern::new(&complement(pattern).unwrap()?).unwrap();
        Some((pattern, Pattern::new(pattern).unwrap(), complement))
    });
    complements.collect()
});

proptest! {
    #![proptest_config(laws::tried(16))]

    #[test]
    fn a_string_has_a_pattern_or_its_complement(texts in proptest::collection::vec(text(), 8)) {
        for (pattern, one, other) in COMPLEMENTS.iter() {
            for text in &texts {
                prop_assert_ne!(one.is_match(text), other.is_match(text), "{}: {:?}", pattern, text);
            }
        }
    }

    #[test]
    fn a_text_anywhere_has_a_complement(part in text()) {
        assert_exact(&re2::escaped(&part));
        assert_exact(&format!(r"\A{}", re2::escaped(&part)));
        assert_exact(&format!(r"{}\z", re2::escaped(&part)));
    }
}

/// How many states and how many bytes the complements of usual patterns take.
#[test]
fn complements_are_short() {
    let letters = "abcdefghijklmnopqrstuvwxyz".repeat(8);
    let first = |count: usize| letters.get(..count).unwrap().to_owned();
    let patterns = [
        r"\Amain".to_owned(),
        format!(r"\A{}", first(200)),
        r"\.json\z".to_owned(),
        format!(r"{}\z", first(60)),
        "abc".to_owned(),
        first(40),
        "^[a-z0-9-]{1,40}$".to_owned(),
        "^[a-z]{1,255}$".to_owned(),
        "^[a-z]{1,1000}$".to_owned(),
        "^(main|dev)$".to_owned(),
        r"^feat\/[a-z]+$".to_owned(),
        r"^(feat|fix|chore)\/[a-z0-9-]{1,60}$".to_owned(),
        "^[0-9a-f]{40}$".to_owned(),
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$".to_owned(),
        r"(?i)^select\b".to_owned(),
        r"\bDROP\b".to_owned(),
        r"^https:\/\/[a-z0-9-]{1,30}\.acme\.com(\/[^\s]*)?$".to_owned(),
        r"^projects\/acme-[a-z]+\/topics\/[a-zA-Z][a-zA-Z0-9-_.~+%]{2,254}$".to_owned(),
    ];
    let sizes = patterns.iter().map(|pattern| {
        let language = Language::of(pattern).unwrap();
        let length = language.complement().unwrap().unwrap_or_default().len();
        format!("{:4} states {length:5} bytes  {pattern:.60}\n", language.states())
    });
    insta::assert_snapshot!(sizes.collect::<String>());
}

#[test]
fn what_outgrows_its_bound_is_no_complement() {
    for pattern in [r"[ab]*a[ab]{8}$", "^.*a.{6}b$", r"^\pL+$"] {
        assert_eq!(complement(pattern), Err(TooLarge::Length), "{pattern}");
    }
    assert!(matches!(complement("^[ab]*a[ab]{14}$"), Err(TooLarge::States(_))));
    assert!(matches!(complement("^(?:x{500}y{500}){1}z{100}$"), Err(TooLarge::States(_))));
}

#[test]
fn few_strings_are_listed() {
    let listed = |pattern: &str, most| Language::few_strings(pattern, most);
    let owned = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
    assert_eq!(listed("^(main|dev)$", 64), owned(&["dev", "main"]));
    assert_eq!(listed("^a?b?$", 4), owned(&["", "a", "ab", "b"]));
    assert_eq!(listed("^a?b?$", 3), None);
    assert_eq!(listed("^$", 64), owned(&[""]));
    assert_eq!(listed(r"[^\x00-\x{10FFFF}]", 64), owned(&[]));
    assert_eq!(listed("main", 64), None);
    assert_eq!(listed("^a*$", 64), None);
    assert_eq!(listed("^.$", 64), None);
}
