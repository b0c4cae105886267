//! Whether one document is no looser than another: what a safe fix promises.
//!
//! Stricter than the verdict of a comparison, and cheaper: no call is shown, every limit must still
//! be there with no larger maximum even where another one bounds it, and every hidden tool stays
//! hidden. What the analysis can't tell is not proved.

use std::collections::BTreeSet;

use crate::analysis::{Answer, Engine};
use crate::gateway::{Document, Limit, allows};

/// Whether `after` provably refuses every call that `before` refused, keeps each of its limits or a
/// smaller one, and hides every tool that it hid.
pub(crate) fn is_no_looser(before: &Document, after: &Document) -> bool {
    before == after
        || keeps_hidden(before, after)
            && keeps_limits(before, after)
            && keeps_refusals(before, after)
}

fn keeps_hidden(before: &Document, after: &Document) -> bool {
    let everything = after.hide.iter().any(|name| name == "*");
    everything || before.hide.iter().all(|name| after.hide.contains(name))
}

/// Whether every limit is still there, counts the same, and none is larger.
fn keeps_limits(before: &Document, after: &Document) -> bool {
    let of_tool = |document: &Document, tool: &str| -> Vec<Limit> {
        document.tools.get(tool).map(|rules| rules.limits.clone()).unwrap_or_default()
    };
    before.semantics.windows == after.semantics.windows
        && are_within(&after.all_tools.limits, &before.all_tools.limits)
        && names(before, after)
            .iter()
            .all(|tool| are_within(&of_tool(after, tool), &of_tool(before, tool)))
}

fn are_within(new: &[Limit], old: &[Limit]) -> bool {
    old.iter().all(|old| {
        new.iter().any(|new| new.max <= old.max && *old == Limit { max: old.max, ..new.clone() })
    })
}

/// Whether the analysis proves that no call of any tool passes that was refused. Asked of one name
/// that neither document has, too.
fn keeps_refusals(before: &Document, after: &Document) -> bool {
    let mut engine = Engine::default();
    let names = names(before, after);
    let unlisted = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let unlisted = "x".repeat(unlisted + 1);
    names.into_iter().chain([unlisted.as_str()]).all(|tool| {
        let (old, new) = (allows(before, tool), allows(after, tool));
        old == new || engine.find_arguments(&new.and(!old)) == Answer::None
    })
}

/// The tools that one of the two names.
fn names<'d>(before: &'d Document, after: &'d Document) -> BTreeSet<&'d str> {
    let of = |document: &'d Document| document.tools.keys().chain(&document.hide);
    of(before).chain(of(after)).map(String::as_str).collect()
}
