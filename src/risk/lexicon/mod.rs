//! The words that signs are made of: verbs with their class, and things with their topics.
//!
//! Each file holds one subject as plain lists. Words are folded: lower case, no accents. No word
//! is here for the sake of one tool.

mod grammar;
mod topics;
mod verbs;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::class::Class;
pub(super) use topics::Topic;
pub(super) use verbs::Use;

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// As a verb.
    pub(super) verb: Option<Verb>,
    /// As a thing.
    topics: u32,
}

/// A verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// What a tool does that is named after it.
    pub(super) class: Class,
    /// How it is told from a noun.
    pub(super) used: Use,
}

impl Verb {
    /// Whether it is nothing but a verb.
    pub(super) fn only(self) -> bool {
        self.used == Use::Only
    }
}

impl Entry {
    /// Whether it is a thing of this topic.
    pub(super) fn is(self, topic: Topic) -> bool {
        self.topics & topic.bit() != 0
    }
}

/// What the lexicon says of a folded word.
pub(super) fn entry(word: &str) -> Option<Entry> {
    static WORDS: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(words);
    WORDS.get(word).copied()
}

fn words() -> HashMap<&'static str, Entry> {
    let mut all: HashMap<&'static str, Entry> = HashMap::new();
    for (class, used, list) in verbs::VERBS {
        for word in list.split_whitespace() {
            all.entry(word).or_default().verb = Some(Verb { class, used });
        }
    }
    for (topic, list) in topics::TOPICS.into_iter().chain(grammar::GRAMMAR) {
        for word in list.split_whitespace() {
            all.entry(word).or_default().topics |= topic.bit();
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_verb_has_one_class() {
        let mut seen = BTreeSet::new();
        let lists = verbs::VERBS.into_iter().flat_map(|(_, _, list)| list.split_whitespace());
        let twice: Vec<_> = lists.filter(|word| !seen.insert(*word)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    #[test]
    fn words_are_folded() {
        let plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        let odd: Vec<_> = words().into_keys().filter(|word| !plain(word)).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}
