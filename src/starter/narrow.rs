//! Rules that take away what some calls of a tool do: an argument left out, a switch in its other
//! position, a choice among some values.

use std::collections::{BTreeMap, BTreeSet};

use super::line::{Blank, Line, Sample};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, Tool};
use crate::json::Value;
use crate::re2::escaped;
use crate::risk::{Class, Effect, FoundEffect, LeafPath, When};
use crate::syntax::{argument_text, string_text};

/// A rule for each argument that brings about one of the effects `beyond`, which only some calls
/// have; `within` are the others. The worst effect that no rule takes away, where there is one.
pub(super) fn lines(
    tool: &Tool,
    beyond: &[&FoundEffect],
    within: &[&FoundEffect],
) -> Result<Vec<Line>, Effect> {
    let mut arguments: BTreeMap<&LeafPath, Vec<&FoundEffect>> = BTreeMap::new();
    for found in beyond {
        match &found.when {
            When::Always => return Err(found.effect),
            When::Given(path) | When::OneOf(path, _) => {
                arguments.entry(path).or_default().push(found);
            }
        }
    }
    let mut lines = Vec::new();
    for (path, found) in arguments {
        let worst = found.iter().map(|found| found.effect).max();
        match (Narrowed { tool, path, beyond: &found, within }.line(), worst) {
            (Some(line), _) => lines.push(line.sure()),
            (None, Some(worst)) => return Err(worst),
            (None, None) => {}
        }
    }
    Ok(lines)
}

/// An argument that brings about what is to be kept out.
struct Narrowed<'n> {
    tool: &'n Tool,
    path: &'n LeafPath,
    beyond: &'n [&'n FoundEffect],
    within: &'n [&'n FoundEffect],
}

impl Narrowed<'_> {
    fn line(&self) -> Option<Line> {
        let keys = self.path.outside_lists();
        let argument = self.tool.arguments().lookup(&keys).ok()?;
        let is_given = |found: &&FoundEffect| matches!(found.when, When::Given(_));
        let bad: BTreeSet<&String> =
            self.beyond.iter().flat_map(|found| values(&found.when, self.path)).collect();
        if self.path.is_unnamed() || keys.iter().any(|key| key.contains('.')) {
            return None;
        }
        if self.path.is_in_list() || self.beyond.iter().any(is_given) {
            return argument.is_optional().then(|| Line::missing(&keys, sample(&argument)));
        }
        match bad.iter().all(|value| *value == "true" || *value == "false") {
            true => self.switch(&keys, &argument, &bad),
            false => self.choice(&keys, &argument, &bad),
        }
    }

    /// `require args.force missing or args.force == false`
    fn switch(
        &self,
        keys: &[String],
        argument: &Argument<'_>,
        bad: &BTreeSet<&String>,
    ) -> Option<Line> {
        let [bad] = bad.iter().collect::<Vec<_>>()[..] else {
            return argument.is_optional().then(|| Line::missing(keys, sample(argument)));
        };
        Some(switch(self.tool, keys, argument, *bad == "true"))
    }

    /// `require args.operation in ["get", "list"]`
    fn choice(
        &self,
        keys: &[String],
        argument: &Argument<'_>,
        bad: &BTreeSet<&String>,
    ) -> Option<Line> {
        let chosen = self.within.iter().flat_map(|found| values(&found.when, self.path));
        let chosen: BTreeSet<&String> = chosen.filter(|value| !bad.contains(value)).collect();
        let only_reads = self.beyond.iter().all(|found| found.effect.class() == Class::Read);
        let good = match (chosen.is_empty(), only_reads, argument.values()) {
            (false, ..) => chosen.into_iter().cloned().collect(),
            (true, true, Some(declared)) => apart_from(bad, &declared),
            (true, true, None) => return Some(refusal(keys, bad)),
            (true, false, _) => Vec::new(),
        };
        (!good.is_empty()).then(|| one_of(keys, &good))
    }
}

/// The values of an argument that have an effect.
fn values<'w>(when: &'w When, path: &LeafPath) -> &'w [String] {
    match when {
        When::OneOf(own, values) if own == path => values,
        When::OneOf(..) | When::Always | When::Given(_) => &[],
    }
}

/// The declared values without those that have one of these in them, in whatever case.
fn apart_from(bad: &BTreeSet<&String>, declared: &[&Value]) -> Vec<String> {
    let is_bad = |value: &str| {
        let value = value.to_lowercase();
        bad.iter().any(|bad| value.contains(&bad.to_lowercase()))
    };
    let texts = declared.iter().filter_map(|value| match value {
        Value::String(text) => Some(text),
        _ => None,
    });
    texts.filter(|text| !is_bad(text)).cloned().collect()
}

/// A refusal of every text that has one of these in it, in whatever case: beside others, in the
/// plural, with a name after it.
fn refusal(keys: &[String], bad: &BTreeSet<&String>) -> Line {
    let has_shorter = |value: &str| bad.iter().any(|own| *own != value && value.contains(*own));
    let shortest = bad.iter().filter(|value| !has_shorter(value));
    let words: Vec<String> = shortest.map(|value| escaped(value).replace('/', "\\/")).collect();
    let text = format!("deny when {} matches /(?i){}/", argument_text(keys), alternatives(&words));
    let refuses = bad.iter().next().map(|value| Sample::Text((*value).clone()));
    Line { refuses, ..Line::new(keys, text, Blank::Values).sure() }
}

fn alternatives(words: &[String]) -> String {
    match words {
        [word] => word.clone(),
        words => format!("({})", words.join("|")),
    }
}

fn one_of(keys: &[String], good: &[String]) -> Line {
    let listed: Vec<_> = good.iter().map(|value| string_text(value)).collect();
    let test = format!("{} in [{}]", argument_text(keys), listed.join(", "));
    Line {
        needs: good.first().cloned().map(Sample::Text),
        refuses: Some(Sample::Text("anything else".to_owned())),
        ..Line::example(keys, &test, false)
    }
}

/// The rule by which a switch isn't in this position; it may be left out, unless the server then
/// takes it for being in it.
pub(super) fn switch(tool: &Tool, keys: &[String], argument: &Argument<'_>, bad: bool) -> Line {
    let test = format!("{} == {}", argument_text(keys), !bad);
    let is_bad = |value: Value| value == Value::Bool(bad) || value == Value::from(text_of(bad));
    let may_be_missing = argument.is_optional() && !tool.default_of(argument).is_some_and(is_bad);
    let needs = (!may_be_missing).then_some(Sample::Flag(!bad));
    let refuses = Some(Sample::Flag(bad));
    Line { needs, refuses, ..Line::example(keys, &test, may_be_missing) }
}

fn text_of(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

/// A value that an argument may have.
pub(super) fn sample(argument: &Argument<'_>) -> Option<Sample> {
    if argument.values().is_some() {
        return None;
    }
    let samples = [
        (Kind::String, Sample::Text("example".to_owned())),
        (Kind::Boolean, Sample::Flag(true)),
        (Kind::Number, Sample::Number(1)),
    ];
    samples.into_iter().find(|(kind, _)| argument.may_be(*kind)).map(|(_, sample)| sample)
}
