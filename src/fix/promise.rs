//! What fixes promise of what the policies compile to. All of them: some call still passes of every
//! tool of which one did. Safe ones also: no call passes that was refused, and no call is refused but
//! of the tools that the findings are about. What the analysis can't tell isn't kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Reason;
use crate::analysis::{Answer, Engine, Formula, schema};
use crate::catalog::Catalog;
use crate::diff::is_no_looser;
use crate::finding::Finding;
use crate::gateway::{Document, allows};

/// The tools that some findings are about; nothing where one is about the policy as a whole.
pub(super) fn concerned<'f>(
    findings: impl Iterator<Item = &'f Finding>,
) -> Option<BTreeSet<Arc<str>>> {
    let tools = findings.map(|finding| (!finding.tools.is_empty()).then_some(&finding.tools));
    Some(tools.collect::<Option<Vec<_>>>()?.into_iter().flatten().cloned().collect())
}

/// What isn't kept by what the policies compile to after fixes about these tools, or any.
pub(super) fn broken(
    before: &[Document],
    after: &[Document],
    catalog: Option<&Catalog>,
    tools: Option<&BTreeSet<Arc<str>>>,
) -> Option<Reason> {
    if before.len() != after.len() {
        return Some(Reason::Loosens);
    }
    let mut engine = Engine::default();
    before.iter().zip(after).filter(|(before, after)| before != after).find_map(
        |(before, after)| {
            if !is_no_looser(before, after) {
                return Some(Reason::Loosens);
            }
            let names: BTreeSet<&String> = before.tools.keys().chain(after.tools.keys()).collect();
            names.into_iter().find_map(|tool| {
                let (old, new) = (allows(before, tool), allows(after, tool));
                let is_about = tools.is_none_or(|tools| tools.contains(tool.as_str()));
                if old == new {
                    None
                } else if closes(&mut engine, &old, &new) {
                    Some(Reason::Closes(tool.clone()))
                } else {
                    let refused = valid(catalog, tool, old.and(!new));
                    let concerns = !is_about && engine.find_arguments(&refused) != Answer::None;
                    concerns.then(|| Reason::Concerns(tool.clone()))
                }
            })
        },
    )
}

/// The first tool of which some call passed and none does after fixes.
pub(super) fn closed(before: &[Document], after: &[Document]) -> Option<Reason> {
    let mut engine = Engine::default();
    before.iter().zip(after).find_map(|(before, after)| {
        let mut tools = before.tools.keys().chain(after.tools.keys());
        let tool =
            tools.find(|tool| closes(&mut engine, &allows(before, tool), &allows(after, tool)))?;
        Some(Reason::Closes(tool.clone()))
    })
}

/// Whether no call may pass any more, and some may have.
fn closes(engine: &mut Engine, old: &Formula, new: &Formula) -> bool {
    !engine.find_arguments(new).is_found() && engine.find_arguments(old) != Answer::None
}

/// The calls of a formula that keep to the tool's schema.
fn valid(catalog: Option<&Catalog>, tool: &str, calls: Formula) -> Formula {
    match catalog.and_then(|catalog| catalog.tool(tool)) {
        Some(definition) => schema::valid_calls(definition, &calls).and(calls),
        None => calls,
    }
}
