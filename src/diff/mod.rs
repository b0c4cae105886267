//! What changes between two policies by meaning: for each tool, which calls the one lets through
//! and the other refuses, with a call that shows it.
//!
//! Tools that both sides treat alike are told by comparing their rules, and cost nothing more. The
//! rest is asked of the analysis, conditions and limits apart, and every call that comes of it is
//! replayed by the gateway's evaluator on both sides before it is shown.
//!
//! | step | where |
//! |---|---|
//! | what is compared | `side` |
//! | one tool | `tool` |
//! | a call that only one side lets through | `conditions` |
//! | the same for each other rule that is gone | `other_rules` |
//! | what limits let through in a window | `effective_limit`, `limits` |
//! | the same for all tools together | `all_tools` |
//! | many calls that show a limit's change | `call_sequence`, `amounts` |
//! | calls made at both gateways | `replay` |
//! | whether nothing became looser, without a call | `no_looser` |
//! | what is told, and how it is known again | `change`, `fingerprint` |
//! | what is checked of a policy and no longer is | `checks` |
//!
//! Knows documents, and what a policy and a catalog add to them; no files, no printing.

mod all_tools;
mod amounts;
mod call_sequence;
mod change;
pub(crate) mod checks;
mod conditions;
mod effective_limit;
mod fingerprint;
mod limits;
mod messages;
mod no_looser;
mod other_rules;
mod reach;
mod replay;
mod side;
mod tool;

pub(crate) use call_sequence::CallSequence;
#[cfg(test)]
pub(crate) use change::Direction;
pub use change::Verdict;
pub(crate) use change::{
    AllToolsChange, Change, Diff, LimitChange, Messages, Renamed, Statement, ToolChange,
    Visibility, Witness,
};
pub(crate) use no_looser::is_no_looser;
pub(crate) use side::{Pair, Places, Side};

use crate::witness::Search;
use replay::Replays;

/// What the new side lets through that the old one refused, and the other way round.
pub(crate) fn diff(old: Side<'_>, new: Side<'_>) -> Diff {
    diff_until(old, new, |_| false)
}

/// The same, up to the first tool whose change is enough.
pub(crate) fn diff_until(
    old: Side<'_>,
    new: Side<'_>,
    enough: impl Fn(&ToolChange) -> bool,
) -> Diff {
    let pair = Pair::new(old, new);
    if old.document == new.document {
        return Diff::default();
    }
    let mut comparison = Comparison::new(&pair);
    let names = pair.names();
    let mut tools = Vec::new();
    for change in names.iter().filter_map(|name| comparison.tool_change(name)) {
        let is_enough = enough(&change);
        tools.push(change);
        if is_enough {
            return Diff { verdict: Verdict::of(&tools, None), tools, all_tools: None };
        }
    }
    let all_tools = comparison.all_tools_change(&names);
    Diff { verdict: Verdict::of(&tools, all_tools.as_ref()), tools, all_tools }
}

/// One comparison: the sides, and what was asked and replayed so far.
struct Comparison<'p> {
    pair: &'p Pair<'p>,
    search: Search,
    replays: Replays<'p>,
    /// How many calls may still be made to show what limits let through.
    left: u64,
}

impl<'p> Comparison<'p> {
    fn new(pair: &'p Pair<'p>) -> Self {
        let replays = Replays::new(pair.old.document(), pair.new.document());
        Self { pair, search: Search::default(), replays, left: call_sequence::MAX_CALLS_OF_ALL }
    }
}

#[cfg(test)]
mod tests;
