//! Many calls within one window, that only one side lets through altogether.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Comparison;
use super::replay::timed;
use super::side::Way;
use crate::finding::Call;
use crate::policy::{Decision, Window};

/// How many calls are made for one window.
const MOST_CALLS: u64 = 100_000;

/// How many calls are made for one comparison.
pub(super) const MOST_OF_ALL: u64 = 2_000_000;

/// Calls within one window that one side lets through altogether, while the other refuses some.
#[derive(Debug, Clone, PartialEq)]
pub struct Burst {
    /// The calls, in the order of their times.
    pub runs: Vec<Run>,
}

/// The same call, several times at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
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

impl Burst {
    /// How many calls there are.
    pub fn count(&self) -> u64 {
        self.runs.iter().map(|run| run.times).sum()
    }

    /// Each call, with how often it is made altogether.
    pub fn calls(&self) -> Vec<(&Call, u64)> {
        let mut calls: Vec<(&Call, u64)> = Vec::new();
        for run in &self.runs {
            match calls.iter_mut().find(|(call, _)| *call == &run.call) {
                Some((_, times)) => *times += run.times,
                None => calls.push((&run.call, run.times)),
            }
        }
        calls
    }

    fn add(&mut self, call: &Call, at: i64) {
        match self.runs.last_mut().filter(|run| run.at == at && run.call == *call) {
            Some(run) => run.times += 1,
            None => self.runs.push(Run { call: call.clone(), times: 1, at }),
        }
    }
}

/// `count`, and each of the `calls` with how often it is made.
impl Serialize for Burst {
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
    /// Makes the calls of a plan as early as the side with more room lets them through. `None` where
    /// they don't all get through, or the other side refuses none of them.
    pub(super) fn burst(&mut self, way: Way, plan: &Plan) -> Option<Burst> {
        let wanted = u64::try_from(plan.wanted).ok().filter(|wanted| *wanted <= MOST_CALLS)?;
        self.left = self.left.checked_sub(wanted)?;
        self.replay.begin();
        let mut filling = Filling { burst: Burst { runs: Vec::new() }, wanted, refused: 0 };
        let mut left: Vec<i128> = plan.calls.iter().map(|(_, times)| *times).collect();
        for at in self.times(way, plan.window) {
            for ((call, _), left) in plan.calls.iter().zip(&mut left) {
                self.repeat(way, call, at, left, &mut filling);
            }
            if filling.wanted == 0 {
                return (filling.refused > 0).then_some(filling.burst);
            }
        }
        None
    }

    /// Makes one call until it is refused, or was made often enough.
    fn repeat(&mut self, way: Way, call: &Call, at: i64, left: &mut i128, filling: &mut Filling) {
        let made = timed(call, at);
        while *left > 0 && filling.wanted > 0 {
            let answers = self.replay.make(way, &made);
            if answers.more.decision == Decision::Deny {
                return;
            }
            *left -= 1;
            filling.wanted -= 1;
            filling.refused += u64::from(answers.less.decision == Decision::Deny);
            filling.burst.add(call, at);
        }
    }

    /// When there may be new room within a window: at its beginning, and whenever the shortest
    /// window of any quota begins.
    fn times(&self, way: Way, window: Window) -> impl Iterator<Item = i64> + use<> {
        let document = self.pair.ordered(way).0.document();
        let own = document.tools.values().flat_map(|rules| &rules.limits);
        let limits = document.all_tools.limits.iter().chain(own);
        let shortest = limits.map(|limit| limit.window).min().unwrap_or(window);
        (0..window.seconds()).step_by(usize::try_from(shortest.seconds()).unwrap_or(usize::MAX))
    }
}

/// A burst in the making.
struct Filling {
    burst: Burst,
    /// How many calls are still wanted.
    wanted: u64,
    /// How many of them the other side has refused.
    refused: u64,
}
