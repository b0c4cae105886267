//! What a safe fix promises: that no call passes which was refused before.
//!
//! It holds where the compiled document stays the same, and else where the analysis proves it for
//! every tool. What it can't tell isn't kept.

use std::collections::BTreeSet;

use crate::analysis::{Answer, Engine};
use crate::gateway::{Document, Limit, allows};

/// Whether a document refuses all that another refused, and hides all that it hid.
pub(super) fn is_kept(before: &Document, after: &Document) -> bool {
    before == after || hides(before, after) && limits(before, after) && refuses(before, after)
}

fn hides(before: &Document, after: &Document) -> bool {
    let everything = after.hide.iter().any(|name| name == "*");
    everything || before.hide.iter().all(|name| after.hide.contains(name))
}

/// Whether every limit is still there, and none is larger.
fn limits(before: &Document, after: &Document) -> bool {
    let of_tool = |document: &Document, tool: &str| -> Vec<Limit> {
        document.tools.get(tool).map(|rules| rules.limits.clone()).unwrap_or_default()
    };
    are_within(&after.all_tools.limits, &before.all_tools.limits)
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
fn refuses(before: &Document, after: &Document) -> bool {
    let mut engine = Engine::default();
    let names = names(before, after);
    let unlisted = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let unlisted = "x".repeat(unlisted + 1);
    names.into_iter().chain([unlisted.as_str()]).all(|tool| {
        let (old, new) = (allows(before, tool), allows(after, tool));
        old == new || engine.find(&new.and(!old)) == Answer::None
    })
}

/// The tools that one of the two names.
fn names<'d>(before: &'d Document, after: &'d Document) -> BTreeSet<&'d str> {
    let of = |document: &'d Document| document.tools.keys().chain(&document.hide);
    of(before).chain(of(after)).map(String::as_str).collect()
}
