//! Tools that change in the same way, put together, so that a reviewer reads each change once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::Reason;
use crate::diff::{
    Change, Diff, LimitChange, Messages, Statement, ToolChange, Verdict, Visibility, Witness,
};
use crate::finding::Site;
use crate::policy::{LoweredClass, Window};
use crate::risk::Class;

/// Some tools with the same change, sorted by name.
#[derive(Debug)]
pub(crate) struct Group<'d> {
    pub(crate) tools: Vec<&'d ToolChange>,
}

/// What a reviewer reads of a change, the tool and the examples apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'d> {
    weight: u8,
    class: Reverse<Option<Class>>,
    lowered: Option<&'d LoweredClass>,
    change: Change,
    refused: [Vec<Place<'d>>; 2],
    limits: Vec<Limit<'d>>,
    messages: Option<&'d Messages>,
    visibility: Option<Visibility>,
    not_analysed: Option<Reason>,
    counters: bool,
}

/// Where a rule is written, or else what kind of rule it is; and its message.
type Place<'d> = (Option<&'d Site>, Option<&'d str>, Option<&'d str>);

type Limit<'d> = (Window, Option<&'d str>, Option<i128>, Option<i128>);

/// The changes of a comparison, the weightiest first.
pub(crate) fn groups(diff: &Diff) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<Key<'_>, Vec<&ToolChange>> = BTreeMap::new();
    for tool in &diff.tools {
        groups.entry(Key::of(tool)).or_default().push(tool);
    }
    groups.into_values().map(|tools| Group { tools }).collect()
}

impl<'d> Group<'d> {
    /// The tool that stands for all.
    pub(crate) fn first(&self) -> Option<&'d ToolChange> {
        self.tools.first().copied()
    }
}

impl<'d> Key<'d> {
    fn of(tool: &'d ToolChange) -> Self {
        Self {
            weight: weight(tool.verdict()),
            class: Reverse(tool.class),
            lowered: tool.lowered.as_ref(),
            change: tool.change,
            refused: [
                tool.let_through().map(refused).collect(),
                tool.kept_out().map(refused).collect(),
            ],
            limits: tool.limits.iter().map(limit).collect(),
            messages: tool.messages.as_ref(),
            visibility: tool.visibility,
            not_analysed: tool.not_analysed,
            counters: !tool.counters.is_empty(),
        }
    }
}

/// What a reviewer should see first comes first.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Unknown => 0,
        Verdict::Looser | Verdict::Both => 1,
        Verdict::Tighter => 2,
        Verdict::Equal => 3,
    }
}

fn refused(witness: &Witness) -> Place<'_> {
    place(&witness.refused_by)
}

fn place(statement: &Statement) -> Place<'_> {
    let kind = || statement.rule.rsplit('/').nth(1);
    let rule = if statement.at.is_none() { kind() } else { None };
    (statement.at.as_ref(), rule, statement.message.as_deref())
}

fn limit(limit: &LimitChange) -> Limit<'_> {
    (limit.window, limit.sum.as_deref(), limit.old, limit.new)
}
