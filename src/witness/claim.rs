//! What calls are claimed to show, each confirmed by a replay.

use super::replay::Replay;
use crate::analysis::Formula;
use crate::finding::{Call, Claim};
use crate::gateway::{Document, Verdict};
use crate::json::Value;
use crate::policy::Decision;

/// That a call passes which is the first of its day.
#[derive(Debug)]
pub(crate) struct Passes<'r, 'd>(pub &'r mut Replay<'d>);

impl Claim for Passes<'_, '_> {
    fn is_confirmed(&mut self, tool: &str, arguments: &Value) -> bool {
        self.0.begin_day();
        self.0.make(tool, arguments, 0).decision == Decision::Allow
    }
}

/// That a call passes at one gateway and is refused at another, each time after some others that
/// pass at the one.
#[derive(Debug)]
pub(crate) struct PassesAtOneOnly<'r, 'd> {
    /// Where it passes.
    pub at: &'r mut Replay<'d>,
    /// Where it is refused.
    pub not_at: &'r mut Replay<'d>,
    /// The calls before it.
    pub after: &'r [Call],
    /// What refused it, once it has been replayed.
    pub refusal: Option<Verdict>,
}

impl Claim for PassesAtOneOnly<'_, '_> {
    fn is_confirmed(&mut self, tool: &str, arguments: &Value) -> bool {
        self.at.begin_day();
        self.not_at.begin_day();
        let before = self.after.iter().map(|call| (call.name(), call.arguments()));
        let mut all_pass = true;
        for (tool, arguments) in before.chain([(tool, arguments)]) {
            all_pass &= self.at.make(tool, arguments, 0).decision == Decision::Allow;
            self.refusal = Some(self.not_at.make(tool, arguments, 0));
        }
        self.refusal.take_if(|verdict| verdict.decision == Decision::Allow);
        all_pass && self.refusal.is_some()
    }
}

/// That a document allows a call, limits aside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PassesWithoutLimits<'d>(pub &'d Document);

impl Claim for PassesWithoutLimits<'_> {
    fn is_confirmed(&mut self, tool: &str, arguments: &Value) -> bool {
        let document = without_limits(self.0);
        Passes(&mut Replay::new(&document)).is_confirmed(tool, arguments)
    }
}

/// That a document, limits aside, decides a call otherwise than it is meant to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DecidedOtherwise<'d> {
    /// The document.
    pub document: &'d Document,
    /// The calls that are meant to pass.
    pub meant: &'d Formula,
}

impl Claim for DecidedOtherwise<'_> {
    fn is_confirmed(&mut self, tool: &str, arguments: &Value) -> bool {
        let passes = PassesWithoutLimits(self.document).is_confirmed(tool, arguments);
        passes != self.meant.holds(arguments)
    }
}

/// That one formula takes a call in and another doesn't.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ForbiddenByOneOnly<'f> {
    /// What forbids it.
    pub one: &'f Formula,
    /// What doesn't.
    pub other: &'f Formula,
}

impl Claim for ForbiddenByOneOnly<'_> {
    fn is_confirmed(&mut self, _: &str, arguments: &Value) -> bool {
        self.one.holds(arguments) && !self.other.holds(arguments)
    }
}

fn without_limits(document: &Document) -> Document {
    let mut document = document.clone();
    document.all_tools.limits.clear();
    document.tools.values_mut().for_each(|rules| rules.limits.clear());
    document
}
