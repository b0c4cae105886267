//! Two gateways that get the same calls, until they answer differently.

use super::apart::{Pair, call as step, nowhere};
use crate::gateway::policylayer::{Call, Document, Gateway, Verdict};
use crate::json::Value;
use crate::policy::{Decision, Window};
use crate::source::Spanned;
use crate::syntax::ast::Step;

/// How many calls are tried.
pub(super) const MAX_CALLS: u64 = 100_000;

/// Two gateways, the calls that both have allowed, and the time.
pub(super) struct Lockstep<'d> {
    pair: Pair<'d>,
    gateways: (Gateway<'d>, Gateway<'d>),
    clock: i64,
    calls: u64,
    steps: Vec<Spanned<Step>>,
}

/// What came of some calls.
pub(super) enum Ran {
    /// Both gateways have allowed them all.
    Allowed,
    /// This one call only one of them has allowed.
    Apart,
    /// Both refused this one: a quota of this window is used up on the changed side.
    Refused(Window),
    /// It goes no further.
    Over,
}

/// One call, over and over.
pub(super) struct Repeated {
    /// The tool.
    pub(super) tool: String,
    /// Its arguments.
    pub(super) arguments: Value,
}

impl<'d> Lockstep<'d> {
    /// No call was made yet.
    pub(super) fn new(pair: Pair<'d>) -> Self {
        let gateways = (Gateway::new(pair.original), Gateway::new(pair.changed));
        Self { pair, gateways, clock: 0, calls: 0, steps: Vec::new() }
    }

    /// What was done, as the steps of a test that passes on the original.
    pub(super) fn steps(self) -> Vec<Spanned<Step>> {
        self.steps
    }

    /// Makes a call at most this often.
    pub(super) fn repeat(&mut self, repeated: &Repeated, times: u64) -> (u64, Ran) {
        let Repeated { tool, arguments } = repeated;
        let call = Call { name: tool.clone(), arguments: arguments.clone(), at: self.clock };
        let mut allowed = 0;
        let (ran, apart) = loop {
            if allowed == times {
                break (Ran::Allowed, None);
            }
            if self.calls == MAX_CALLS {
                break (Ran::Over, None);
            }
            self.calls += 1;
            let (one, other) = (self.gateways.0.decide(&call), self.gateways.1.decide(&call));
            match (one.decision, other.decision) {
                (Decision::Allow, Decision::Allow) => allowed += 1,
                (Decision::Deny, Decision::Deny) => break (self.refused(tool, &other), None),
                (decision, _) => break (Ran::Apart, Some(decision)),
            }
        };
        let allowed_steps = (allowed > 0).then_some((allowed, Decision::Allow));
        for (times, decision) in allowed_steps.into_iter().chain(apart.map(|it| (1, it))) {
            self.steps.push(step(tool, arguments.clone(), times, decision));
        }
        (allowed, ran)
    }

    /// Waits for the next window; `false` where a whole day is over.
    pub(super) fn wait(&mut self, window: Window) -> bool {
        self.clock += window.seconds();
        self.steps.push(nowhere(Step::Wait { count: nowhere(1), window }));
        self.clock < Window::Day.seconds()
    }

    /// What the changed side refuses has to be waited for; the original may refuse more.
    fn refused(&self, tool: &str, by_changed: &Verdict) -> Ran {
        let rule = by_changed.rule.as_deref().unwrap_or_default();
        window(self.pair.changed, tool, rule).map_or(Ran::Over, Ran::Refused)
    }
}

/// The window of the quota that a verdict names.
fn window(document: &Document, tool: &str, rule: &str) -> Option<Window> {
    let (list, index) = rule.rsplit_once('/')?;
    let limits = match list {
        "/all_tools/limits" => &document.all_tools.limits,
        _ if list.ends_with("/limits") => &document.tools.get(tool)?.limits,
        _ => return None,
    };
    Some(limits.get(index.parse::<usize>().ok()?)?.window)
}
