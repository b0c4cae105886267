//! Both sides' gateways.

use super::change::Direction;
use crate::finding::Call;
use crate::gateway::Document;
use crate::witness::{PassesAtOneOnly, Replay};

/// A gateway for each side; their days begin together.
#[derive(Debug)]
pub(super) struct Replays<'d> {
    old: Replay<'d>,
    new: Replay<'d>,
}

impl<'d> Replays<'d> {
    pub(super) fn new(old: &'d Document, new: &'d Document) -> Self {
        Self { old: Replay::new(old), new: Replay::new(new) }
    }

    /// The side that lets more through, then the other.
    pub(super) fn ordered(&mut self, direction: Direction) -> (&mut Replay<'d>, &mut Replay<'d>) {
        match direction {
            Direction::Looser => (&mut self.new, &mut self.old),
            Direction::Tighter => (&mut self.old, &mut self.new),
        }
    }

    /// That a call passes on the side that lets more through, after some others, and not on the
    /// other.
    pub(super) fn difference<'r>(
        &'r mut self,
        direction: Direction,
        after: &'r [Call],
    ) -> PassesAtOneOnly<'r, 'd> {
        let (at, not_at) = self.ordered(direction);
        PassesAtOneOnly { at, not_at, after, refusal: None }
    }

    /// Begins a new day.
    pub(super) fn begin_day(&mut self) {
        self.old.begin_day();
        self.new.begin_day();
    }

    /// Makes a call again and again, so many seconds into the day, until the side with more room
    /// refuses it or it was made so often: how often it was allowed there, and on the other side.
    pub(super) fn repeat(
        &mut self,
        direction: Direction,
        call: &Call,
        at: i64,
        times: u64,
    ) -> (u64, u64) {
        let (more, less) = self.ordered(direction);
        let allowed = more.repeat(call, at, times);
        (allowed, less.repeat(call, at, allowed))
    }
}
