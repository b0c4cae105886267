//! Types in words: `integer >= 1`, `"open" or "closed"`, `object {city: string, zip?: string}`.

use std::fmt;

use super::arguments::Argument;
use super::pattern::Pattern;
use super::types::{
    Additional, Alternative, Arrays, Bound, Numbers, Objects, Property, Strings, TypeId, Types,
    is_anything,
};
use crate::json::{Value, quoted};
use crate::strings::escape;
use crate::strings::secrets::masked;

/// How many characters a description may have.
const MAX_CHARS: usize = 160;

/// How deep lists and objects inside each other are described.
const MAX_LEVELS: usize = 3;

/// The argument's type on one line of bounded length, safe to print.
impl fmt::Display for Argument<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&words(self, true))
    }
}

/// The argument's type, for where the members of its objects are said one by one.
pub(crate) fn headline(argument: &Argument<'_>) -> String {
    words(argument, false)
}

fn words(argument: &Argument<'_>, whole: bool) -> String {
    let union: Vec<_> = argument.alternatives().collect();
    let mut words = Words { types: argument.types(), whole, text: String::new() };
    words.union(&union, 0);
    clipped(&escape::inline(&words.text), MAX_CHARS)
}

/// The text, cut after `max` characters. Secrets are masked first: what is left of one that is cut
/// has no shape to be known by.
pub(crate) fn clipped(text: &str, max: usize) -> String {
    let text = masked(text);
    match text.char_indices().nth(max) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}

struct Words<'a> {
    types: &'a Types,
    /// Whether the members of the outermost objects are said.
    whole: bool,
    text: String,
}

impl Words<'_> {
    /// Nothing more of the text would be shown.
    fn is_full(&self) -> bool {
        self.text.len() > 4 * MAX_CHARS
    }

    fn is_anything(&self, id: TypeId) -> bool {
        self.types.get(id).is_anything()
    }

    fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn union(&mut self, union: &[&Alternative], level: usize) {
        if is_anything(union) {
            return self.say("anything");
        }
        let alternatives = said_apart(union);
        if alternatives.is_empty() {
            return self.say("nothing");
        }
        for (at, alternative) in alternatives.into_iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.say(if at == 0 { "" } else { " or " });
            match alternative {
                Some(alternative) => self.alternative(alternative, level),
                None => self.say("boolean"),
            }
        }
    }

    fn alternative(&mut self, alternative: &Alternative, level: usize) {
        match alternative {
            Alternative::Literal(value) => self.say(&literal(value)),
            Alternative::Number(numbers) => self.say(&range(numbers)),
            Alternative::String(strings) => self.say(&string(strings)),
            Alternative::Array(arrays) => self.list(arrays, level),
            Alternative::Object(objects) => self.object(objects, level),
        }
    }

    fn list(&mut self, arrays: &Arrays, level: usize) {
        self.say("list");
        if !arrays.prefix.is_empty() {
            self.tuple(arrays, level);
        } else if !self.is_anything(arrays.items) {
            self.say(" of ");
            self.part(arrays.items, level);
        }
        self.say(&sizes(arrays.min_items, arrays.max_items, "element").unwrap_or_default());
    }

    /// Elements that are told apart by their place.
    fn tuple(&mut self, arrays: &Arrays, level: usize) {
        self.say(" [");
        for (at, id) in arrays.prefix.iter().enumerate() {
            if self.is_full() {
                return;
            }
            self.say(if at == 0 { "" } else { ", " });
            self.inner(*id, level);
        }
        if arrays.elements().count() > arrays.prefix.len() {
            self.say(", …: ");
            self.inner(arrays.items, level);
        }
        self.say("]");
    }

    /// What lists or maps are of; in parentheses where it is one thing or another.
    fn part(&mut self, id: TypeId, level: usize) {
        let union: Vec<_> = self.types.get(id).alternatives.iter().collect();
        let several = said_apart(&union).len() > 1 && !self.is_anything(id);
        self.say(if several { "(" } else { "" });
        self.inner(id, level);
        self.say(if several { ")" } else { "" });
    }

    /// A type inside another one.
    fn inner(&mut self, id: TypeId, level: usize) {
        if level >= MAX_LEVELS {
            return self.say("…");
        }
        let union: Vec<_> = self.types.get(id).alternatives.iter().collect();
        self.union(&union, level + 1);
    }

    fn object(&mut self, objects: &Objects, level: usize) {
        match (objects.names_nothing(), objects.additional) {
            (true, Additional::Forbidden) => self.say("empty object"),
            (true, Additional::Typed(id)) if !self.is_anything(id) => {
                self.say("object of ");
                self.part(id, level);
            }
            (false, _) if level > 0 || self.whole => self.members(objects, level),
            _ => self.say("object"),
        }
    }

    fn members(&mut self, objects: &Objects, level: usize) {
        self.say("object {");
        let named = objects.properties.iter().map(|(key, property)| {
            let mark = if objects.required.contains(key) { "" } else { "?" };
            (format!("{}{mark}", key_text(key)), property.ty)
        });
        let is_new = |(key, _): &&(Box<str>, Property)| !objects.properties.contains(key);
        let conditional = objects.conditional.iter().filter(is_new);
        let conditional = conditional.map(|(key, it)| (format!("{}?", key_text(key)), it.ty));
        let patterns = objects.patterns.iter();
        let patterns = patterns.map(|one| (pattern_text(&one.pattern), one.property.ty));
        let others = match objects.additional {
            Additional::Typed(id) => Some(("…".to_owned(), id)),
            _ => None,
        };
        for (at, (key, id)) in named.chain(conditional).chain(patterns).chain(others).enumerate() {
            if self.is_full() {
                return;
            }
            self.say(if at == 0 { "" } else { ", " });
            self.say(&format!("{key}: "));
            self.inner(id, level);
        }
        self.say("}");
    }
}

