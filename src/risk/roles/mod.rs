//! What each argument of a tool is, with the evidence.
//!
//! [`signs`] reads an argument's own definition, [`tool`] what surrounds it, [`rules`] holds by
//! subject what they mean, and [`votes`] asks the rules.

mod executed;
mod features;
#[cfg(test)]
mod layout;
mod phrase;
mod role;
mod rule;
mod rules;
mod runs;
mod signs;
mod tool;
mod votes;
mod weights;

pub(crate) use role::Role;

use self::features::Feature;
use self::signs::Signs;
use self::tool::Facts;
use self::weights::{Likeliest, Weights};
use super::evidence::Evidence;
use super::known::OfTool;
use super::leaves::{self, Leaf};
use super::profile::Profile;
use super::usage::{Operations, Usage};
use crate::catalog::types::Kind;

/// What an argument was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoleAnswer {
    /// This.
    Is(Role),
    /// Nothing that could be dangerous.
    Harmless,
    /// Nothing tells: lints take it for harmless, `init` for dangerous.
    Unsure,
}

impl RoleAnswer {
    /// The role, where one was found.
    pub(crate) fn role(self) -> Option<Role> {
        match self {
            Self::Is(role) => Some(role),
            Self::Harmless | Self::Unsure => None,
        }
    }

    /// Its word in tables and reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Is(role) => role.name(),
            Self::Harmless => "none",
            Self::Unsure => "unsure",
        }
    }
}

/// One argument with what it is.
#[derive(Debug, Clone)]
pub(crate) struct FoundRole<'t> {
    /// The argument.
    pub leaf: Leaf<'t>,
    /// What it is.
    pub answer: RoleAnswer,
    /// What that rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// The calls that it is for, where the server says that it isn't for all.
    pub usage: Option<Usage>,
}

/// What is kept of an argument: its definition stays where it is.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    answer: RoleAnswer,
    evidence: Vec<Evidence>,
    usage: Option<Usage>,
}

/// What each argument of a tool is, in the order of their names; it is found out once and kept with
/// the tool.
pub(super) fn of<'t>(profile: &Profile<'t>) -> Vec<FoundRole<'t>> {
    let leaves = leaves::of(profile.tool);
    let judged = OfTool::of(profile.tool).roles.get_or_init(|| judge_all(profile, &leaves));
    let found = leaves.into_iter().zip(judged.clone());
    let found = found.map(|(leaf, Judged { answer, evidence, usage })| FoundRole {
        leaf,
        answer,
        evidence,
        usage,
    });
    found.collect()
}

fn judge_all(profile: &Profile<'_>, leaves: &[Leaf<'_>]) -> Vec<Judged> {
    let facts = Facts::of(profile, leaves);
    let operations = Operations::of(&profile.given);
    let found = leaves.iter().map(|leaf| {
        let (answer, evidence) = judge(leaf, &facts);
        let said = operations.as_ref().zip(leaf.description.as_deref());
        let usage = said.and_then(|(operations, said)| operations.usage(&leaf.path, said));
        FoundRole { leaf: leaf.clone(), answer, evidence, usage }
    });
    let mut found: Vec<_> = found.collect();
    executed::add(&mut found, profile);
    let judged = found.into_iter().map(|FoundRole { answer, evidence, usage, .. }| Judged {
        answer,
        evidence,
        usage,
    });
    judged.collect()
}

/// How far from the border an answer of the weights must be to be given.
const LEAST_MARGIN: f32 = -0.6;

/// The same where no word of the argument itself speaks for it.
const LEAST_WORDLESS_MARGIN: f32 = -0.35;

/// The same where it says that the argument is run: such a finding is denied.
const LEAST_RUN_MARGIN: f32 = -0.2;

fn judge(leaf: &Leaf<'_>, tool: &Facts<'_>) -> (RoleAnswer, Vec<Evidence>) {
    let signs = Signs::of(leaf);
    let votes = votes::of(&signs, tool);
    if let Some(vote) = votes.first().filter(|vote| vote.decides()) {
        return (vote.answer, vec![vote.evidence()]);
    }
    if let Some((role, kind)) = of_formats(&signs) {
        let name = leaf.path.to_string();
        return (RoleAnswer::Is(role), vec![Evidence::Argument { name, kind, words: None }]);
    }
    let features = features::of(&signs, tool, &votes);
    let is_switch = is_switch(leaf);
    let is_possible = |answer: RoleAnswer| is_switch || !is_flag(answer);
    let likeliest = Weights::own().likeliest(&features, is_possible);
    match likeliest.filter(is_clear) {
        Some(found) => (found.answer, found.signs.iter().map(evidence).collect()),
        None => (RoleAnswer::Unsure, Vec::new()),
    }
}

