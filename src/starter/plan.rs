//! Which tool stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Style;
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::lint::Thresholds;
use crate::risk::{Class, Profile};

/// The lint whose findings a human's look doesn't end: the tool's words reach the model as long as
/// the tool is listed.
const HIDES: &str = "hinted-instructions";

/// The lint about tools that are harmless alone: those that send data out are the ones to stop.
const FLOW: &str = "toxic-flow";

/// The places of a server's tools.
#[derive(Debug)]
pub(super) struct Plan {
    style: Style,
    thresholds: Thresholds,
    /// Every tool of each class, sorted; those that nobody can classify under `None`.
    pub(super) classes: BTreeMap<Option<Class>, BTreeSet<Arc<str>>>,
    /// The tools that have a place of their own, with the lint that sent them there.
    pub(super) moved: BTreeMap<Arc<str>, &'static str>,
    senders: BTreeSet<Arc<str>>,
}

/// What becomes of a class.
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

/// How many calls a minute tools that read may have.
const READS_PER_MINUTE: i64 = 60;

impl Plan {
    /// Every tool where its class belongs.
    pub(super) fn new(catalog: &Catalog, style: Style, thresholds: &Thresholds) -> Self {
        let mut classes: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut senders = BTreeSet::new();
        for tool in catalog.tools() {
            let profile = Profile::of(tool);
            classes
                .entry(profile.classification.class)
                .or_default()
                .insert(Arc::clone(tool.name()));
            if !profile.sends_out().is_empty() {
                senders.insert(Arc::clone(tool.name()));
            }
        }
        let thresholds = thresholds.clone();
        Self { style, thresholds, classes, moved: BTreeMap::new(), senders }
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

    /// The tools of a class that stand where the class does.
    pub(super) fn together(&self, class: Class) -> impl Iterator<Item = &Arc<str>> {
        let tools = self.classes.get(&Some(class)).into_iter().flatten();
        tools.filter(|tool| !self.moved.contains_key(*tool))
    }

    /// The tools of a class that were moved.
    pub(super) fn apart(&self, class: Class) -> impl Iterator<Item = &Arc<str>> {
        let tools = self.classes.get(&Some(class)).into_iter().flatten();
        tools.filter(|tool| self.moved.contains_key(*tool))
    }

    /// The tools that nobody can classify.
    pub(super) fn unclassified(&self) -> impl Iterator<Item = &Arc<str>> {
        self.classes.get(&None).into_iter().flatten()
    }

    /// The moved tools by the lint that moved them.
    pub(super) fn moved_by(&self) -> BTreeMap<&'static str, Vec<&Arc<str>>> {
        let mut by = BTreeMap::new();
        for (tool, lint) in &self.moved {
            by.entry(*lint).or_insert_with(Vec::new).push(tool);
        }
        by
    }

    /// Whether the tools that a lint moved are taken out of the tool list.
    pub(super) fn hides(lint: &str) -> bool {
        lint == HIDES
    }

    /// Moves the tools that findings name; whether any was moved.
    pub(super) fn take_up(&mut self, findings: &[Finding]) -> bool {
        let before = self.moved.len();
        for finding in findings {
            let senders = &self.senders;
            let blamed = |tool: &&Arc<str>| finding.code != FLOW || senders.contains(*tool);
            for tool in finding.tools.iter().filter(blamed) {
                self.moved.entry(Arc::clone(tool)).or_insert(finding.code);
            }
        }
        self.moved.len() > before
    }
}
