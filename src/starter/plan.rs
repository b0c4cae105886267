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
        let is_allowed = matches!(self.place(class), Place::Within(_));
        if let Some(reason) = apart::reason(&profile, self.style, is_allowed) {
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

    /// What becomes of the tools that stand apart for a reason.
    pub(super) fn place_apart(&self, reason: &Apart) -> Place {
        match reason {
            Apart::Lint(lint) if *lint == HIDES => Place::Hidden,
            Apart::Operations(..) if self.style == Style::Recommended => {
                Place::Within(self.thresholds.write_per_minute)
            }
            Apart::Operations(..) => Place::Within(READS_PER_MINUTE),
            Apart::Lint(_) | Apart::Effect(_) | Apart::Bounds(_) => Place::Approved,
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
        let mut has_moved = false;
        for finding in findings {
            let readers = &self.readers;
            let blamed = |tool: &&Arc<str>| finding.code != FLOW || !readers.contains(*tool);
            let blamed: Vec<_> = finding.tools.iter().filter(blamed).collect();
            let blamed = if blamed.is_empty() { finding.tools.iter().collect() } else { blamed };
            for tool in blamed {
                let reason = Apart::Lint(finding.code);
                if self.apart.get(tool).is_none_or(|old| matches!(old, Apart::Operations(..))) {
                    self.apart.insert(Arc::clone(tool), reason);
                    has_moved = true;
                }
            }
        }
        has_moved
    }
}
