//! Refusals that are looked up instead of being asked about.
//!
//! A tool may have hundreds of rules that each refuse a value, a beginning or a word of one
//! argument. A question that carries all of them takes as long as there are rules, and so does the
//! next one. Here they are laid out once, so that those which a call meets are found by its values.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::equality::text;
use super::formula::{Atom, Formula, Path, Test};
use super::holds::{holds, value_at};
use super::trial::{Key, keys};
use crate::json::Value;
use crate::re2::{Plain, beginnings, plain};

/// How many refusals of one argument are asked about.
const FEW: usize = 24;

/// The parts of a conjunction, many of which refuse something of one argument.
#[derive(Debug)]
pub(crate) struct Sieve {
    parts: Vec<Formula>,
    /// The parts that aren't looked up.
    kept: Vec<usize>,
    by_argument: BTreeMap<Path, Refusals>,
}

/// What the parts refuse that are about one argument, each by its place in the conjunction.
#[derive(Debug, Default)]
struct Refusals {
    /// Those that refuse a call without the argument.
    present: Vec<usize>,
    values: HashMap<Key, Vec<usize>>,
    elements: HashMap<Key, Vec<usize>>,
    starts: Texts,
    ends: Texts,
    within: Texts,
    /// Those that have to be tried.
    others: Vec<usize>,
}

/// Texts by their lengths.
#[derive(Debug, Default)]
struct Texts(BTreeMap<usize, HashMap<Vec<u8>, Vec<usize>>>);

impl Sieve {
    /// The parts laid out; none where there are few for every argument.
    pub(crate) fn new(conjunction: &Formula) -> Option<Self> {
        let Formula::All(parts) = conjunction else { return None };
        let mut refusing: BTreeMap<&Path, Vec<usize>> = BTreeMap::new();
        for (at, part) in parts.iter().enumerate() {
            if let Some((path, _)) = refusal(part) {
                refusing.entry(path).or_default().push(at);
            }
        }
        refusing.retain(|_, places| places.len() > FEW);
        if refusing.is_empty() {
            return None;
        }
        // The first of each argument is asked about, so that it is one of the question's.
        let mut kept = vec![true; parts.len()];
        for at in refusing.values().flat_map(|places| places.iter().skip(1)) {
            if let Some(kept) = kept.get_mut(*at) {
                *kept = false;
            }
        }
        let by_argument = refusing.into_iter().map(|(path, places)| {
            let looked_up = places.iter().skip(1).filter_map(|at| Some((*at, parts.get(*at)?)));
            (path.clone(), Refusals::new(looked_up))
        });
        Some(Self {
            by_argument: by_argument.collect(),
            kept: kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(at, _)| at).collect(),
            parts: parts.clone(),
        })
    }

    /// The places of the parts that are asked about from the beginning.
    pub(crate) fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// All parts.
    pub(crate) fn all(&self) -> Formula {
        Formula::All(self.parts.clone())
    }

    /// These parts.
    pub(crate) fn conjunction(&self, places: &[usize]) -> Formula {
        Formula::All(places.iter().filter_map(|at| self.parts.get(*at)).cloned().collect())
    }

    /// The places of those other parts about some arguments at the top that these arguments, an
    /// object, don't meet, and how many steps it took to find them; `is_match` says whether a
    /// pattern is found in a text.
    pub(super) fn broken_by(
        &self,
        arguments: &Value,
        is_asked: impl Fn(&str) -> bool,
        is_match: &mut impl FnMut(&str, &str) -> bool,
    ) -> (Vec<usize>, usize) {
        let mut steps = 0;
        let mut places: Vec<usize> = Vec::new();
        let is_asked = |path: &Path| path.first().is_some_and(|name| is_asked(name));
        for (path, refusals) in self.by_argument.iter().filter(|(path, _)| is_asked(path)) {
            match value_at(arguments, path) {
                Some(value) => refusals.add_suspects(value, &mut places, &mut steps),
                None => places.extend(&refusals.present),
            }
        }
        places.sort_unstable();
        places.dedup();
        steps += places.len();
        let mut is_broken = |part: &Formula| !holds(part, arguments, is_match);
        places.retain(|at| self.parts.get(*at).is_some_and(&mut is_broken));
        (places, steps)
    }
}

/// The argument of which a part refuses what one of some tests holds for; none of other parts.
fn refusal(part: &Formula) -> Option<(&Path, Vec<&Atom>)> {
    let refused = match part {
        Formula::All(parts) => match parts.as_slice() {
            [Formula::Atom(present), Formula::Not(refused)] if present.test == Test::Present => {
                let (path, tests) = any_of(refused)?;
                return (present.path == *path).then_some((path, tests));
            }
            _ => return None,
        },
        Formula::Not(refused) => refused,
        Formula::Any(_) | Formula::Atom(_) => return None,
    };
    any_of(refused)
}

