//! What the rules say of an argument.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::RoleAnswer;
use super::phrase;
use super::role::Role;
use super::rule::{Place, Rule, SURE};
use super::rules;
use super::signs::Signs;
use super::tool::Facts;
use crate::risk::evidence::Evidence;
use crate::strings::Quick;

/// What one rule says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vote {
    /// What the argument is.
    pub(super) answer: RoleAnswer,
    /// How far that is trusted, from 1 to 9; 0 where the rule's words are there, and not all that
    /// it asks for besides.
    pub(super) strength: u8,
    /// Where the words were found.
    place: Place,
    /// The words, joined by `_`.
    words: &'static str,
}

impl Vote {
    /// Whether it decides alone, because it is sure of a danger, or that there is none; else it is
    /// one sign among others.
    pub(super) fn decides(&self) -> bool {
        self.strength >= SURE && self.answer.role().is_none_or(Role::is_dangerous)
    }

    /// The words it rests on.
    pub(super) fn evidence(&self) -> Evidence {
        let words = self.words.replace('_', " ");
        match self.place {
            Place::Whole | Place::Last | Place::Within => Evidence::Name(words),
            Place::Head | Place::Said => Evidence::Description(words),
        }
    }
}

/// A phrase of a rule.
#[derive(Debug, Clone, Copy)]
struct Entry {
    phrase: &'static str,
    rule: &'static Rule,
}

/// The phrases by their first words, in the order of the rules.
type Index = HashMap<&'static str, Vec<Entry>, std::hash::BuildHasherDefault<Quick>>;

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for rule in rules::all() {
        for phrase in rule.words.split_ascii_whitespace() {
            let first = phrase.split('_').next().unwrap_or_default();
            index.entry(first).or_default().push(Entry { phrase, rule });
        }
    }
    index
});

/// What the rules say of an argument, the strongest first.
pub(super) fn of(signs: &Signs<'_>, tool: &Facts<'_>) -> Vec<Vote> {
    let mut votes = Vec::new();
    let mut add = |place: &[Place], words: &[String], whole: bool| {
        for at in 0..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let entries = rest.first().and_then(|word| INDEX.get(word.as_str()));
            let met = entries.into_iter().flatten().filter(|entry| {
                let rule = entry.rule;
                place.contains(&rule.place)
                    && stands(entry, rest, at == 0 && whole)
                    && rule.counts(signs, tool)
            });
            votes.extend(met.map(|entry| vote(entry, signs, tool)));
        }
    };
    add(&[Place::Whole, Place::Last, Place::Within], &signs.name, true);
    add(&[Place::Head], signs.head(), false);
    add(&[Place::Said], &signs.said, false);
    votes.sort_by_key(|vote: &Vote| std::cmp::Reverse(vote.strength));
    votes
}

/// Whether the words from here on begin with the phrase and, where they must, end with it.
fn stands(entry: &Entry, rest: &[String], from_start: bool) -> bool {
    let count = phrase::begins(rest, entry.phrase);
    let to_end = count == Some(rest.len());
    match entry.rule.place {
        Place::Whole => to_end && from_start,
        Place::Last | Place::Head => to_end,
        Place::Within | Place::Said => count.is_some(),
    }
}

fn vote(entry: &Entry, signs: &Signs<'_>, tool: &Facts<'_>) -> Vote {
    let rule = entry.rule;
    let strength = if rule.holds(signs, tool) { rule.strength } else { 0 };
    Vote { answer: rule.answer, strength, place: rule.place, words: entry.phrase }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_rules_are_as_names_are_read() {
        let read = |phrase: &str| phrase::of_name(phrase).join("_");
        let lists = rules::all().flat_map(Rule::lists);
        let phrases = lists.flat_map(str::split_ascii_whitespace);
        let odd: Vec<_> = phrases.filter(|phrase| read(phrase) != **phrase).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}
