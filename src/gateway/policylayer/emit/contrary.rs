//! What refuses exactly the calls whose argument is there and meets none of some tests: the
//! contrary of `args.x missing or …`.
//!
//! Equalities have their opposite, which is exact for every value. Other tests have a contrary for
//! one kind of value at a time: the contrary order for numbers, the complement of the pattern for
//! strings. A truth value is refused where the string with its text is. For lists and objects there
//! is none.

use super::literals::path;
use super::normal::MAX_ENTRIES;
use crate::analysis::{KnownComplements, TooLarge};
use crate::gateway::decision::{Condition, Operator};
use crate::json::{Number, Value};
use crate::policy::condition::{Operator as Is, Path, Test};
use crate::policy::text;
use crate::re2;

/// The conditions of an entry.
type Entry = Vec<Condition>;

/// The entries of one rule. Equal ones are there once.
#[derive(Debug)]
pub(super) struct Contraries<'k> {
    complements: &'k KnownComplements,
    every_kind: Vec<Entry>,
    strings: Vec<Entry>,
    numbers: Vec<Entry>,
    truths: Vec<Entry>,
}

/// Why there is no contrary.
#[derive(Debug)]
pub(super) enum NoContrary<'p> {
    /// This test's complement is too large.
    TooLarge(&'p Test, TooLarge),
    /// There are too many entries.
    TooMany,
}

impl<'k> Contraries<'k> {
    /// Without any entry.
    pub(super) fn new(complements: &'k KnownComplements) -> Self {
        let [every_kind, strings, numbers, truths] = [const { Vec::new() }; 4];
        Self { complements, every_kind, strings, numbers, truths }
    }

    /// Refuses where the argument is there and none of these tests, all of them about it, holds.
    pub(super) fn add<'p>(&mut self, tests: &[&'p Test]) -> Result<(), NoContrary<'p>> {
        let Some(argument) = tests.first().map(|test| &test.path) else { return Ok(()) };
        let mut opposites = Vec::new();
        let mut others = Vec::new();
        for test in tests {
            match &test.operator {
                Is::Missing => {}
                Is::Exists => return Ok(()),
                _ => match opposite(test) {
                    Some(condition) => opposites.push(condition),
                    None => others.push(*test),
                },
            }
        }
        if others.is_empty() {
            let exists = condition(argument, Operator::Exists, Value::Bool(true));
            add(&mut self.every_kind, [exists].into_iter().chain(opposites).collect());
            return Ok(());
        }
        let strings = refused_strings(&others, self.complements)?;
        let with_opposites = |own: Entry| own.into_iter().chain(opposites.clone()).collect();
        for patterns in &strings {
            add(&mut self.strings, with_opposites(all_found(argument, patterns)));
        }
        for own in refused_numbers(argument, &others) {
            add(&mut self.numbers, with_opposites(own));
        }
        if let Some(own) = refused_truths(argument, &strings) {
            add(&mut self.truths, with_opposites(vec![own]));
        }
        match self.count() > MAX_ENTRIES {
            true => Err(NoContrary::TooMany),
            false => Ok(()),
        }
    }

    /// Refuses the strings that a required text operator doesn't recognise.
    pub(super) fn add_strings<'p>(&mut self, test: &'p Test) -> Result<(), NoContrary<'p>> {
        for patterns in refused_strings(&[test], self.complements)? {
            add(&mut self.strings, all_found(&test.path, &patterns));
        }
        Ok(())
    }

    fn count(&self) -> usize {
        self.every_kind.len() + self.strings.len() + self.numbers.len() + self.truths.len()
    }

    /// The entries in their order.
    pub(super) fn entries(self) -> Vec<Entry> {
        [self.every_kind, self.strings, self.numbers, self.truths].concat()
    }
}

fn add(entries: &mut Vec<Entry>, entry: Entry) {
    if !entries.contains(&entry) {
        entries.push(entry);
    }
}

fn condition(argument: &Path, op: Operator, value: Value) -> Condition {
    Condition { path: path(argument), op, value }
}

/// A string in which every one of these patterns is found; without any, a string.
pub(super) fn all_found(argument: &Path, patterns: &[String]) -> Entry {
    let any = [String::new()];
    let patterns = if patterns.is_empty() { &any } else { patterns };
    let found = |pattern: &String| Value::String(pattern.clone());
    patterns.iter().map(|pattern| condition(argument, Operator::Regex, found(pattern))).collect()
}

