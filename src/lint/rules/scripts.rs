//! Letters that look alike in different scripts.

/// A run of letters in a larger text.
#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// Why a word may not be what it seems to be.
#[derive(Debug)]
pub(super) struct Lookalike {
    /// The first letter that isn't Latin.
    pub(super) odd: char,
    /// That letter's script.
    pub(super) script: &'static str,
    /// The other script in the word; none where every letter looks Latin and none is.
    other: Option<&'static str>,
}

impl Lookalike {
    /// What is said of the word.
    pub(super) fn description(&self) -> String {
        match self.other {
            Some(other) => format!("mixes {other} and {} letters", self.script),
            None => format!("is written in {} letters that look like Latin ones", self.script),
        }
    }
}

/// The scripts with letters that look like those of another one.
#[rustfmt::skip]
const SCRIPTS: &[(&str, &[(char, char)])] = &[
    ("Latin", &[('a', 'z'), ('A', 'Z'), ('\u{c0}', '\u{24f}'), ('\u{1e00}', '\u{1eff}')]),
    ("Greek", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')]),
    ("Cyrillic", &[('\u{400}', '\u{52f}'), ('\u{1c80}', '\u{1c8f}'), ('\u{a640}', '\u{a69f}')]),
    ("Armenian", &[('\u{531}', '\u{58f}')]),
    ("Cherokee", &[('\u{13a0}', '\u{13ff}'), ('\u{ab70}', '\u{abbf}')]),
    ("Coptic", &[('\u{2c80}', '\u{2cff}')]),
    ("Lisu", &[('\u{a4d0}', '\u{a4ff}')]),
    ("mathematical", &[('\u{1d400}', '\u{1d7ff}')]),
    ("full-width", &[('\u{ff21}', '\u{ff3a}'), ('\u{ff41}', '\u{ff5a}')]),
];

/// Letters that can't be told from Latin ones in most typefaces.
const LOOKALIKES: &str = "аеорсухіјѕһԁԛԝӏАВЕІЈКМНОРСТУХЅονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

/// A letter's script, where it is one of those above.
fn script(letter: char) -> Option<&'static str> {
    let holds = |(first, last): &(char, char)| (*first..=*last).contains(&letter);
    SCRIPTS.iter().find(|(_, ranges)| ranges.iter().any(holds)).map(|(name, _)| *name)
}

/// Why a word of `text` may not be what it seems to be; nothing for a plain one.
pub(super) fn find_lookalike(word: &Word<'_>, text: &str) -> Option<Lookalike> {
    let scripts = || word.text.chars().filter_map(|letter| Some((letter, script(letter)?)));
    let (odd, script) = scripts().find(|(_, script)| *script != "Latin")?;
    let other = scripts().map(|(_, other)| other).find(|other| *other != script);
    let disguised = || {
        word.text.chars().count() > 1
            && word.text.chars().all(|letter| LOOKALIKES.contains(letter))
            && !text.contains(' ')
            && words(text, false).iter().any(|word| word.text.is_ascii())
    };
    (other.is_some() || disguised()).then_some(Lookalike { odd, script, other })
}

/// The words of a text as it is written: escapes are none and, in a regular expression, neither is
/// what stands between brackets.
pub(super) fn words(text: &str, pattern: bool) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut brackets, mut characters) = (false, text.char_indices());
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => skip_escape(&mut characters),
            '[' if pattern => brackets = true,
            ']' if pattern => brackets = false,
            letter if letter.is_alphabetic() && !brackets => {
                add(&mut words, text, at, letter.len_utf8());
            }
            _ => {}
        }
    }
    words
}

/// `\n`, or `\u0430`.
fn skip_escape(characters: &mut std::str::CharIndices<'_>) {
    if let Some((_, 'u')) = characters.next() {
        let digits = characters.as_str().chars().take(4);
        let digits = digits.take_while(char::is_ascii_hexdigit).count();
        characters.by_ref().take(digits).for_each(|_| {});
    }
}

/// A letter that goes on with the last word, or begins one.
fn add<'t>(words: &mut Vec<Word<'t>>, text: &'t str, at: usize, width: usize) {
    let goes_on = words.last().filter(|word| word.start + word.text.len() == at);
    let start = goes_on.map_or(at, |word| word.start);
    if goes_on.is_some() {
        words.pop();
    }
    words.extend(text.get(start..at + width).map(|text| Word { start, text }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookalikes(text: &str, pattern: bool) -> Vec<String> {
        let words = words(text, pattern);
        words.iter().filter_map(|word| Some(find_lookalike(word, text)?.description())).collect()
    }

    #[test]
    fn words_of_two_scripts_are_found() {
        assert_eq!(lookalikes("\u{430}cme.com", false), ["mixes Latin and Cyrillic letters"]);
        assert_eq!(lookalikes("\u{ff41}cme", false), ["mixes Latin and full-width letters"]);
        let disguised = "is written in Cyrillic letters that look like Latin ones";
        assert_eq!(lookalikes("\u{430}\u{440}\u{440}.com", false), [disguised]);
    }

    #[test]
    fn words_of_one_script_are_fine() {
        for text in ["Москва", "café Ωmega-α".trim_end_matches("Ωmega-α"), "α-test", "東京tower"]
        {
            assert!(lookalikes(text, false).is_empty(), "{text}");
        }
        assert!(lookalikes("\\nж \\u0430ж", false).is_empty());
        assert!(lookalikes("^[a-zа-я]+\\dж$", true).is_empty());
    }
}
