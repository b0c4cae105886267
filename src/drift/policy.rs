//! What a change of its catalog does to a policy.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::advice;
use super::heavier::{self, Heavier};
use super::newly_taken::{self, How, NewlyTaken, Outcome};
use super::tool::ToolDrift;
use crate::baseline::{self, Names};
use crate::diff::checks::{self, Checks, Weakened};
use crate::diff::{self, Change, Diff, Places, Side, Verdict};
use crate::finding::{Finding, Site};
use crate::gateway::Emitted;
use crate::policy::Policy;
use crate::session::{Checked, in_order};
use crate::source::{Sources, Span};
use crate::syntax::ast::File;
use crate::witness::CallableTools;

/// What a change of its catalog does to a policy.
#[derive(Debug)]
pub(crate) struct PolicyDrift {
    /// Which calls pass on one side and not on the other; nothing where a side has errors.
    pub diff: Option<Diff>,
    /// What the policy checks no longer, or less strictly.
    pub weakened: Vec<Weakened>,
    /// The terms that take in tools of which no call passed.
    pub taken_in: Vec<TakenIn>,
    /// What becomes of calls that the server newly takes.
    pub newly_taken: Vec<NewlyTaken>,
    /// The tools that it lets through and whose calls weigh more than they did.
    pub heavier: Vec<Heavier>,
    /// Whether these calls were asked of the policy as it compiles on the old side: on the new one it
    /// has errors.
    pub is_of_old: bool,
    /// The findings that the policy has on the new side alone; of one with errors on the old side,
    /// where no lint looks, all its errors.
    pub findings: Vec<Finding>,
    /// How many errors it has on the old side.
    pub old_errors: usize,
}

/// A term of a policy and the tools that it newly takes in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct TakenIn {
    /// The term, as it is written.
    pub term: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Site,
    /// The tools, by name.
    pub tools: Vec<String>,
}

/// Compares a policy under two catalogs, of which these tools change.
pub(crate) fn of_policy(
    old: &Checked,
    new: &Checked,
    tools: &[ToolDrift<'_>],
    sources: &Sources,
) -> PolicyDrift {
    let (before, after) = (old.emit(), new.emit());
    let diff = before.as_ref().zip(after.as_ref());
    let diff = diff.map(|(before, after)| by_meaning((old, before), (new, after), sources));
    let compiled = new.policy.as_ref().filter(|_| after.is_some());
    // What is deployed goes on to hold where the new side has errors.
    let deployed = old.policy.as_ref().filter(|_| before.is_some());
    let policy = compiled.or(deployed);
    let told = |it: &NewlyTaken| !matches!(it.how, How::Tool) || !is_told(diff.as_ref(), &it.tool);
    let ask = |policy| {
        let newly_taken = newly_taken::of(policy, new.catalog(), tools, sources);
        newly_taken.into_iter().filter(told).collect()
    };
    let taken_in = compiled.zip(diff.as_ref());
    let heavier = |policy| heavier::of(policy, new.catalog(), tools, sources);
    PolicyDrift {
        taken_in: taken_in
            .map(|(it, diff)| taken_in_by(it, new, diff, sources))
            .unwrap_or_default(),
        newly_taken: policy.map(ask).unwrap_or_default(),
        weakened: diff.as_ref().map(|_| weakened(old, new, sources)).unwrap_or_default(),
        heavier: policy.map(heavier).unwrap_or_default(),
        is_of_old: compiled.is_none() && deployed.is_some(),
        findings: findings(old, new, tools, sources),
        old_errors: of_policy_alone(old).iter().filter(|it| it.is_error()).count(),
        diff,
    }
}

/// Whether it is told that calls of a tool pass now.
fn is_told(diff: Option<&Diff>, tool: &str) -> bool {
    diff.is_some_and(|diff| diff.tools.iter().any(|change| change.name == tool))
}

impl PolicyDrift {
    /// Whether calls pass that didn't, or nobody knows; checks are gone; or it can't be compiled.
    pub(crate) fn is_looser(&self) -> bool {
        let verdict = self.diff.as_ref().map_or(Verdict::Unknown, |diff| diff.verdict);
        let is_taken = |it: &NewlyTaken| !matches!(it.outcome, Outcome::Refused { .. });
        verdict.is_looser()
            || verdict == Verdict::Unknown
            || !self.weakened.is_empty()
            || !self.heavier.is_empty()
            || self.newly_taken.iter().any(is_taken)
    }
}

fn by_meaning(
    (old, before): (&Checked, &Emitted),
    (new, after): (&Checked, &Emitted),
    sources: &Sources,
) -> Diff {
    let (old_spans, new_spans) = (spans(before), spans(after));
    let old_places = |pointer: &str| Site::of(*old_spans.get(pointer)?, sources);
    let new_places = |pointer: &str| Site::of(*new_spans.get(pointer)?, sources);
    let old = side(old, before, &old_places, sources);
    diff::diff(old, side(new, after, &new_places, sources))
}

fn side<'s>(
    checked: &'s Checked,
    emitted: &'s Emitted,
    places: &'s Places<'s>,
    sources: &'s Sources,
) -> Side<'s> {
    Side {
        document: &emitted.document,
        policy: checked.policy.as_ref(),
        catalog: checked.catalog(),
        places,
        sources: Some(sources),
    }
}