/// The opposite of an equality.
fn opposite(test: &Test) -> Option<Condition> {
    let list = |values: &[Value]| Value::Array(values.to_vec());
    let (op, value) = match &test.operator {
        Is::Equal(value) => (Operator::Neq, value.clone()),
        Is::NotEqual(value) => (Operator::Eq, value.clone()),
        Is::In(values) => (Operator::NotIn, list(values)),
        Is::NotIn(values) => (Operator::In, list(values)),
        Is::Matches(pattern) => {
            let strings = text::listed(pattern)?.into_iter().map(Value::String);
            (Operator::NotIn, Value::Array(strings.collect()))
        }
        _ => return None,
    };
    Some(condition(&test.path, op, value))
}

/// The strings for which none of the tests holds, as alternatives of patterns that are all found.
fn refused_strings<'p>(
    tests: &[&'p Test],
    complements: &KnownComplements,
) -> Result<Vec<Vec<String>>, NoContrary<'p>> {
    let mut refused = vec![Vec::new()];
    for test in tests {
        let own = refused_by(&test.operator, complements)
            .map_err(|too_large| NoContrary::TooLarge(test, too_large))?;
        let both = |known: &Vec<String>, new: &Vec<String>| {
            let new = new.iter().filter(|pattern| !known.contains(pattern)).cloned();
            known.iter().cloned().chain(new).collect()
        };
        refused = refused.iter().flat_map(|known| own.iter().map(|new| both(known, new))).collect();
        if refused.len() > MAX_ENTRIES {
            return Err(NoContrary::TooMany);
        }
    }
    Ok(refused)
}

/// The same of a single test, which is no equality.
fn refused_by(operator: &Is, complements: &KnownComplements) -> Result<Vec<Vec<String>>, TooLarge> {
    let contrary = |pattern: &str| {
        complements.of(pattern).map(|it| it.into_iter().map(|it| vec![it]).collect())
    };
    match operator {
        Is::Matches(pattern) => contrary(pattern),
        Is::Contains(Value::String(part)) => contrary(&re2::escaped(part)),
        Is::Text(operator) => {
            let text::Parts { mut refused, one_of } = text::parts(operator);
            let none =
                one_of.iter().map(|part| complements.of(part)).collect::<Result<Vec<_>, _>>()?;
            refused.extend(none.into_iter().collect::<Option<Vec<_>>>());
            Ok(refused)
        }
        _ => Ok(vec![Vec::new()]),
    }
}

/// The numbers for which none of the tests holds: those in the contrary orders, or else all.
fn refused_numbers(argument: &Path, tests: &[&Test]) -> Vec<Entry> {
    let order = |op, bound: &Number| condition(argument, op, Value::Number(bound.clone()));
    let contrary = tests.iter().filter_map(|test| match &test.operator {
        Is::Less(bound) => Some(order(Operator::Gte, bound)),
        Is::AtMost(bound) => Some(order(Operator::Gt, bound)),
        Is::Greater(bound) => Some(order(Operator::Lte, bound)),
        Is::AtLeast(bound) => Some(order(Operator::Lt, bound)),
        _ => None,
    });
    let contrary: Vec<Condition> = contrary.collect();
    match contrary.is_empty() {
        true => [Operator::Lt, Operator::Gte].map(|op| vec![order(op, &0.into())]).to_vec(),
        false => vec![contrary],
    }
}

/// `true` and `false`, as far as the string with its text is refused.
fn refused_truths(argument: &Path, strings: &[Vec<String>]) -> Option<Condition> {
    let is_found = |pattern: &String, text: &str| {
        re2::Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
    };
    let is_refused = |truth: &bool| {
        let text = truth.to_string();
        strings.iter().any(|all| all.iter().all(|pattern| is_found(pattern, &text)))
    };
    let refused: Vec<Value> =
        [true, false].into_iter().filter(is_refused).map(Value::Bool).collect();
    match refused.as_slice() {
        [] => None,
        [only] => Some(condition(argument, Operator::Eq, only.clone())),
        _ => Some(condition(argument, Operator::In, Value::Array(refused))),
    }
}