/// The tests of one argument of which one is to hold.
fn any_of(formula: &Formula) -> Option<(&Path, Vec<&Atom>)> {
    let tests = match formula {
        Formula::Atom(atom) => vec![&**atom],
        Formula::Any(parts) => parts.iter().map(single).collect::<Option<_>>()?,
        Formula::All(_) | Formula::Not(_) => return None,
    };
    let path = &tests.first()?.path;
    tests.iter().all(|test| test.path == *path).then_some((path, tests))
}

fn single(formula: &Formula) -> Option<&Atom> {
    match formula {
        Formula::Atom(atom) => Some(atom),
        _ => None,
    }
}

impl Refusals {
    fn new<'f>(parts: impl Iterator<Item = (usize, &'f Formula)>) -> Self {
        let mut refusals = Self::default();
        for (at, part) in parts {
            if matches!(part, Formula::All(_)) {
                refusals.present.push(at);
            }
            for atom in refusal(part).map(|(_, tests)| tests).unwrap_or_default() {
                refusals.add(at, &atom.test);
            }
        }
        refusals
    }

    fn add(&mut self, at: usize, test: &Test) {
        match test {
            Test::Equal(_, value) if !is_container(value) => add_keys(&mut self.values, value, at),
            Test::Contains(_, value) if !is_container(value) => {
                add_keys(&mut self.elements, value, at);
                if let Value::String(text) = value {
                    self.within.add(text.as_bytes().to_vec(), at);
                }
            }
            Test::Matches(pattern) => match plain(pattern) {
                Some(Plain::Start(text)) => self.starts.add(text, at),
                Some(Plain::End(text)) => self.ends.add(text, at),
                Some(Plain::Within(text)) => self.within.add(text, at),
                None => self.add_pattern(pattern, at),
            },
            _ => self.others.push(at),
        }
    }

    /// A text that the pattern matches has one of its beginnings somewhere.
    fn add_pattern(&mut self, pattern: &str, at: usize) {
        match beginnings(pattern) {
            Some(texts) => texts.into_iter().for_each(|text| self.within.add(text, at)),
            None => self.others.push(at),
        }
    }

    /// Adds the places of all parts that may refuse a value.
    fn add_suspects(&self, value: &Value, places: &mut Vec<usize>, steps: &mut usize) {
        places.extend(&self.others);
        add_equal(&self.values, value, places, steps);
        match value {
            Value::Array(items) => {
                items.iter().for_each(|item| add_equal(&self.elements, item, places, steps));
            }
            Value::String(text) => {
                let bytes = text.as_bytes();
                for (length, texts) in &self.starts.0 {
                    add_known(texts, bytes.get(..*length), places, steps);
                }
                for (length, texts) in &self.ends.0 {
                    let start = bytes.len().checked_sub(*length);
                    add_known(texts, start.and_then(|it| bytes.get(it..)), places, steps);
                }
                for (length, texts) in &self.within.0 {
                    let windows = (0..=bytes.len()).map_while(|it| bytes.get(it..it + length));
                    windows.for_each(|window| add_known(texts, Some(window), places, steps));
                }
            }
            _ => {}
        }
    }
}

impl Texts {
    fn add(&mut self, text: Vec<u8>, at: usize) {
        self.0.entry(text.len()).or_default().entry(text).or_default().push(at);
    }
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

fn add_keys(known: &mut HashMap<Key, Vec<usize>>, value: &Value, at: usize) {
    for key in keys(value, text::of_policy) {
        known.entry(key).or_default().push(at);
    }
}

/// The places that stand by a value of a call; by its text those of lists and objects, too.
fn add_equal(
    known: &HashMap<Key, Vec<usize>>,
    value: &Value,
    places: &mut Vec<usize>,
    steps: &mut usize,
) {
    if known.is_empty() {
        return;
    }
    *steps += 1;
    let keys = keys(value, text::of_call);
    places.extend(keys.iter().filter_map(|key| known.get(key)).flatten());
}

fn add_known(
    known: &HashMap<Vec<u8>, Vec<usize>>,
    text: Option<&[u8]>,
    places: &mut Vec<usize>,
    steps: &mut usize,
) {
    *steps += 1;
    places.extend(text.and_then(|text| known.get(text)).into_iter().flatten());
}

#[cfg(test)]
mod tests;
