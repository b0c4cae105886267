//! Many calls within one window, that only one side lets through altogether.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Comparison;
use super::change::Direction;
use crate::finding::Call;
use crate::policy::Window;

/// How many calls are made for one window.
pub(super) const MAX_CALLS: u64 = 100_000;

/// How many calls are made for one comparison.
pub(super) const MAX_CALLS_OF_ALL: u64 = 2_000_000;

/// Calls within one window that one side lets through altogether, while the other refuses some.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CallSequence {
    /// The calls, in the order of their times.
    pub runs: Vec<Run>,
}

/// The same call, several times at once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// The call.
    pub call: Call,
    /// How often it is made.
    pub times: u64,
    /// When, in seconds from the window's beginning.
    pub at: i64,
}

/// Calls that are to be made in a window.
#[derive(Debug)]
pub(super) struct Plan {
    /// Each call, and how often at most.
    pub(super) calls: Vec<(Call, i128)>,
    /// How many calls altogether.
    pub(super) wanted: i128,
    /// The window.
    pub(super) window: Window,
}

impl CallSequence {
    /// How many calls there are.
    pub(crate) fn count(&self) -> u64 {
        self.runs.iter().map(|run| run.times).sum()
    }

    /// Each call, with how often it is made altogether.
    pub(crate) fn calls(&self) -> Vec<(&Call, u64)> {
        let mut calls: Vec<(&Call, u64)> = Vec::new();
        for run in &self.runs {
            match calls.iter_mut().find(|(call, _)| *call == &run.call) {
                Some((_, times)) => *times += run.times,
                None => calls.push((&run.call, run.times)),
            }
        }
        calls
    }
}

/// `count`, and each of the `calls` with how often it is made.
impl Serialize for CallSequence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Repeated<'c> {
            #[serde(flatten)]
            call: &'c Call,
            times: u64,
        }
        let calls: Vec<_> =
            self.calls().into_iter().map(|(call, times)| Repeated { call, times }).collect();
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("count", &self.count())?;
        map.serialize_entry("calls", &calls)?;
        map.end()
    }
}

impl Comparison<'_> {
    /// Makes the calls of a plan as early as the side with more room lets them through. `None`
    /// where they aren't all allowed, or the other side refuses none of them.
    pub(super) fn make_sequence(
        &mut self,
        direction: Direction,
        plan: &Plan,
    ) -> Option<CallSequence> {
        let wanted = u64::try_from(plan.wanted).ok().filter(|wanted| *wanted <= MAX_CALLS)?;
        self.left = self.left.checked_sub(wanted)?;
        self.replays.begin_day();
        let mut sequence = CallSequence { runs: Vec::new() };
        let mut left: Vec<i128> = plan.calls.iter().map(|(_, times)| *times).collect();
        let (mut made, mut refused) = (0, 0);
        for at in self.times(direction, plan) {
            for ((call, _), left) in plan.calls.iter().zip(&mut left) {
                let most = u64::try_from(*left).unwrap_or(u64::MAX).min(wanted - made);
                let (times, elsewhere) = self.replays.repeat(direction, call, at, most);
                if times > 0 {
                    sequence.runs.push(Run { call: call.clone(), times, at });
                }
                *left -= i128::from(times);
                made += times;
                refused += times - elsewhere;
            }
            if made == wanted {
                return (refused > 0).then_some(sequence);
            }
        }
        None
    }

    /// When there may be new room within a window: at its beginning, and whenever the shortest
    /// window of a limit begins.
    fn times(&self, direction: Direction, plan: &Plan) -> impl Iterator<Item = i64> + use<> {
        let side = self.pair.ordered(direction).0;
        let limits = plan.calls.iter().flat_map(|(call, _)| side.limits(call.name()));
        let windows = limits.map(|(_, limit)| limit.window);
        let shortest = windows.chain([plan.window]).min().unwrap_or(plan.window);
        let step = usize::try_from(shortest.seconds()).unwrap_or(usize::MAX);
        (0..plan.window.seconds()).step_by(step)
    }
}