/// The alternatives one by one; `None` stands for both booleans.
fn said_apart<'a>(union: &[&'a Alternative]) -> Vec<Option<&'a Alternative>> {
    let boolean = |value| Alternative::Literal(Value::Bool(value));
    let has = |value| union.iter().any(|alternative| **alternative == boolean(value));
    if !(has(true) && has(false)) {
        return union.iter().map(|alternative| Some(*alternative)).collect();
    }
    let first = union.iter().position(|alternative| is_boolean(alternative));
    let said = |(at, alternative): (usize, &&'a Alternative)| match is_boolean(alternative) {
        true if Some(at) == first => Some(None),
        true => None,
        false => Some(Some(*alternative)),
    };
    union.iter().enumerate().filter_map(said).collect()
}

fn is_boolean(alternative: &Alternative) -> bool {
    matches!(alternative, Alternative::Literal(Value::Bool(_)))
}

fn literal(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(&clipped(text, MAX_CHARS)),
        value => value.to_string(),
    }
}

fn range(numbers: &Numbers) -> String {
    let name = if numbers.integer { "integer" } else { "number" };
    let bound = |bound: &Bound, outside, inside| {
        let sign = if bound.exclusive { outside } else { inside };
        format!("{sign} {}", bound.number.spelling())
    };
    let min = numbers.min.as_ref().map(|min| bound(min, ">", ">="));
    let max = numbers.max.as_ref().map(|max| bound(max, "<", "<="));
    match (min, max) {
        (Some(min), Some(max)) => format!("{name} {min} and {max}"),
        (Some(end), None) | (None, Some(end)) => format!("{name} {end}"),
        (None, None) => name.to_owned(),
    }
}

fn string(strings: &Strings) -> String {
    let patterns = strings.patterns.iter().map(|pattern| {
        let pattern = clipped(pattern, MAX_CHARS);
        format!(" matching /{pattern}/")
    });
    let formats = strings.formats.iter().map(|format| format!(" ({format})"));
    let sizes = sizes(strings.min_length, strings.max_length, "character");
    let details: String = formats.chain(sizes).chain(patterns).collect();
    format!("string{details}")
}

fn sizes(min: u64, max: Option<u64>, of: &str) -> Option<String> {
    let count = |number: u64| format!("{number} {of}{}", if number == 1 { "" } else { "s" });
    match (min, max) {
        (0, None) => None,
        (0, Some(max)) => Some(format!(" (at most {})", count(max))),
        (min, None) => Some(format!(" (at least {})", count(min))),
        (min, Some(max)) if min == max => Some(format!(" ({})", count(max))),
        (min, Some(max)) => Some(format!(" ({min} to {})", count(max))),
    }
}

/// The pattern of keys.
pub(crate) fn pattern_text(pattern: &Pattern) -> String {
    format!("/{}/", clipped(pattern.text(), MAX_CHARS))
}

/// A key as a policy writes it: plain, or between quotes.
pub(crate) fn key_text(key: &str) -> String {
    let key = clipped(key, MAX_CHARS);
    let plain =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    let starts_plain = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    if starts_plain && key.chars().all(plain) { key } else { quoted(&key) }
}
