//! Which phrases a text may have, by the words in it: one pass over the text, and no pattern read.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::phrases::{NEEDED, PHRASES};

/// The words of all phrases, each once, and what the phrases need.
struct Words {
    automaton: AhoCorasick,
    /// Of each phrase, the groups of words of which one each must be there, by their numbers.
    needs: Vec<Vec<Vec<usize>>>,
}

/// The numbers of the phrases that a text may have, in their order. The text may be a reading, or
/// plain ASCII as it stands in a JSON file.
pub(super) fn candidates(text: &str) -> Vec<usize> {
    static WORDS: LazyLock<Option<Words>> = LazyLock::new(Words::new);
    match WORDS.as_ref() {
        Some(words) => words.candidates(text),
        None => (0..PHRASES.len()).collect(),
    }
}

/// The words of which a phrase needs some, group by group.
pub(super) fn needed(needs: &str) -> Vec<Vec<String>> {
    let needs =
        NEEDED.iter().fold(needs.to_owned(), |text, (name, words)| text.replace(name, words));
    let group = |group: &str| group.split_whitespace().map(str::to_owned).collect();
    needs.split('&').map(group).collect()
}

impl Words {
    fn new() -> Option<Self> {
        let mut words: Vec<String> = Vec::new();
        let mut number = |word: String| {
            let known = words.iter().position(|known| *known == word);
            known.unwrap_or_else(|| {
                words.push(word);
                words.len() - 1
            })
        };
        let mut numbers = |group: Vec<String>| group.into_iter().map(&mut number).collect();
        let groups = |needs: &str| needed(needs).into_iter().map(&mut numbers).collect();
        let needs = PHRASES.iter().map(|phrase| phrase.needs).map(groups).collect();
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&words).ok()?;
        Some(Self { automaton, needs })
    }

    fn candidates(&self, text: &str) -> Vec<usize> {
        let mut there = vec![false; self.automaton.patterns_len()];
        for found in self.automaton.find_overlapping_iter(text) {
            if let Some(word) = there.get_mut(found.pattern().as_usize()) {
                *word = true;
            }
        }
        let is_there = |word: &usize| there.get(*word).is_some_and(|there| *there);
        let may_be = |needs: &Vec<Vec<usize>>| needs.iter().all(|group| group.iter().any(is_there));
        let phrases = self.needs.iter().enumerate();
        phrases.filter(|(_, needs)| may_be(needs)).map(|(number, _)| number).collect()
    }
}
