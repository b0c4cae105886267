//! A tool's arguments by their names: those that fit, and what is said of them.

mod signs;

use std::borrow::Cow;
use std::cell::OnceCell;

use super::evidence::Evidence;
use super::leaves::LeafPath;
use super::words;
use crate::catalog::{Argument, Tool};

/// How many of a tool's arguments are looked at.
const MAX_ARGUMENTS: usize = 200;

/// How many words of an argument's description are looked at.
const WORDS: usize = 40;

/// The arguments of one tool. Its schema is read only where a name asks for that.
#[derive(Debug)]
pub(super) struct Given<'t> {
    tool: &'t Tool,
    names: OnceCell<Vec<Cow<'t, str>>>,
    keys: OnceCell<Option<Vec<Cow<'t, str>>>>,
}

impl<'t> Given<'t> {
    /// The arguments of a tool.
    pub(super) fn to(tool: &'t Tool) -> Self {
        Self { tool, names: OnceCell::new(), keys: OnceCell::new() }
    }

    /// The names at the top, sorted.
    pub(super) fn names(&self) -> &[Cow<'t, str>] {
        self.names.get_or_init(|| {
            let mut names = self.tool.argument_names();
            names.truncate(MAX_ARGUMENTS);
            names.sort_unstable();
            names.dedup();
            names
        })
    }

    /// Every named argument at the top, sorted.
    pub(super) fn all(&self) -> Vec<(&str, Argument<'t>)> {
        self.fitting(|_| true)
    }

    /// The argument at the top with this name.
    pub(super) fn named(&self, name: &str) -> Option<Argument<'t>> {
        self.tool.arguments().all().member(name)
    }

    /// Whether an argument's name or that of one of its parts may fit.
    fn may_have(&self, fits: impl Fn(&str) -> bool) -> bool {
        let keys = self.keys.get_or_init(|| self.tool.schema_keys());
        keys.as_ref().is_none_or(|keys| keys.iter().any(|key| fits(key)))
    }

    /// The arguments at the top whose names fit.
    pub(super) fn fitting(&self, fits: impl Fn(&str) -> bool) -> Vec<(&str, Argument<'t>)> {
        let names = self.names().iter().map(|name| &**name).filter(|name| fits(name));
        names.filter_map(|name| Some((name, self.named(name)?))).collect()
    }

    /// The arguments whose names fit, at the top and in the objects and lists of so many levels
    /// below each other.
    pub(super) fn within(
        &self,
        levels: usize,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<(LeafPath, Argument<'t>)> {
        let mut found = Vec::new();
        if !self.may_have(&fits) {
            return found;
        }
        let at_top = |(name, argument): (&str, _)| (LeafPath::top(name), argument);
        let top = if levels > 1 { self.all() } else { self.fitting(&fits) };
        let mut level: Vec<(LeafPath, Argument<'t>)> = top.into_iter().map(at_top).collect();
        for _ in 0..levels {
            let below = level.iter().flat_map(|(path, argument)| members(path, argument));
            let below = below.take(MAX_ARGUMENTS).collect();
            let fits = |(path, _): &(LeafPath, _)| path.names().next_back().is_some_and(&fits);
            found.extend(std::mem::replace(&mut level, below).into_iter().filter(fits));
        }
        found
    }

    /// The arguments at the top whose names fit, and those in objects and lists at the top.
    fn inside(&self, fits: impl Fn(&str) -> bool) -> Vec<(String, Argument<'t>)> {
        let mut found = Vec::new();
        if !self.may_have(&fits) {
            return found;
        }
        for (name, argument) in self.all() {
            if fits(name) {
                found.push((name.to_owned(), argument.clone()));
            }
            let items = argument.elements().filter(|_| !argument.is_anything());
            let holder = items.as_ref().unwrap_or(&argument);
            for key in holder.keys().into_iter().filter(|key| fits(key)) {
                let path = format!("{name}{}.{key}", if items.is_some() { "[]" } else { "" });
                found.extend(holder.member(key).map(|member| (path, member)));
            }
        }
        found
    }

    /// An argument as evidence, with the words of its description that are in `list`.
    pub(super) fn evidence(&self, name: &str, argument: &Argument<'_>, list: &[&str]) -> Evidence {
        let kinds = argument.kinds();
        let first = kinds.first().filter(|_| kinds.len() <= 2);
        let kind = first.map_or("any", |kind| kind.name());
        Evidence::Argument { name: name.to_owned(), kind, words: self.words_on(argument, list) }
    }

    /// What the server says of an argument.
    pub(super) fn description(&self, argument: &Argument<'_>) -> Option<Cow<'t, str>> {
        self.tool.description_at(argument.span()?)
    }

    /// The first word of an argument's description that is in `list`, with the word before it.
    pub(super) fn words_on(&self, argument: &Argument<'_>, list: &[&str]) -> Option<String> {
        let text = self.description(argument)?;
        let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
        let at = words.iter().position(|word| list.contains(&bare(word).as_str()))?;
        let quoted = words.get(at.saturating_sub(1)..=at)?.join(" ");
        Some(quoted.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
    }
}

/// The members of an argument, or of the items of its lists.
fn members<'t>(path: &LeafPath, argument: &Argument<'t>) -> Vec<(LeafPath, Argument<'t>)> {
    let items = argument.elements().filter(|_| !argument.is_anything());
    let path = if items.is_some() { path.item() } else { path.clone() };
    let holder = items.as_ref().unwrap_or(argument);
    let member = |key| Some((path.member(key), holder.member(key)?));
    holder.keys().into_iter().filter_map(member).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase()
}

/// Whether a name is one of these, however it is written.
pub(super) fn is_one(name: &str, list: &[&str]) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphanumeric());
    let length: usize = letters().map(char::len_utf8).sum();
    let alike = |(known, letter): (char, char)| known.eq_ignore_ascii_case(&letter);
    let mut as_long = list.iter().filter(|known| known.len() == length);
    as_long.any(|known| known.chars().zip(letters()).all(alike))
}

/// Whether an argument's name ends with one of these words.
pub(super) fn ends_with(name: &str, list: &[&str]) -> bool {
    words::parts(name).last().is_some_and(|word| words::is_any(word, list))
}

fn has_word(name: &str, list: &[&str]) -> bool {
    words::parts(name).any(|word| words::is_any(word, list))
}
