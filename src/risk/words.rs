//! Names and descriptions taken apart into words that the lexicon may know.

use std::borrow::Cow;

use super::lexicon::{self, Entry};
use crate::strings::escape::is_unsafe;

/// How many words before a colon are a sentence and no label (`Invoices: create one`).
const LABEL: usize = 4;

/// How many words of a name are looked at.
const MAX_WORDS: usize = 256;

/// One word, with what the lexicon says of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// The word as it is written.
    pub(super) text: &'t str,
    /// What it means; empty for words that the lexicon doesn't know.
    pub(super) entry: Entry,
    /// Whether the lexicon knows it with another ending: a plural, or another form of a verb.
    pub(super) inflected: bool,
    /// Whether a comma or the like stands between it and the word before.
    pub(super) after_comma: bool,
}

impl<'t> Word<'t> {
    fn new(text: &'t str, after_comma: bool) -> Self {
        let folded = folded(text);
        let exact = lexicon::entry(&folded);
        let other = exact.is_none().then(|| stem(&folded)).flatten();
        let inflected = other.is_some();
        Self { text, entry: exact.or(other).unwrap_or_default(), inflected, after_comma }
    }

    /// Whether it is the plural of a word that the lexicon knows.
    pub(super) fn is_plural(&self) -> bool {
        self.inflected && self.text.ends_with(['s', 'S'])
    }

    /// The word in lower case, in the singular.
    pub(super) fn singular(&self) -> String {
        singular_of(&folded(self.text))
    }

    /// Whether it is one of these words, or the plural of one.
    pub(super) fn is_any(&self, list: &[&str]) -> bool {
        is_any(self.text, list)
    }
}

/// What the lexicon says of one word.
pub(super) fn means(word: &str) -> Entry {
    Word::new(word, false).entry
}

/// Whether a word is one of these, or the plural of one.
pub(super) fn is_any(word: &str, list: &[&str]) -> bool {
    if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let folded = folded(word);
        let singular = folded.strip_suffix('s').unwrap_or(&folded);
        return list.iter().any(|known| *known == folded || *known == singular);
    }
    let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    let (own, lengths) = (first(word), singular.len()..=word.len());
    let mut near =
        list.iter().filter(|known| lengths.contains(&known.len()) && first(known) == own);
    near.any(|known| known.eq_ignore_ascii_case(word) || known.eq_ignore_ascii_case(singular))
}

/// Whether a name has one of these words, or the plural of one.
pub(crate) fn has_any(name: &str, list: &[&str]) -> bool {
    parts(name).take(MAX_WORDS).any(|word| is_any(word, list))
}

/// The words of a tool's name: `get_user`, `getUser`, `GetUser`, `get-user` and `users.get` alike.
pub(super) fn of_name(name: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(8);
    words.extend(parts(name).take(MAX_WORDS).map(|text| Word::new(text, false)));
    words
}

/// The same, not looked up.
pub(super) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(is_separator).flat_map(|run| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let (word, after) = rest.split_at(hump(rest));
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

fn is_separator(character: char) -> bool {
    !character.is_alphanumeric() && !is_unsafe(character)
}

/// Where the first word of `getUser`, `SEOAudit` or `s3Bucket` ends.
fn hump(run: &str) -> usize {
    if run.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return run.len();
    }
    let mut letters = run.char_indices();
    let mut before: Option<char> = None;
    while let Some((at, letter)) = letters.next() {
        if before.is_some_and(|before| is_edge(before, letter, letters.as_str())) {
            return at;
        }
        before = Some(letter);
    }
    run.len()
}

fn is_edge(before: char, letter: char, after: &str) -> bool {
    let starts_word = || after.starts_with(char::is_lowercase) && !is_plural(after);
    letter.is_uppercase() && (!before.is_uppercase() || starts_word())
}

/// Whether an abbreviation's plural ends here: the `s` of `userIDs` and `URLsToVisit`.
fn is_plural(after: &str) -> bool {
    after.strip_prefix('s').is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// The first words of a text, up to the end of its first sentence.
pub(super) fn of_sentence(text: &str, most: usize) -> Vec<Word<'_>> {
    of_prose(text, most, true)
}

/// The first words of a text.
pub(super) fn of_text(text: &str, most: usize) -> Vec<Word<'_>> {
    of_prose(text, most, false)
}

fn of_prose(text: &str, most: usize, one_sentence: bool) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(most.min(16));
    let mut comma = false;
    for run in text.split_whitespace() {
        if words.len() >= most {
            break;
        }
        if run.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            words.push(Word::new(run, comma));
            comma = false;
            continue;
        }
        comma = push_parts(run, comma, &mut words);
        let label = run.ends_with(':') && words.len() < LABEL;
        if one_sentence && ends_sentence(run) && !label && !words.is_empty() {
            break;
        }
    }
    words
}

/// Adds the words of `read/write`, `e-mail` or `(files,`; says whether the next word is joined to
/// them.
fn push_parts<'t>(run: &'t str, mut comma: bool, words: &mut Vec<Word<'t>>) -> bool {
    for bare in bare_parts(run) {
        words.push(Word::new(bare, comma));
        comma = run.contains('/');
    }
    run.ends_with([',', '/', '&'])
}

/// The words of `read/write`, `e-mail` or `(files,`.
fn bare_parts(run: &str) -> impl Iterator<Item = &str> {
    let parts = run.split(['-', '/', '\'', '’']);
    parts
        .map(|part| part.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|bare| !bare.is_empty())
}

fn ends_sentence(run: &str) -> bool {
    run.trim_end_matches([')', '"', '\'', '*', '`', ']']).ends_with(['.', ';', ':', '!', '?', '。'])
        || run == "—"
}

/// Lower case, without accents, without characters that can't be seen.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let seen = text.chars().filter(|letter| !is_unsafe(*letter));
    Cow::Owned(seen.flat_map(char::to_lowercase).map(plain).collect())
}

/// The letter under an accent.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

/// `refund` of `refunds`, `query` of `queries`, `batch` of `batches`; `address` stays.
pub(super) fn singular_of(word: &str) -> String {
    let sibilant = |stem: &&str| stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch");
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let stem = word.strip_suffix("es").filter(sibilant).or(word.strip_suffix('s'));
    let plural =
        stem.filter(|stem| stem.len() > 1 && !word.ends_with("ss") && !stem.ends_with(['i', 'u']));
    plural.unwrap_or(word).to_owned()
}

/// What the lexicon says of `payments`, `deletes`, `queries`, `searches`, `removing`.
fn stem(folded: &str) -> Option<Entry> {
    if let Some(stem) = folded.strip_suffix("ing").filter(|stem| stem.len() > 2) {
        return lexicon::entry(stem).or_else(|| lexicon::entry(&format!("{stem}e")));
    }
    let stem = folded.strip_suffix('s').filter(|stem| stem.len() > 2)?;
    let of_y = || lexicon::entry(&format!("{}y", stem.strip_suffix("ie")?));
    lexicon::entry(stem).or_else(|| lexicon::entry(stem.strip_suffix('e')?)).or_else(of_y)
}
