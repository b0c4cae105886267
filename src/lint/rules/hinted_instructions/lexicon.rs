//! The words of each language with what they stand for, found in one pass over a text.
//!
//! Few texts get here, so what the lexicons cost is mostly to read them: their words are sorted and
//! looked up where a word of the text begins, and no automaton is built.
//!
//! A lexicon has lines of the form `concept + concept: word, several words, beginning*`. Words are
//! compared as [`plain`](super::reading::plain) leaves them: small letters, no accents.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::concept::{Concept, Set};
use super::reading::plain_text;

/// The lexicons; the first wins where two fit a sentence equally well.
const LEXICONS: &[&str] = &[
    include_str!("lexicon/english.txt"),
    include_str!("lexicon/german.txt"),
    include_str!("lexicon/french.txt"),
    include_str!("lexicon/spanish.txt"),
    include_str!("lexicon/portuguese.txt"),
    include_str!("lexicon/italian.txt"),
    include_str!("lexicon/chinese.txt"),
    include_str!("lexicon/japanese.txt"),
    include_str!("lexicon/russian.txt"),
    include_str!("lexicon/neutral.txt"),
];

/// How many languages there are.
pub(super) const LANGUAGES: usize = LEXICONS.len() - 1;

/// The number of what is the same in every language.
pub(super) const NEUTRAL: usize = LANGUAGES;

/// The number of Japanese.
pub(super) const JAPANESE: usize = 7;

/// The number of English among the languages.
pub(super) const ENGLISH: usize = 0;

/// A word of a text that some lexicon knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) concepts: Set,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of its language.
    pub(super) language: usize,
}

/// What a lexicon says of a word.
#[derive(Debug, Clone, Copy)]
struct Entry {
    concepts: Set,
    language: usize,
    /// Whether other letters may follow.
    is_beginning: bool,
}

/// A word of the lexicons, as it is written in one or more languages.
#[derive(Debug)]
struct Known {
    text: String,
    entries: Vec<Entry>,
    /// The place of the longest other word that it begins with.
    shorter: Option<usize>,
}

/// All words, sorted.
#[derive(Debug)]
struct Lexicon(Vec<Known>);

/// The words of a reading that are known, by where they begin; those of different languages may
/// lie in one place.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    LEXICON.marks(text)
}

/// A word of a lexicon: the number of its language, its concepts, and how it is written, with a `*`
/// where others begin with it.
type Word = (usize, Set, Cow<'static, str>);

/// Every word of the lexicons.
pub(super) fn words() -> impl Iterator<Item = Word> {
    LEXICONS.iter().enumerate().flat_map(|(language, lexicon)| of_lexicon(language, lexicon))
}

fn of_lexicon(language: usize, lexicon: &'static str) -> impl Iterator<Item = Word> {
    lexicon.lines().filter_map(line).flat_map(move |(concepts, words)| {
        words.map(move |word| (language, concepts, plain_word(word)))
    })
}

/// A word of a lexicon as a reading has it.
fn plain_word(word: &'static str) -> Cow<'static, str> {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'\'' | b'-' | b'*');
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let end = if word.ends_with('*') { "*" } else { "" };
    Cow::Owned(plain_text(word.trim_end_matches('*')) + end)
}

/// The concepts of a line and its words; nothing of a comment.
fn line(line: &'static str) -> Option<(Set, impl Iterator<Item = &'static str>)> {
    let (names, words) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
    let concepts = names.split(" + ").filter_map(Concept::named);
    let concepts = concepts.fold(Set::default(), |set, concept| set.or(Set::of(&[concept])));
    Some((concepts, words.split(", ")))
}

impl Lexicon {
    fn read() -> Self {
        let mut words: Vec<_> = words().map(entry).collect();
        words.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut known: Vec<Known> = Vec::with_capacity(words.len());
        for (text, entry) in words {
            match known.last_mut().filter(|last| last.text == text) {
                Some(last) => last.add(entry),
                None => {
                    let shorter = longest_beginning(&known, &text);
                    known.push(Known { text, entries: vec![entry], shorter });
                }
            }
        }
        Self(known)
    }

    fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let small = text.to_ascii_lowercase();
        for (start, _) in text.char_indices().filter(|(at, _)| begins(text, *at)) {
            let rest = small.get(start..).unwrap_or_default();
            for known in self.beginning(rest) {
                known.mark(text, start, &mut marks);
            }
        }
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.language));
        marks
    }

    /// The words that a text begins with. All of them are beginnings of the last that isn't behind
    /// the text in the order.
    fn beginning<'l>(&'l self, text: &str) -> impl Iterator<Item = &'l Known> {
        let behind = self.0.partition_point(|known| known.text.as_str() <= text);
        let last = behind.checked_sub(1).and_then(|last| self.0.get(last));
        let chain = std::iter::successors(last, |known| self.0.get(known.shorter?));
        chain.filter(move |known| text.starts_with(&known.text))
    }
}

impl Known {
    /// Adds what another line says of it; what is of one language stays together.
    fn add(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|known| known.language == entry.language) {
            Some(known) => {
                known.concepts = known.concepts.or(entry.concepts);
                known.is_beginning |= entry.is_beginning;
            }
            None => self.entries.push(entry),
        }
    }

    /// Its marks where it begins at a place of a text.
    fn mark(&self, text: &str, start: usize, marks: &mut Vec<Mark>) {
        let end = start + self.text.len();
        let ends = ends(text, end);
        let entries = self.entries.iter().filter(|entry| ends || entry.is_beginning);
        marks.extend(entries.map(|entry| Mark {
            concepts: entry.concepts,
            start,
            end: if ends { end } else { word_end(text, end) },
            language: entry.language,
        }));
    }
}

/// What a line says of one of its words.
fn entry((language, concepts, word): Word) -> (String, Entry) {
    let is_beginning = word.ends_with('*');
    let text = word.trim_end_matches('*').to_owned();
    (text, Entry { concepts, language, is_beginning })
}

/// The place of the longest word that a text begins with, which stands behind all of them.
fn longest_beginning(known: &[Known], text: &str) -> Option<usize> {
    let last = known.len().checked_sub(1);
    let mut chain = std::iter::successors(last, |at| known.get(*at)?.shorter);
    chain.find(|at| known.get(*at).is_some_and(|known| text.starts_with(&known.text)))
}

/// Whether a character belongs to a word that is told by the space around it.
pub(super) fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || !character.is_ascii() && character.is_alphanumeric() && !is_unspaced(character)
}

/// Whether a character's script has no spaces between words.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a character joins what it stands beside to one word.
fn joins(character: char) -> bool {
    is_letter(character) || matches!(character, '_' | '-')
}

fn begins(text: &str, at: usize) -> bool {
    let first = first(text, at);
    !(first.is_some_and(|it| joins(it) || it == '.') && last(text, at).is_some_and(joins))
}

fn ends(text: &str, at: usize) -> bool {
    !(last(text, at).is_some_and(joins) && first(text, at).is_some_and(joins))
}

/// The character at a place; most are ASCII.
fn first(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The character before a place.
fn last(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at.checked_sub(1)?)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(..at)?.chars().next_back(),
    }
}

/// Where the word ends that goes on at this place.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(|character| !is_letter(character)).unwrap_or(rest.len())
}
