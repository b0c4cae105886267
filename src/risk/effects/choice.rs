//! Arguments that choose what a tool does: `operation: get | delete`.

use super::effect::Effect;
use super::set::Effects;
use crate::catalog::Argument;
use crate::json::Value;
use crate::risk::arguments::{Given, is_one};
use crate::risk::leaves::LeafPath;
use crate::risk::name;
use crate::risk::words::{self, Word};

/// Arguments that choose what a tool does.
const CHOICES: &[&str] = &[
    "action",
    "operation",
    "method",
    "mode",
    "command",
    "verb",
    "op",
    "actiontype",
    "operationtype",
    "subcommand",
    "requesttype",
    "task",
    "event",
    "decision",
];

/// Those that rather say how it is done, where the name says what.
const MANNERS: &[&str] = &["mode", "method", "task", "command"];

/// Those of which the values may stand in the description only.
const DESCRIBED: &[&str] = &["action", "operation", "op"];

/// Words of tools whose calls are requests, so that a method says what they do.
const REQUESTING: &[&str] =
    &["request", "api", "http", "call", "curl", "rest", "fetch", "invoke", "execute", "proxy"];

/// The methods of HTTP.
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/// Arguments that say in which state a thing is.
const STATES: &[&str] = &["status", "state", "newstatus", "newstate", "lifecyclestate"];

/// States of what is gone.
const LOST: &[&str] = &["deleted", "destroyed", "purged", "removed", "trashed"];

/// How deep objects and lists inside each other are gone into.
const MAX_DEPTH: usize = 4;

/// How many words of an argument's description are searched for values.
const MAX_WORDS: usize = 60;

/// An argument with values that each do something.
#[derive(Debug)]
pub(in crate::risk) struct Choice {
    /// The argument.
    pub(in crate::risk) path: LeafPath,
    /// Its values with what each does, those that tell nothing left out.
    pub(in crate::risk) values: Vec<(String, Effects)>,
}

/// The choices among a tool's arguments; `things` are the words of its name without the verb.
///
/// Where a clear verb `says` what is done, only those at the top that rarely say how it is done are
/// choices; else those in objects and lists are, too.
pub(in crate::risk) fn choices(given: &Given<'_>, things: &[Word<'_>], says: bool) -> Vec<Choice> {
    let chooses = |name: &str| is_one(name, CHOICES) && !(says && is_one(name, MANNERS));
    let depth = if says { 1 } else { MAX_DEPTH };
    let named = given.within(depth, chooses);
    let choices = named.into_iter().filter_map(|(path, argument)| {
        let is_described = path.names().next_back().is_some_and(|name| is_one(name, DESCRIBED));
        let values = texts(given, &argument, is_described);
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let values =
            if are_methods(&values) { requested(&values, things) } else { chosen(&values, things) };
        (!values.is_empty()).then_some(Choice { path, values })
    });
    choices.collect()
}

/// The argument at the top that chooses what a tool does, with all of its values.
pub(in crate::risk) fn operations(given: &Given<'_>) -> Option<(LeafPath, Vec<String>)> {
    let choosing = given.within(1, |name| is_one(name, CHOICES)).into_iter();
    let mut listed = choosing.map(|(path, argument)| {
        let is_described = path.names().next_back().is_some_and(|name| is_one(name, DESCRIBED));
        (path, texts(given, &argument, is_described))
    });
    listed.find(|(_, values)| values.len() > 1)
}

/// The states that things can be put into by which they are lost, with the argument that has them.
pub(in crate::risk) fn lost_states(given: &Given<'_>) -> Option<(LeafPath, Vec<String>)> {
    let states = given.within(1, |name| is_one(name, STATES)).into_iter();
    let lost = |(path, argument): (LeafPath, Argument<'_>)| {
        let values = texts(given, &argument, false).into_iter();
        let values: Vec<_> = values.filter(|value| words::is_any(value, LOST)).collect();
        (!values.is_empty()).then_some((path, values))
    };
    states.filter_map(lost).next()
}

