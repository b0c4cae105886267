//! Calls made again at the gateway's evaluator.

use crate::finding::Call;
use crate::gateway::{self, Compiled, Document, Gateway, Verdict};
use crate::json::Value;
use crate::policy::Window;

/// A gateway at which calls are made again. Each replay begins a day, so that no limit is in use.
#[derive(Debug)]
pub(crate) struct Replay<'d> {
    gateway: Gateway<'d>,
    day: i64,
}

impl<'d> Replay<'d> {
    /// At a gateway that has seen no call yet.
    pub(crate) fn new(document: &'d Document) -> Self {
        Self { gateway: Gateway::new(document), day: 0 }
    }

    /// The same with the patterns that another replay has compiled.
    pub(crate) fn with(document: &'d Document, compiled: Compiled) -> Self {
        Self { gateway: Gateway::with(document, compiled), day: 0 }
    }

    /// The patterns that it has compiled.
    pub(crate) fn into_compiled(self) -> Compiled {
        self.gateway.into_compiled()
    }

    /// Begins a new day: all limits are unused.
    pub(crate) fn begin_day(&mut self) {
        self.day += 1;
    }

    /// Makes a call, so many seconds into the day.
    pub(crate) fn make(&mut self, tool: &str, arguments: &Value, at: i64) -> Verdict {
        self.gateway.decide(&self.timed(tool, arguments, at))
    }

    /// Makes a call so many times, so many seconds into the day, until it is refused: how often it
    /// was allowed.
    pub(crate) fn repeat(&mut self, call: &Call, at: i64, times: u64) -> u64 {
        self.gateway.repeat(&self.timed(call.name(), call.arguments(), at), times)
    }

    fn timed(&self, tool: &str, arguments: &Value, at: i64) -> gateway::Call {
        let at = self.day * Window::Day.seconds() + at;
        gateway::Call { name: tool.to_owned(), arguments: arguments.clone(), at }
    }
}