fn spans(emitted: &Emitted) -> HashMap<&str, Span> {
    emitted.mappings.iter().map(|mapping| (mapping.pointer.as_str(), mapping.span)).collect()
}

/// The terms by which tools can be called of which no call passed.
fn taken_in_by(policy: &Policy, new: &Checked, diff: &Diff, sources: &Sources) -> Vec<TakenIn> {
    let listed = CallableTools::new(policy, new.catalog());
    let newly = diff.tools.iter().filter(|tool| tool.change == Change::NewlyCallable);
    let mut by_term: BTreeMap<Span, Vec<String>> = BTreeMap::new();
    for tool in newly {
        if let Some((_, term)) = listed.named(&tool.name).and_then(|it| it.allowed) {
            by_term.entry(term).or_default().push(tool.name.clone());
        }
    }
    let taken_in = |(term, tools): (Span, Vec<String>)| {
        let text = sources.get(term.source)?.slice(term).to_owned();
        Some(TakenIn { term: text, at: Site::of(term, sources)?, tools })
    };
    by_term.into_iter().filter_map(taken_in).collect()
}

fn weakened(old: &Checked, new: &Checked, sources: &Sources) -> Vec<Weakened> {
    let (old_files, new_files) = (old.files(), new.files());
    let old = checks(old, &old_files, sources);
    let both = old.zip(checks(new, &new_files, sources));
    both.map(|(old, new)| checks::weakened(old, new)).unwrap_or_default()
}

fn checks<'c>(
    checked: &'c Checked,
    files: &'c [&'c File],
    sources: &'c Sources,
) -> Option<Checks<'c>> {
    let (policy, catalog) = (checked.policy.as_ref()?, checked.catalog());
    Some(Checks { policy, files, catalog, catalog_name: None, sources })
}

/// What is found on the new side and not on the old one, what is wrong with the catalogs left out.
fn findings(
    old: &Checked,
    new: &Checked,
    tools: &[ToolDrift<'_>],
    sources: &Sources,
) -> Vec<Finding> {
    let (before, after) = (of_policy_alone(old), of_policy_alone(new));
    let names = Names { sources, name: &|name| name.to_owned() };
    let found = match old.has_errors() {
        true => after.into_iter().filter(Finding::is_error).collect(),
        false => baseline::beyond(&after, &before, names),
    };
    in_order(found.into_iter().map(|it| advice::about_renamed(it, tools, sources)).collect())
}

fn of_policy_alone(checked: &Checked) -> Vec<Finding> {
    let of_catalog = checked.server().map(|server| &*server.findings).unwrap_or_default();
    let is_own = |it: &&Finding| it.waived.is_none() && !of_catalog.contains(it);
    checked.findings.iter().filter(is_own).cloned().collect()
}
