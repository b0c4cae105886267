//! Which tool stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Style;
use super::apart::{self, Apart};
use crate::catalog::{Catalog, Tool};
use crate::finding::Finding;
use crate::lint::Thresholds;
use crate::risk::{Class, Profile};

/// The lint whose findings a human's look doesn't end: the tool's words reach the model as long as
/// the tool is listed.
const HIDES: &str = "hinted-instructions";

/// The lint about tools that are harmless alone: those that do more than read are the ones to stop.
const FLOW: &str = "toxic-flow";

/// How many calls a minute tools that read may have.
const READS_PER_MINUTE: i64 = 60;

/// The places of a server's tools.
#[derive(Debug)]
pub(super) struct Plan {
    style: Style,
    thresholds: Thresholds,
    /// Every tool of each class, sorted; those that nobody can classify under `None`.
    classes: BTreeMap<Option<Class>, BTreeSet<Arc<str>>>,
    /// The tools that don't stand with their class, each with the reason.
    apart: BTreeMap<Arc<str>, Apart>,
    readers: BTreeSet<Arc<str>>,
}

/// What becomes of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Allowed, at most so many times a minute.
    Within(i64),
    /// Sent to a human.
    Approved,
    /// Taken out of the tool list.
    Hidden,
    /// Not named at all.
    LeftOut,
}

impl Plan {
    /// Every tool where its class belongs, or apart from it.
    pub(super) fn new(catalog: &Catalog, style: Style, thresholds: &Thresholds) -> Self {
        let thresholds = thresholds.clone();
        let (classes, apart, readers) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let mut plan = Self { style, thresholds, classes, apart, readers };
        catalog.tools().iter().for_each(|tool| plan.put(tool));
        plan
    }

    fn put(&mut self, tool: &Tool) {
        let profile = Profile::of(tool);
        let class = profile.classification.class;
        let name = tool.name();
        self.classes.entry(class).or_default().insert(Arc::clone(name));
        if class == Some(Class::Read) {
            self.readers.insert(Arc::clone(name));
        }
        let Some(class) = class else { return };
        let (is_allowed, calls) = match self.place(class) {
            Place::Within(calls) => (true, calls),
            Place::Approved | Place::Hidden | Place::LeftOut => (false, self.chosen_per_minute()),
        };
        if let Some(reason) = apart::reason(&profile, self.style, is_allowed, calls) {
            self.apart.insert(Arc::clone(name), reason);
        }
    }

    /// What becomes of a class: the gateway's recommended rule, or something stricter.
    pub(super) fn place(&self, class: Class) -> Place {
        match (self.style, class) {
            (_, Class::Read) => Place::Within(READS_PER_MINUTE),
            (Style::Readonly, _) => Place::LeftOut,
            (_, Class::Destructive) => Place::Hidden,
            (Style::Strict, _) | (_, Class::Financial) => Place::Approved,
            (Style::Recommended, Class::Write) => Place::Within(self.thresholds.write_per_minute),
            (Style::Recommended, Class::Execute) => {
                Place::Within(self.thresholds.execute_per_minute)
            }
        }
    }

    /// How many calls a minute tools may have of which some operations are allowed and the class
    /// isn't.
    fn chosen_per_minute(&self) -> i64 {
        match self.style {
            Style::Recommended => self.thresholds.write_per_minute,
            Style::Strict | Style::Readonly => READS_PER_MINUTE,
        }
    }

    /// What becomes of the tools that stand apart for a reason.
    pub(super) fn place_apart(reason: &Apart) -> Place {
        match reason {
            Apart::Lint(lint) if *lint == HIDES => Place::Hidden,
            Apart::Narrowed(rules) => Place::Within(rules.calls),
            Apart::Lint(_) | Apart::Effect(_) | Apart::Offered(_) | Apart::Unbounded(_) => {
                Place::Approved
            }
        }
    }

    /// The tools of a class that stand where the class does.
    pub(super) fn together(&self, class: Class) -> impl Iterator<Item = &Arc<str>> {
        let tools = self.classes.get(&Some(class)).into_iter().flatten();
        tools.filter(|tool| !self.apart.contains_key(*tool))
    }

    /// The tools of a class that don't.
    pub(super) fn apart(&self, class: Class) -> impl Iterator<Item = &Arc<str>> {
        let tools = self.classes.get(&Some(class)).into_iter().flatten();
        tools.filter(|tool| self.apart.contains_key(*tool))
    }

    /// The tools that nobody can classify.
    pub(super) fn unclassified(&self) -> impl Iterator<Item = &Arc<str>> {
        let tools = self.classes.get(&None).into_iter().flatten();
        tools.filter(|tool| !self.apart.contains_key(*tool))
    }

    /// The tools that stand apart, by the reason.
    pub(super) fn by_reason(&self) -> BTreeMap<&Apart, Vec<&Arc<str>>> {
        let mut by = BTreeMap::new();
        for (tool, reason) in &self.apart {
            by.entry(reason).or_insert_with(Vec::new).push(tool);
        }
        by
    }

    /// Moves the tools that findings name; whether any was moved.
    pub(super) fn take_up(&mut self, findings: &[Finding]) -> bool {
        let moves = |reason: Option<&Apart>| reason.is_none_or(is_narrowed);
        findings.iter().fold(false, |has_moved, finding| {
            let (readers, of_flow) = (&self.readers, finding.code == FLOW);
            let changes = |tool: &&Arc<str>| !of_flow || !readers.contains(*tool);
            let blamed: Vec<_> = finding.tools.iter().filter(changes).cloned().collect();
            let blamed = if blamed.is_empty() { finding.tools.clone() } else { blamed };
            self.set_apart(finding.code, &blamed, moves) || has_moved
        })
    }

    /// Offers nothing for the tools that findings name of the policy with what is offered, and
    /// nothing at all where they name none of these; whether that made a difference.
    pub(super) fn withdraw(&mut self, findings: &[Finding]) -> bool {
        let is_offered = |reason: Option<&Apart>| matches!(reason, Some(Apart::Offered(_)));
        let mut is_less = false;
        for finding in findings {
            is_less |= self.set_apart(finding.code, &finding.tools, is_offered);
        }
        let all: Vec<_> = self.apart.keys().cloned().collect();
        let first = findings.first().filter(|_| !is_less);
        is_less || first.is_some_and(|finding| self.set_apart(finding.code, &all, is_offered))
    }

    /// Sets those of the tools apart for a lint that stand where they may be moved from.
    fn set_apart(
        &mut self,
        lint: &'static str,
        tools: &[Arc<str>],
        may_move: impl Fn(Option<&Apart>) -> bool,
    ) -> bool {
        let moved: Vec<_> = tools.iter().filter(|tool| may_move(self.apart.get(*tool))).collect();
        let has_moved = !moved.is_empty();
        for tool in moved {
            self.apart.insert(Arc::clone(tool), Apart::Lint(lint));
        }
        has_moved
    }
}

fn is_narrowed(reason: &Apart) -> bool {
    matches!(reason, Apart::Narrowed(_))
}
