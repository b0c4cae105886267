//! A file with everything that it names, read and parsed: what is left needs no other file.

use std::sync::Arc;

use super::load::Loaded;
use super::{Checked, Depth, Server, has_errors, in_order};
use crate::finding::Finding;
use crate::lint::{self, LintContext, Settings};
use crate::policy::{self, Part, Policy};
use crate::witness::CallableTools;
use crate::{gateway, invariant, threat};

/// A file that is read and not judged yet.
pub(super) struct Prepared {
    pub(super) findings: Vec<Finding>,
    pub(super) depth: Depth,
    /// Whether its words, or those of a file that it includes, are wrong.
    pub(super) broken: bool,
    pub(super) against: Against,
    pub(super) settings: Settings,
    pub(super) root: Arc<Loaded>,
    /// The file and all that it includes; the file itself comes last.
    pub(super) parts: Vec<Arc<Loaded>>,
}

/// What a file is judged against.
pub(super) enum Against {
    /// Its server.
    Server(Arc<Server>),
    /// No catalog: any tool may be there.
    NoCatalog,
    /// Nobody knows, so only its words are judged.
    Unknown,
}

impl Prepared {
    /// Runs the phases that are left.
    pub(super) fn check(mut self) -> Checked {
        let mut findings = std::mem::take(&mut self.findings);
        let resolved = self.resolve(&mut findings);
        let (policy, server) = resolved.unzip();
        let source = self.root.source();
        let findings = findings.into_iter().map(|finding| finding.of_origin(source)).collect();
        let (findings, server) = (in_order(findings), server.flatten());
        Checked { findings, policy, server, root: self.root, parts: self.parts }
    }

    /// Everything that needs the trees of all files together: the policy and its catalog.
    fn resolve(&self, findings: &mut Vec<Finding>) -> Option<(Policy, Option<Arc<Server>>)> {
        let server = match &self.against {
            Against::Server(server) => {
                findings.extend_from_slice(&server.findings);
                Some(server)
            }
            Against::NoCatalog => None,
            Against::Unknown => return None,
        };
        let catalog = match server {
            Some(server) => Some(server.catalog.as_ref()?),
            None => None,
        };
        // A part that is checked by itself serves many policies, as it does where it is included.
        let own = !self.root.is_part() || self.depth == Depth::Compile;
        let parts = policy_parts(&self.root, &self.parts, own, self.broken);
        let policy::Resolved { policy, findings: resolved } = policy::resolve(&parts, catalog);
        findings.extend(resolved);
        findings.extend(lint::unknown(&policy));
        if !has_errors(findings) {
            findings.extend(gateway::check(&policy, catalog));
        }
        if !has_errors(findings) {
            findings.extend(invariant::check_invariants(&policy, catalog));
        }
        if !self.settings.levels.is_empty() && !has_errors(findings) {
            let listed = CallableTools::new(&policy, catalog);
            let (assumed, settings) = (threat::assumed(&listed), &self.settings);
            let context =
                LintContext::new(&policy, &parts, catalog, listed, assumed.as_ref(), settings);
            findings.extend(lint::run(&context, settings));
        }
        Some((policy, server.cloned()))
    }
}

/// The trees of a file and of all that it includes; whether the file is a policy of its `own`, and
/// whether words of one of them are wrong.
pub(super) fn policy_parts<'p>(
    root: &'p Arc<Loaded>,
    parts: &'p [Arc<Loaded>],
    own: bool,
    broken: bool,
) -> Vec<Part<'p>> {
    let parts = parts.iter().map(|part| {
        let own = own && Arc::ptr_eq(part, root);
        Part { source: part.source(), file: part.file(), own, broken }
    });
    parts.collect()
}
