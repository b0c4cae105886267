//! Calls made at both gateways.

use super::side::Way;
use crate::finding::Call;
use crate::gateway::{self, Document, Gateway, Verdict};
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

    /// Makes a call again and again, so many seconds into the day, until the side with more room
    /// refuses it or it was made so often: how often it was allowed there, and on the other side.
    pub(super) fn repeat(&mut self, way: Way, call: &Call, at: i64, times: u64) -> (u64, u64) {
        let call = self.timed(call, at);
        let (more, less) = match way {
            Way::Looser => (&mut self.new, &mut self.old),
            Way::Tighter => (&mut self.old, &mut self.new),
        };
        let allowed = more.repeat(&call, times);
        (allowed, less.repeat(&call, allowed))
    }

    /// Makes some calls at once on a new day; what came of each.
    pub(super) fn at_once(&mut self, way: Way, calls: &[&Call]) -> Vec<Answers> {
        self.begin();
        calls.iter().map(|call| self.make(way, call)).collect()
    }

    fn make(&mut self, way: Way, call: &Call) -> Answers {
        let call = self.timed(call, 0);
        let (old, new) = (self.old.decide(&call), self.new.decide(&call));
        match way {
            Way::Looser => Answers { more: new, less: old },
            Way::Tighter => Answers { more: old, less: new },
        }
    }

    /// A call so many seconds into the day.
    fn timed(&self, call: &Call, at: i64) -> gateway::Call {
        let (name, arguments) = (call.name.clone(), call.arguments.clone());
        gateway::Call { name, arguments, at: self.day * Window::Day.seconds() + at }
    }
}