/// The values that the schema lists, else those that the description says.
fn texts(given: &Given<'_>, argument: &Argument<'_>, described: bool) -> Vec<String> {
    let listed = argument.values().map(|values| {
        let texts = values.into_iter().filter_map(|value| match value {
            Value::String(text) => Some(text.to_string()),
            _ => None,
        });
        texts.collect()
    });
    listed.unwrap_or_else(|| {
        let text = given.description(argument).filter(|_| described);
        text.map(|text| said(&text)).unwrap_or_default()
    })
}

/// The values that a description quotes, else those that it counts up.
fn said(text: &str) -> Vec<String> {
    let quoted = quoted(text);
    if quoted.is_empty() { counted_up(text) } else { quoted }
}

/// `create`, `update` and `delete` of *one of create, update or delete* and the like.
fn counted_up(text: &str) -> Vec<String> {
    let lists = [": ", "(", "one of "].into_iter();
    let lists = lists.filter_map(|opening| Some(text.split_once(opening)?.1));
    let lists = lists.filter_map(|list| list.split(['.', ';', ')', '\n']).next());
    lists.map(plain_items).find(|items| items.len() > 1).unwrap_or_default()
}

/// The items of a list between commas, bars or `or`; none where one is no plain word.
fn plain_items(list: &str) -> Vec<String> {
    let is_plain = |item: &str| {
        item.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    let list = list.replace(" or ", ",").replace(" and ", ",");
    let items = list.split([',', '|', '/']).map(str::trim).filter(|item| !item.is_empty());
    let items = items.take(MAX_WORDS);
    let items: Option<Vec<_>> = items.map(|it| is_plain(it).then(|| it.to_owned())).collect();
    items.unwrap_or_default()
}

/// `"create"`, `'update'` and `` `delete` `` in a description.
pub(crate) fn quoted(text: &str) -> Vec<String> {
    let marks = ['"', '\'', '`'];
    let bare = |run: &str| {
        let run = run.trim_matches(|letter: char| ".,;:()[]|".contains(letter));
        let inner = run.strip_prefix(marks)?.strip_suffix(marks)?;
        let word =
            inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        (word && !inner.is_empty()).then(|| inner.to_owned())
    };
    text.split_whitespace().take(MAX_WORDS).filter_map(bare).collect()
}

fn are_methods(values: &[&str]) -> bool {
    let method = |value: &&str| METHODS.iter().any(|known| value.eq_ignore_ascii_case(known));
    let verbs = values.iter().filter(|value| {
        ["post", "put", "patch"].iter().any(|known| value.eq_ignore_ascii_case(known))
    });
    values.iter().all(method) && verbs.count() > 0
}

/// A method of HTTP says what a tool does that makes requests; elsewhere it is data.
fn requested(values: &[&str], things: &[Word<'_>]) -> Vec<(String, Effects)> {
    let requests = things.is_empty() || things.iter().any(|word| word.is_any(REQUESTING));
    if requests { read(values, &[]) } else { Vec::new() }
}

/// Values of which most are verbs.
fn chosen(values: &[&str], things: &[Word<'_>]) -> Vec<(String, Effects)> {
    let found = read(values, things);
    if found.len() * 2 >= values.len() { found } else { Vec::new() }
}

/// What an operation does by its verb; nothing where that isn't clear.
pub(crate) fn operation_effects(operation: &str) -> Vec<Effect> {
    let read = read(&[operation], &[]);
    read.first().map(|(_, effects)| effects.iter().collect()).unwrap_or_default()
}

fn read(values: &[&str], things: &[Word<'_>]) -> Vec<(String, Effects)> {
    let effects = |value: &&str| {
        let own = words::of_name(value);
        let first = own.first()?;
        let verb = first.entry.verb.filter(|_| !first.inflected)?;
        let alone = own.len() == 1;
        let all: Vec<Word<'_>> =
            own.into_iter().chain(things.iter().copied().filter(|_| alone)).collect();
        let reading = name::by_verb(&all, 0, verb);
        let effects = reading.iter().fold(Effects::NONE, |all, (effects, _)| all.and(*effects));
        Some(((*value).to_owned(), effects))
    };
    values.iter().filter_map(effects).collect()
}
