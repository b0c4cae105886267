//! Calls as the steps of a test.

use super::apart::Pair;
use crate::finding::Call;
use crate::json::Value;
use crate::policy::{Decision, Window};
use crate::source::{Span, Spanned};
use crate::syntax::ast::Step;
use crate::witness::Replay;

/// A call that is made several times at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calls<'c> {
    /// The call.
    pub(super) call: &'c Call,
    /// How often it is made.
    pub(super) times: u64,
    /// When, in seconds from the beginning, never before the one ahead.
    pub(super) at: i64,
}

/// The steps that make these calls up to the first that the documents decide otherwise, each with
/// what comes out on the original. `None` where they decide them all alike.
pub(super) fn steps(pair: &Pair<'_>, calls: &[Calls<'_>]) -> Option<Vec<Spanned<Step>>> {
    let mut lockstep = Lockstep {
        original: Replay::new(pair.original),
        changed: Replay::new(pair.changed),
        clock: 0,
        steps: Vec::new(),
    };
    let differs = calls.iter().any(|calls| lockstep.differs(*calls));
    differs.then_some(lockstep.steps)
}

/// Two gateways that get the same calls.
struct Lockstep<'d> {
    original: Replay<'d>,
    changed: Replay<'d>,
    clock: i64,
    steps: Vec<Spanned<Step>>,
}

impl Lockstep<'_> {
    /// Makes calls until the gateways answer differently; whether they do.
    fn differs(&mut self, Calls { call, times, at }: Calls<'_>) -> bool {
        self.wait_until(at);
        let (tool, arguments) = (call.name(), call.arguments());
        let mut alike: Option<(Decision, u64)> = None;
        for _ in 0..times {
            let before = self.original.make(tool, arguments, at).decision;
            if before != self.changed.make(tool, arguments, at).decision {
                self.push(tool, arguments, alike);
                self.push(tool, arguments, Some((before, 1)));
                return true;
            }
            match &mut alike {
                Some((decision, times)) if *decision == before => *times += 1,
                _ => self.push(tool, arguments, alike.replace((before, 1))),
            }
        }
        self.push(tool, arguments, alike);
        false
    }

    fn wait_until(&mut self, at: i64) {
        let seconds = at - self.clock;
        let whole = |window: &&Window| seconds % window.seconds() == 0;
        let window = Window::ALL.iter().rev().find(whole).filter(|_| seconds > 0);
        if let Some(window) = window {
            let count = u64::try_from(seconds / window.seconds()).unwrap_or_default();
            self.steps.push(nowhere(Step::Wait { count: nowhere(count), window: *window }));
        }
        self.clock = at;
    }

    fn push(&mut self, tool: &str, arguments: &Value, made: Option<(Decision, u64)>) {
        self.steps.extend(made.map(|(expect, times)| {
            nowhere(Step::Call {
                tool: nowhere(tool.to_owned()),
                arguments: nowhere(arguments.clone()),
                times: (times != 1).then(|| nowhere(times)),
                expect: nowhere(expect),
                message: None,
            })
        }));
    }
}

/// A part of a step that isn't written anywhere yet.
fn nowhere<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}
