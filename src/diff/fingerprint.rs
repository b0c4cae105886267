//! How a change is known again: by the tool, the change and the rules that differ, wherever they
//! are written.

use serde::Serialize;

use super::change::{Change, Verdict};
use super::side::{Named, Pair};
use crate::gateway::{Limit, ToolRules, Written};
use crate::strings::Fingerprint;

trait Differences {
    fn add_difference<T: PartialEq>(&mut self, old: &[T], new: &[T])
    where
        for<'d> Written<'d, T>: Serialize;
}

impl Differences for Fingerprint {
    /// What only one of two lists has.
    fn add_difference<T: PartialEq>(&mut self, old: &[T], new: &[T])
    where
        for<'d> Written<'d, T>: Serialize,
    {
        for (sign, these, those) in [("-", old, new), ("+", new, old)] {
            for part in these.iter().filter(|part| !those.contains(part)) {
                self.add(&(sign, Written(part)));
            }
        }
    }
}

/// A tool's change.
pub(super) fn of_tool(change: Change, name: &Named, pair: &Pair<'_>) -> String {
    let tool = &name.called;
    let mut print = Fingerprint::new();
    print.add(&(&name.shown, change));
    for side in [&pair.old, &pair.new] {
        let default = side.rules(tool).is_none().then(|| side.document().default.name());
        print.add(&(side.is_hidden(tool), default));
    }
    let none = ToolRules::default();
    let [old, new] = [&pair.old, &pair.new].map(|side| side.rules(tool).unwrap_or(&none));
    print.add_difference(&old.require, &new.require);
    print.add_difference(&old.deny_if, &new.deny_if);
    print.add_difference(&old.limits, &new.limits);
    let [old, new] = [&pair.old, &pair.new].map(|side| &side.document().all_tools.limits);
    print.add_difference(old, new);
    print.finish()
}

/// A change of the limits over all calls.
pub(super) fn of_all_tools(change: Verdict, old: &[Limit], new: &[Limit]) -> String {
    let mut print = Fingerprint::new();
    print.add(&change);
    print.add_difference(old, new);
    print.finish()
}
