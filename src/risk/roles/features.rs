//! The signs of an argument one by one, as a table of weights counts them.

use std::fmt;
use std::hash::Hasher;

use super::signs::{self, Signs};
use super::tool::Facts;
use super::votes::Vote;
use crate::strings::Quick;

/// How many words of a description count.
const MAX_SAID: usize = 16;

/// How many words of a tool's description count.
const MAX_TOLD: usize = 12;

/// One sign: of which sort it is, and one or two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Feature<'s> {
    /// The sort, a word of ours.
    pub(super) sort: &'static str,
    /// Its word.
    pub(super) word: &'s str,
    /// Another one that it stands together with, or nothing.
    pub(super) other: &'s str,
}

impl Feature<'_> {
    /// Whether its first word stands in the argument's own definition, so that it can be shown.
    pub(super) fn is_word(&self) -> bool {
        let of_definition = self.is_of_name() || matches!(self.sort, "said" | "head" | "opens");
        of_definition && !self.word.is_empty()
    }

    /// Whether its first word stands in the argument's name.
    pub(super) fn is_of_name(&self) -> bool {
        matches!(self.sort, "name" | "last" | "whole" | "first")
    }

    /// What it is looked up by.
    pub(super) fn key(&self) -> u64 {
        let mut hash = Quick::default();
        hash.write(self.sort.as_bytes());
        hash.write(b":");
        hash.write(self.word.as_bytes());
        if !self.other.is_empty() {
            hash.write(b"+");
            hash.write(self.other.as_bytes());
        }
        hash.finish()
    }
}

/// What a sign is looked up by that is written out.
#[cfg(test)]
pub(super) fn key(written: &str) -> u64 {
    let mut hash = Quick::default();
    hash.write(written.as_bytes());
    hash.finish()
}

/// `last:url`, `verb-last:get+id`
impl fmt::Display for Feature<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.sort, self.word)?;
        if self.other.is_empty() { Ok(()) } else { write!(out, "+{}", self.other) }
    }
}

/// Every sign of an argument with its key, none twice.
pub(super) fn of<'s>(
    signs: &'s Signs<'_>,
    tool: &'s Facts<'_>,
    votes: &'s [Vote],
) -> Vec<(u64, Feature<'s>)> {
    let mut all = Gathered(Vec::with_capacity(96));
    all.name(signs);
    all.definition(signs);
    all.tool(signs, tool);
    all.noun(signs, tool);
    all.votes(votes);
    all.0.sort_unstable_by_key(|(key, _)| *key);
    all.0.dedup_by_key(|(key, _)| *key);
    all.0
}

/// The signs, each with its key: comparing these is faster than comparing words.
struct Gathered<'s>(Vec<(u64, Feature<'s>)>);

impl<'s> Gathered<'s> {
    fn add(&mut self, sort: &'static str, word: &'s str) {
        self.pair(sort, word, "");
    }

    fn pair(&mut self, sort: &'static str, word: &'s str, other: &'s str) {
        let feature = Feature { sort, word, other };
        self.0.push((feature.key(), feature));
    }

    fn name(&mut self, signs: &'s Signs<'_>) {
        self.add("always", "");
        for word in &signs.name {
            self.add("name", word);
        }
        let last = last(&signs.name);
        self.add("last", last);
        self.pair("last-kind", last, kind(signs));
        self.add("first", signs.name.first().map_or("", String::as_str));
        match signs.name.as_slice() {
            [only] => self.add("whole", only),
            [.., before, last] => self.pair("ending", before, last),
            [] => {}
        }
        self.add("length", ["0", "1", "2", "3"].get(signs.name.len()).unwrap_or(&"4"));
        for parent in &signs.parents {
            self.add("parent", parent);
        }
        if let Some(parent) = signs.parents.first() {
            self.pair("parent-last", parent, last);
        }
    }

    fn definition(&mut self, signs: &'s Signs<'_>) {
        self.add("kind", kind(signs));
        self.add("listed", if signs.listed { "yes" } else { "no" });
        self.add("optional", if signs.leaf.argument.is_optional() { "yes" } else { "no" });
        for value in signs.values.iter().take(MAX_SAID) {
            self.add("value", value);
        }
        for format in &signs.formats {
            self.add("format", format);
        }
        for word in signs.said.iter().take(MAX_SAID) {
            self.add("said", word);
        }
        let head = signs.head();
        self.add("head", head.last().map_or("", String::as_str));
        if let [.., before, last] = head {
            self.pair("head-ending", before, last);
        }
        self.add("opens", signs.said.first().map_or("", String::as_str));
    }

    fn tool(&mut self, signs: &'s Signs<'_>, tool: &'s Facts<'_>) {
        let last = last(&signs.name);
        let verb = tool.verb.as_deref().unwrap_or_default();
        self.add("verb", verb);
        self.pair("verb-last", verb, last);
        self.pair("verb-kind", verb, kind(signs));
        for thing in &tool.things {
            self.add("thing", thing);
            self.pair("thing-last", thing, last);
        }
        for word in tool.said.iter().take(MAX_TOLD) {
            self.add("told", word);
        }
    }

    /// How what the argument names stands to what the tool is about: `project_id` of
    /// `get_project` and of `list_project_issues`.
    fn noun(&mut self, signs: &'s Signs<'_>, tool: &'s Facts<'_>) {
        let (naming, noun) = (signs.naming(), signs.noun());
        let place = noun.map_or("bare", |noun| {
            let at = tool.things.iter().position(|thing| thing == noun);
            match at {
                Some(at) if at + 1 == tool.things.len() => "object",
                Some(_) => "part",
                None => "other",
            }
        });
        self.add("noun", place);
        self.pair("noun-naming", place, naming.map_or("", String::as_str));
        self.pair("noun-verb", place, tool.verb.as_deref().unwrap_or_default());
        self.pair("noun-kind", place, kind(signs));
        self.add("about", noun.map_or("", String::as_str));
    }

    fn votes(&mut self, votes: &'s [Vote]) {
        for vote in votes {
            self.pair("vote", vote.answer.name(), strength(vote.strength));
        }
        if let Some(best) = votes.first().filter(|vote| vote.strength > 0) {
            self.pair("best", best.answer.name(), strength(best.strength));
        }
    }
}

fn last(words: &[String]) -> &str {
    words.last().map_or("", String::as_str)
}

fn strength(strength: u8) -> &'static str {
    match strength {
        0 => "words",
        1..=3 => "weak",
        4..=5 => "fair",
        6..=7 => "good",
        _ => "sure",
    }
}

fn kind(signs: &Signs<'_>) -> &'static str {
    match signs.kinds {
        signs::TEXT => "text",
        signs::NUMBER => "number",
        signs::FLAG => "flag",
        signs::PARTS => "parts",
        signs::ANYTHING => "anything",
        kinds if kinds & signs::CHOICE != 0 => "choice",
        kinds if kinds & signs::TEXT != 0 => "text-or",
        _ => "other",
    }
}
