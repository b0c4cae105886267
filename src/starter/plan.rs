//! Which tool stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Style;
use super::apart::{self, Apart, Standing, Until};
use crate::catalog::{Catalog, Tool};
use crate::finding::Finding;
use crate::lint::Thresholds;
use crate::risk::{Class, Profile};

/// The lint whose findings a human's look doesn't end: the tool's words reach the model as long as
/// the tool is listed.
const HIDES: &str = "hinted-instructions";

/// The lint about tools that are harmless alone: those that do more than read are the ones to stop.
pub(super) const FLOW: &str = "toxic-flow";

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
        if let Some(reason) = apart::reason(&profile, self.style, &self.standing(class)) {
            self.apart.insert(Arc::clone(name), reason);
        }
    }

    fn standing(&self, class: Class) -> Standing {
        let is_offered = self.place(class) != Place::LeftOut && class != Class::Financial;
        let offered = is_offered.then(|| self.calls_of(class));
        let (is_allowed, calls) = match self.place(class) {
            Place::Within(calls) => (true, calls),
            Place::Approved | Place::Hidden | Place::LeftOut => (false, self.chosen_per_minute()),
        };
        Standing { class, is_allowed, calls, offered }
    }

    /// How many calls a minute tools of a class may have where they are allowed.
    fn calls_of(&self, class: Class) -> i64 {
        match class {
            Class::Read => READS_PER_MINUTE,
            Class::Execute => self.thresholds.execute_per_minute,
            Class::Write | Class::Destructive | Class::Financial => {
                self.thresholds.write_per_minute
            }
        }
    }

    /// What becomes of a class: the gateway's recommended rule, or something stricter.
    pub(super) fn place(&self, class: Class) -> Place {
        match (self.style, class) {
            (_, Class::Read) => Place::Within(self.calls_of(class)),
            (Style::Readonly, _) => Place::LeftOut,
            (_, Class::Destructive) => Place::Hidden,
            (Style::Strict, _) | (_, Class::Financial) => Place::Approved,
            (Style::Recommended, Class::Write | Class::Execute) => {
                Place::Within(self.calls_of(class))
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
    pub(super) fn place_apart(&self, reason: &Apart) -> Place {
        match reason {
            Apart::Lint(lint) if *lint == HIDES => Place::Hidden,
            Apart::Narrowed(rules) => Place::Within(rules.calls),
            Apart::Offered(Until::Class(class), _) => self.place(*class),
            Apart::Offered(Until::Bounded | Until::Effect(_), _)
            | Apart::Lint(_)
            | Apart::Effect(_)
            | Apart::Unbounded(_)
            | Apart::TooMany(_) => Place::Approved,
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
            for tool in self.blamed(finding) {
                has_moved |= self.set_apart(tool, finding.code);
            }
        }
        has_moved
    }

    /// Moves a tool of which a lint has a finding; whether it stood elsewhere.
    pub(super) fn set_apart(&mut self, tool: Arc<str>, lint: &'static str) -> bool {
        let is_moved = self.apart.get(&tool).is_none_or(is_narrowed);
        if is_moved {
            self.apart.insert(tool, Apart::Lint(lint));
        }
        is_moved
    }

    /// The tools that a finding is about; of a flow those that do more than read, where there are
    /// any.
    fn blamed(&self, finding: &Finding) -> Vec<Arc<str>> {
        let changes = |tool: &&Arc<str>| !self.readers.contains(*tool);
        let changing: Vec<_> = finding.tools.iter().filter(changes).cloned().collect();
        match finding.code == FLOW && !changing.is_empty() {
            true => changing,
            false => finding.tools.clone(),
        }
    }

    /// Offers nothing for the tools that findings name of the policy with what is offered, and
    /// nothing at all where they name none of these; whether that made a difference. What the style
    /// leaves to a human in any case is taken back before what it would allow.
    pub(super) fn withdraw(&mut self, findings: &[Finding]) -> bool {
        let named = findings.iter().flat_map(|it| it.tools.iter().map(|tool| (tool, it.code)));
        let named = self.offers(named);
        let first = findings.first().map_or("", |finding| finding.code);
        let all = self.offers(self.apart.keys().map(|tool| (tool, first)));
        let groups = [named.iter().filter(is_beyond).cloned().collect(), named];
        let last = [all.iter().filter(is_beyond).cloned().collect(), all];
        let mut groups = groups.into_iter().chain(last).filter(|group: &Vec<_>| !group.is_empty());
        let Some(group) = groups.next() else { return false };
        for Offer { tool, lint, until } in group {
            match until {
                Until::Bounded => drop(self.apart.insert(tool, Apart::Lint(lint))),
                Until::Effect(effect) => drop(self.apart.insert(tool, Apart::Effect(effect))),
                Until::Class(_) => drop(self.apart.remove(&tool)),
            }
        }
        true
    }

    /// Those of the tools for which something is offered, with the lint that is against it.
    fn offers<'t>(&self, tools: impl Iterator<Item = (&'t Arc<str>, &'static str)>) -> Vec<Offer> {
        let offer = |(tool, lint): (&'t Arc<str>, _)| match self.apart.get(tool)? {
            Apart::Offered(until, _) => Some(Offer { tool: Arc::clone(tool), lint, until: *until }),
            Apart::Lint(_)
            | Apart::Effect(_)
            | Apart::Narrowed(_)
            | Apart::Unbounded(_)
            | Apart::TooMany(_) => None,
        };
        tools.filter_map(offer).collect()
    }
}

/// A tool for which rules are offered.
#[derive(Debug, Clone)]
struct Offer {
    tool: Arc<str>,
    /// What has a finding of the policy with these rules.
    lint: &'static str,
    until: Until,
}

fn is_beyond(offer: &&Offer) -> bool {
    offer.until != Until::Bounded
}

fn is_narrowed(reason: &Apart) -> bool {
    matches!(reason, Apart::Narrowed(_))
}
