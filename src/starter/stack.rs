//! First policies for all servers of one agent: what they allow together has no finding either.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::plan::FLOW;
use super::{Draft, Failure, Order, ROUNDS};
use crate::config::{self, listing};
use crate::finding::Finding;
use crate::lint::Settings;
use crate::session::{Lints, Memory, Session};

/// The lints about several servers whose findings a human's look ends.
const ENDED: [&str; 2] = [FLOW, "alias-bypass"];

/// A server of the agent.
#[derive(Debug, Clone)]
pub(crate) struct Member<'a> {
    /// What the agent's client calls it.
    pub server: &'a str,
    /// The policy's file, beside the configuration.
    pub policy: &'a str,
    /// What the policy is made for.
    pub order: Order<'a>,
}

/// The policies' texts, in the servers' order.
///
/// # Errors
/// What stands against those that there are none for.
pub(crate) fn write_stack(members: &[Member<'_>]) -> Result<Vec<String>, Vec<Failure>> {
    let (mut drafts, mut failures) = (Vec::new(), Vec::new());
    for member in members {
        match Draft::new(&member.order) {
            Ok(draft) => drafts.push(draft),
            Err(failure) => failures.push(failure),
        }
    }
    if !failures.is_empty() {
        return Err(failures);
    }
    let mut together = Together::new(members);
    for _ in 0..ROUNDS {
        let findings = together.findings(&drafts);
        let moved = take_up(members, &mut drafts, &findings);
        if moved.is_empty() {
            break;
        }
        for at in moved {
            let settled = drafts.get_mut(at).map_or(Ok(()), Draft::settle);
            settled.map_err(|failure| vec![failure])?;
        }
    }
    Ok(drafts.iter().map(Draft::text).collect())
}

/// The servers as one session sees them.
struct Together<'m> {
    members: &'m [Member<'m>],
    session: Session<Memory>,
}

impl<'m> Together<'m> {
    fn new(members: &'m [Member<'m>]) -> Self {
        let listed = members.iter().map(|member| (member.server, member.policy));
        let configuration = (PathBuf::from(config::NAME), listing(listed).into_bytes());
        let catalogs = members.iter().map(|member| {
            let Order { catalog_name, catalog, .. } = &member.order;
            (PathBuf::from(catalog_name), catalog.as_bytes().to_vec())
        });
        let mut session = Session::new(catalogs.chain([configuration]).collect::<Memory>());
        if let Some(member) = members.first() {
            let lints = member.order.lints.clone();
            session.lint(Lints::Fixed(Settings { every_flow: true, ..lints }));
        }
        Self { members, session }
    }

    /// What is found of the servers together.
    fn findings(&mut self, drafts: &[Draft<'_>]) -> Vec<Finding> {
        for (member, draft) in self.members.iter().zip(drafts) {
            let put = self.session.put(Path::new(member.policy), draft.text().into_bytes());
            if put.is_err() {
                return Vec::new();
            }
        }
        let configuration = self.session.configuration(Path::new(config::NAME));
        configuration.map(|found| self.session.check_stack(&found)).unwrap_or_default()
    }
}

/// Moves the tools that findings name; which policies are others now.
fn take_up(members: &[Member<'_>], drafts: &mut [Draft<'_>], findings: &[Finding]) -> Vec<usize> {
    let mut moved = Vec::new();
    for finding in findings.iter().filter(|finding| ENDED.contains(&finding.code)) {
        for (at, tool) in blamed(members, drafts, finding) {
            let Some(draft) = drafts.get_mut(at) else { continue };
            if draft.plan.set_apart(tool, finding.code) {
                moved.push(at);
            }
        }
    }
    moved.sort_unstable();
    moved.dedup();
    moved
}

/// The tools that a finding is about, each with the place of its server; of a flow the way out,
/// which is the last.
fn blamed(
    members: &[Member<'_>],
    drafts: &[Draft<'_>],
    finding: &Finding,
) -> Vec<(usize, Arc<str>)> {
    let mut named = finding.tools.iter().filter_map(|name| {
        members.iter().zip(drafts).enumerate().find_map(|(at, (member, draft))| {
            let tool = name.strip_prefix(member.server)?.strip_prefix('/')?;
            draft.has(tool).then(|| (at, Arc::from(tool)))
        })
    });
    match finding.code {
        FLOW => named.next_back().into_iter().collect(),
        _ => named.collect(),
    }
}
