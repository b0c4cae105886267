//! Calls that a comparison shows, made again.

use crate::diff::{CallSequence, Diff, Direction, LimitChange, Witness};
use crate::finding;
use crate::gateway::{Call, Document, Gateway};
use crate::policy::Decision;

/// What a comparison shows that doesn't come out so.
pub(crate) fn unfounded(found: &Diff, old: &Document, new: &Document) -> Option<String> {
    let is_unfounded = |limit: &&LimitChange| !burst_shows(limit, old, new);
    let together = found.all_tools.iter().flat_map(|it| &it.limits).find(is_unfounded);
    let tool = found.tools.iter().find(|tool| {
        let looser = tool.let_through().all(|witness| shows(witness, new, old));
        let tighter = tool.kept_out().all(|witness| shows(witness, old, new));
        !looser || !tighter || tool.limits.iter().any(|limit| is_unfounded(&limit))
    });
    together.map(|it| format!("{it:?}")).or_else(|| tool.map(|it| format!("{it:?}")))
}

fn decide(gateway: &mut Gateway<'_>, call: &finding::Call, at: i64) -> Decision {
    let (name, arguments) = (call.name().to_owned(), call.arguments().clone());
    gateway.decide(&Call { name, arguments, at }).decision
}

/// A witness passes on the one document, and the other refuses it.
fn shows(witness: &Witness, more: &Document, less: &Document) -> bool {
    let (mut more, mut less) = (Gateway::new(more), Gateway::new(less));
    for call in &witness.after {
        if decide(&mut more, call, 0) == Decision::Deny {
            return false;
        }
        decide(&mut less, call, 0);
    }
    decide(&mut more, &witness.call, 0) == Decision::Allow
        && decide(&mut less, &witness.call, 0) == Decision::Deny
}

/// How many calls of a burst a document refuses.
fn refused(burst: &CallSequence, document: &Document) -> usize {
    let mut gateway = Gateway::new(document);
    let calls = burst.runs.iter().flat_map(|run| (0..run.times).map(move |_| run));
    calls.filter(|run| decide(&mut gateway, &run.call, run.at) == Decision::Deny).count()
}

fn burst_shows(limit: &LimitChange, old: &Document, new: &Document) -> bool {
    let (more, less) = match limit.change {
        Direction::Looser => (new, old),
        Direction::Tighter => (old, new),
    };
    limit.calls.as_ref().is_none_or(|burst| refused(burst, more) == 0 && refused(burst, less) > 0)
}
