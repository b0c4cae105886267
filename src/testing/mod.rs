//! `test` blocks, run on the compiled document.
//!
//! What is tested is the document that the gateway will have, not the policy: a test holds for the
//! compiler too. Each test starts with fresh counters at a midnight and has its own clock. Knows
//! nothing of files or of how results are shown.

mod coverage;
pub(crate) mod mutate;
mod outcome;

#[cfg(test)]
mod tests;

pub(crate) use coverage::rules;
pub(crate) use outcome::{Expectation, Failure, Mismatch, Outcome, Reached};

use std::ops::ControlFlow;

use crate::gateway::{Call, Compiled, Document, Gateway};
use crate::json::Value;
use crate::policy::Window;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{File, Statement, Step, Text};

/// How many calls one test may make, so that no test runs without end.
pub(crate) const MAX_CALLS: u64 = 1_000_000;

/// One `test` block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Test<'a> {
    /// What it is called.
    pub name: &'a Text,
    /// What happens, in order.
    pub steps: &'a [Spanned<Step>],
}

/// The tests of a file, in its order. Those of included files count only when they are tested
/// themselves.
pub(crate) fn tests(file: &File) -> impl Iterator<Item = Test<'_>> {
    file.statements.iter().filter_map(|statement| match &statement.node {
        Statement::Test { name, steps } => Some(Test { name, steps }),
        _ => None,
    })
}

/// Runs tests, one after the other. Their documents' patterns are compiled once for all of them.
#[derive(Debug, Default)]
pub(crate) struct Runner {
    compiled: Compiled,
}

impl Runner {
    /// Runs a test. A step that fails is told once, for the first of its calls that comes out
    /// differently, and the test goes on with the next step.
    pub(crate) fn run(&mut self, test: Test<'_>, document: &Document) -> Outcome {
        let gateway = Gateway::with(document, std::mem::take(&mut self.compiled));
        let (reached, failures) = (Reached::default(), Vec::new());
        let mut run = Run { gateway, clock: 0, calls: 0, reached, failures };
        for step in test.steps {
            if run.step(step).is_break() {
                break;
            }
        }
        let Run { gateway, calls, reached, failures, .. } = run;
        self.compiled = gateway.into_compiled();
        Outcome { name: test.name.node.clone(), span: test.name.span, calls, reached, failures }
    }
}

/// A test on its way.
struct Run<'d> {
    gateway: Gateway<'d>,
    clock: i64,
    calls: u64,
    reached: Reached,
    failures: Vec<Failure>,
}

/// The calls of one step.
struct Calls<'a> {
    span: Span,
    tool: &'a str,
    arguments: &'a Value,
    times: u64,
    expected: Expectation,
}

impl Run<'_> {
    /// Does a step; breaks where the test can't go on.
    fn step(&mut self, step: &Spanned<Step>) -> ControlFlow<()> {
        match &step.node {
            Step::Wait { count, window } => self.wait(count, *window),
            Step::Call { tool, arguments, times, expect, message } => {
                let message = message.as_ref().map(|message| message.node.clone());
                self.call(&Calls {
                    span: step.span,
                    tool: &tool.node,
                    arguments: &arguments.node,
                    times: times.as_ref().map_or(1, |times| times.node),
                    expected: Expectation { decision: expect.node, message },
                })
            }
        }
    }

    fn wait(&mut self, count: &Spanned<u64>, window: Window) -> ControlFlow<()> {
        let seconds =
            i64::try_from(count.node).ok().and_then(|count| count.checked_mul(window.seconds()));
        let Some(clock) = seconds.and_then(|seconds| self.clock.checked_add(seconds)) else {
            return self.end(Failure::TooLong { span: count.span });
        };
        self.clock = clock;
        ControlFlow::Continue(())
    }

    fn call(&mut self, step: &Calls<'_>) -> ControlFlow<()> {
        if step.times > MAX_CALLS - self.calls {
            return self.end(Failure::TooManyCalls { span: step.span });
        }
        let (name, arguments) = (step.tool.to_owned(), step.arguments.clone());
        let call = Call { name, arguments, at: self.clock };
        for repetition in 1..=step.times {
            self.calls += 1;
            let verdict = self.gateway.decide(&call);
            self.reached.add(&call.name, &verdict.rule);
            if !step.expected.is_met(&verdict) {
                let (span, times, expected) = (step.span, step.times, step.expected.clone());
                let mismatch = Mismatch { span, call, repetition, times, expected, verdict };
                self.failures.push(Failure::Unexpected(mismatch));
                break;
            }
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self, failure: Failure) -> ControlFlow<()> {
        self.failures.push(failure);
        ControlFlow::Break(())
    }
}
