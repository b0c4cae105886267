//! The words that signs are made of: verbs with their class, and things with their topics.
//!
//! Each file holds one subject as plain lists. Words are folded: lower case, no accents. No word
//! is here for the sake of one tool.

pub(super) mod arguments;
mod grammar;
mod things;
mod topics;
mod verbs;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::class::Class;
use super::effects::Effects;
use crate::strings::Quick;
pub(super) use topics::Topic;
pub(super) use verbs::Use;

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// As a verb.
    pub(super) verb: Option<Verb>,
    /// As a thing.
    topics: u128,
}

/// A verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// What a tool does that is named after it.
    pub(super) effects: Effects,
    /// How it is told from a noun.
    pub(super) used: Use,
}

impl Verb {
    /// Whether it is nothing but a verb.
    pub(super) fn only(self) -> bool {
        self.used == Use::Only
    }

    /// The class of a tool that does nothing else.
    pub(super) fn class(self) -> Class {
        self.effects.class().unwrap_or(Class::Read)
    }
}

impl Entry {
    /// Whether it is a thing of this topic.
    pub(super) fn is(self, topic: Topic) -> bool {
        self.topics & topic.bit() != 0
    }
}

/// Every word; never walked, so its order shows nowhere.
type Words = HashMap<&'static str, Entry, BuildHasherDefault<Quick>>;

/// What the lexicon says of a folded word.
pub(super) fn entry(word: &str) -> Option<Entry> {
    static WORDS: LazyLock<Words> = LazyLock::new(words);
    WORDS.get(word).copied()
}

fn words() -> Words {
    let mut all = Words::default();
    for (effects, used, list) in verbs::VERBS {
        for word in list.split_whitespace() {
            let verb = Verb { effects: *effects, used: *used };
            all.entry(word).or_default().verb = Some(verb);
        }
    }
    for (topic, list) in things::TOPICS.iter().chain(grammar::GRAMMAR) {
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
    fn a_verb_stands_in_one_list() {
        let mut seen = BTreeSet::new();
        let lists = verbs::VERBS.iter().flat_map(|(_, _, list)| list.split_whitespace());
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
