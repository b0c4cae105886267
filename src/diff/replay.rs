//! Calls made at both gateways.

use super::side::Way;
use crate::finding::Call;
use crate::gateway::policylayer::{self, Document, Gateway, Verdict};
use crate::policy::Window;

/// A gateway for each side. Every replay has a day of its own, so that no quota is in use.
#[derive(Debug)]
pub(super) struct Replay<'d> {
    old: Gateway<'d>,
    new: Gateway<'d>,
    day: i64,
}

/// What the side that lets more through answers, and what the other does.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) more: Verdict,
    pub(super) less: Verdict,
}

impl<'d> Replay<'d> {
    pub(super) fn new(old: &'d Document, new: &'d Document) -> Self {
        Self { old: Gateway::new(old), new: Gateway::new(new), day: 0 }
    }

    /// Begins a new day.
    pub(super) fn begin(&mut self) {
        self.day += 1;
    }

    /// Makes a call so many seconds into the day.
    pub(super) fn make(&mut self, way: Way, call: &policylayer::Call) -> Answers {
        let at = self.day * Window::Day.seconds() + call.at;
        let call = policylayer::Call { at, ..call.clone() };
        let (old, new) = (self.old.decide(&call), self.new.decide(&call));
        match way {
            Way::Looser => Answers { more: new, less: old },
            Way::Tighter => Answers { more: old, less: new },
        }
    }

    /// Makes some calls at once on a new day; what came of each.
    pub(super) fn at_once(&mut self, way: Way, calls: &[&Call]) -> Vec<Answers> {
        self.begin();
        calls.iter().map(|call| self.make(way, &timed(call, 0))).collect()
    }
}

/// A call at a time.
pub(super) fn timed(call: &Call, at: i64) -> policylayer::Call {
    policylayer::Call { name: call.name.clone(), arguments: call.arguments.clone(), at }
}