/// Whether an answer of the weights is worth giving.
fn is_clear(found: &Likeliest<'_>) -> bool {
    let is_run = found.answer.role().is_some_and(Role::is_run);
    let least = match found.signs.is_empty() {
        _ if is_run => LEAST_RUN_MARGIN,
        true => LEAST_WORDLESS_MARGIN,
        false => LEAST_MARGIN,
    };
    found.margin >= least
}

/// Whether it is a role of switches alone.
fn is_flag(answer: RoleAnswer) -> bool {
    let flags = [Role::WideningFlag, Role::UndoSwitch, Role::DryRun];
    answer.role().is_some_and(|role| flags.contains(&role))
}

/// Whether an argument is declared as one that may be on or off, or as one of a few values.
fn is_switch(leaf: &Leaf<'_>) -> bool {
    let argument = &leaf.argument;
    !argument.is_anything() && (argument.may_be(Kind::Boolean) || argument.values().is_some())
}

/// What the schema's own word for the form of a text says.
fn of_formats(signs: &Signs<'_>) -> Option<(Role, &'static str)> {
    signs.formats.iter().find_map(|format| match *format {
        "uri" | "url" | "iri" | "uri-reference" => Some((Role::Url, "URI")),
        "email" | "idn-email" => Some((Role::Mail, "mail address")),
        "hostname" | "idn-hostname" | "ipv4" | "ipv6" => Some((Role::Host, "host")),
        _ => None,
    })
}

fn evidence(sign: &Feature<'_>) -> Evidence {
    let word = sign.word.to_owned();
    if sign.is_of_name() { Evidence::Name(word) } else { Evidence::Description(word) }
}

/// What is known of an argument before the table of weights is asked.
#[cfg(test)]
pub(super) struct Known {
    /// Where it stands.
    pub(super) path: String,
    /// What the best rule says, if it is a good one; else nothing.
    pub(super) best: &'static str,
    /// What that says, where it is sure.
    pub(super) sure: Option<&'static str>,
    /// Its signs, written out.
    pub(super) signs: Vec<String>,
}

/// What is known of every argument of a tool.
#[cfg(test)]
pub(super) fn signs_of(profile: &Profile<'_>) -> Vec<Known> {
    let leaves = leaves::of(profile.tool);
    let facts = Facts::of(profile, &leaves);
    let known = |leaf: &Leaf<'_>| {
        let signs = Signs::of(leaf);
        let votes = votes::of(&signs, &facts);
        let features = features::of(&signs, &facts, &votes);
        let best = votes.first().filter(|vote| vote.strength >= rule::SURE - 2);
        let sure = votes.first().filter(|vote| vote.decides());
        Known {
            path: leaf.path.to_string(),
            best: best.map(|vote| vote.answer.name()).unwrap_or_default(),
            sure: sure.map(|vote| vote.answer.name()),
            signs: written(&features),
        }
    };
    leaves.iter().map(known).collect()
}

/// The signs in their own order.
#[cfg(test)]
fn written(features: &[(u64, Feature<'_>)]) -> Vec<String> {
    let mut features: Vec<_> = features.iter().map(|(_, feature)| *feature).collect();
    features.sort_unstable();
    features.iter().map(ToString::to_string).collect()
}

/// What a table of weights says of an argument with these signs, written out.
#[cfg(test)]
pub(super) fn by_table(table: &str, signs: &[Vec<String>]) -> Vec<&'static str> {
    let weights = Weights::read(table);
    let name = |signs: &Vec<String>| weights.of_written(signs).map_or("unsure", RoleAnswer::name);
    signs.iter().map(name).collect()
}

/// The table of weights as it is written.
#[cfg(test)]
pub(super) const WEIGHTS: &str = weights::TEXT;

/// Steps of a weight in the table to 1.
#[cfg(test)]
pub(super) const STEPS: f32 = weights::STEPS;
