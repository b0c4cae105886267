//! What is said of an invariant that isn't proved.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Shown;
use crate::analysis::{Formula, Reason};
use crate::finding::Finding;
use crate::lint::list_tools;
use crate::policy::Invariant;
use crate::policy::semantics::patterned;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;

/// How many of the places are shown that allow the calls.
const MAX_PLACES: usize = 8;

/// The tools whose calls break an invariant, with a call of the first.
pub(super) struct Broken {
    names: Vec<Arc<str>>,
    allowing: BTreeSet<Span>,
    shown: Shown,
}

impl Broken {
    pub(super) fn new(name: &Arc<str>, allowing: Vec<Span>, shown: Shown) -> Self {
        Self { names: vec![Arc::clone(name)], allowing: allowing.into_iter().collect(), shown }
    }

    pub(super) fn add(&mut self, name: &Arc<str>, allowing: Vec<Span>) {
        self.names.push(Arc::clone(name));
        self.allowing.extend(allowing);
    }

    /// The tools, sorted.
    pub(super) fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// What is said of them; `help` says what to write.
    pub(super) fn finding(self, invariant: &Invariant, help: String) -> Finding {
        let message = match self.names.as_slice() {
            [one] => format!("a forbidden call of {} is allowed", tick(one)),
            several => {
                let (count, tools) = (several.len(), list_tools(several));
                format!("forbidden calls of {count} tools are allowed: {tools}")
            }
        };
        let Shown { call, passes, of_other_kind } = self.shown;
        let fact = match of_other_kind {
            true => "doesn't hold: a value of a type that isn't expected counts as forbidden",
            false => "doesn't hold",
        };
        let (note, call) = match passes {
            true => (fact.to_owned(), Some(call)),
            false => (format!("{fact}, limits aside: {call}"), None),
        };
        let finding = Finding::error("never-broken", invariant.span, message)
            .note(note)
            .help(help)
            .call(call);
        let places = self.allowing.into_iter().take(MAX_PLACES);
        let finding = places.fold(finding, |it, place| it.label(place, "allowed here"));
        Finding { tools: self.names, ..finding }
    }
}

/// A tool of which it isn't known whether its calls break an invariant.
pub(super) struct Unproved {
    name: Arc<str>,
    question: Formula,
    reason: Reason,
}

impl Unproved {
    pub(super) fn new(name: &Arc<str>, question: Formula, reason: Reason) -> Self {
        Self { name: Arc::clone(name), question, reason }
    }
}

/// What is said of the tools that nothing is known of; `None` without any.
pub(super) fn of_unproved(invariant: &Invariant, unproved: &[Unproved]) -> Option<Finding> {
    let first = unproved.first()?;
    let names: Vec<_> = unproved.iter().map(|unproved| Arc::clone(&unproved.name)).collect();
    let message = format!("not proved for {}: {}", list_tools(&names), first.reason);
    let rules = match patterned(&first.question) {
        Some(path) => format!("the rules about {}", tick(&argument_text(path))),
        None => "its rules".to_owned(),
    };
    let finding = Finding::error("never-not-analysed", invariant.span, message)
        .note("whether this holds is unknown")
        .help(format!("use simpler patterns in {rules}, or fewer of them"));
    Some(Finding { tools: names, ..finding })
}
