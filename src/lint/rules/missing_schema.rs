//! Tools that can be called and whose arguments the catalogue doesn't describe.

use super::places;
use super::words::{counted, listed};
use crate::catalogue::Tool;
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Callable, Concern, Subject};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-schema",
    weight: Weight::Warn,
    summary: "an allowed tool has no `inputSchema` in the catalogue",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let undescribed = subject.callable().filter(|tool| is_undescribed(tool));
    let places = places::group(subject, undescribed.map(|tool| (tool, ())));
    let concern = |(span, found)| {
        Concern::of_tools(places::names(&found), move |tools| {
            let count = counted(tools.len(), "tool");
            let message = format!("this allows {count} without an `inputSchema`");
            Finding::warn(LINT.name, span, message)
                .note("argument names and types in rules aren't checked")
                .help(format!(
                    "ask the server for its whole `tools/list` answer, or write a schema into the \
                     catalogue: {}",
                    listed(tools)
                ))
        })
    };
    places.into_iter().map(concern).collect()
}

/// Whether an `allow` names the tool and its definition has no schema.
fn is_undescribed(tool: &Callable<'_>) -> bool {
    tool.allowed.is_some() && tool.tool.map(Tool::schema) == Some(None)
}
