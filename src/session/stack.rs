//! The servers that a configuration lists: everything that one agent can call.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::SessionError;
use super::{
    Checked, Configuration, Depth, Files, Lints, Server, Session, beside, in_order, plain,
};
use crate::catalog::Catalog;
use crate::config::ServerEntry;
use crate::finding::Finding;
use crate::kind::Kind;
use crate::lint::{self, LintContext, Member};
use crate::policy::{Decision, Default, Part, Policy};
use crate::source::Spanned;
use crate::witness::CallableTools;

/// What a server without a policy is under.
const OPEN: Default = Default { decision: Decision::Allow, span: None };

/// A server that a configuration lists, with all that holds for it.
#[derive(Debug)]
pub(crate) struct StackServer {
    /// What the agent's client calls it, and where the configuration says so.
    pub name: Spanned<String>,
    /// Its policy, which has no errors; none where none holds for it.
    checked: Option<Checked>,
    /// What holds where no policy does.
    open: Policy,
    server: Option<Arc<Server>>,
}

impl<F: Files> Session<F> {
    /// The configurations of some files that list servers, each once.
    pub(crate) fn stacks(&mut self, paths: &[PathBuf]) -> Vec<Arc<Configuration>> {
        let mut stacks: Vec<Arc<Configuration>> = Vec::new();
        for path in paths {
            let Some(found) = self.configuration(path) else { continue };
            let is_new = stacks.iter().all(|known| !Arc::ptr_eq(known, &found));
            if is_new && !found.config.servers.is_empty() {
                stacks.push(found);
            }
        }
        stacks
    }

    /// Whether a policy is that of a server which its configuration lists.
    pub(crate) fn is_in_stack(&mut self, path: &Path) -> bool {
        let Some(found) = self.configuration(path) else { return false };
        let named = found.config.servers.iter().filter_map(|server| server.policy.as_ref());
        let own = self.identity(path);
        named.into_iter().any(|named| self.identity(&beside(&found.path, &named.node)) == own)
    }

    /// The policies of the servers that a configuration lists; those that aren't there are told of
    /// where the servers are looked at.
    pub(crate) fn stack_policies(&mut self, configuration: &Path) -> Vec<PathBuf> {
        let Some(found) = self.configuration(configuration) else { return Vec::new() };
        let named = found.config.servers.iter().filter_map(|server| server.policy.as_ref());
        let paths = named.map(|named| plain(&beside(&found.path, &named.node)));
        paths.filter(|path| self.is_there(path)).collect()
    }

    /// What the servers of a configuration do together, and what is wrong with how they are listed.
    pub(crate) fn check_stack(&mut self, configuration: &Configuration) -> Vec<Finding> {
        let settings = self.lint_settings(&configuration.path);
        let lints = std::mem::replace(&mut self.lints, Lints::Off);
        let (servers, mut findings) = self.stack_servers(configuration);
        self.lints = lints;
        if !settings.levels.is_empty() {
            let parts: Vec<_> = servers.iter().map(StackServer::parts).collect();
            let members = servers.iter().zip(&parts).map(|(server, parts)| {
                let (policy, catalog) = (server.policy(), server.catalog());
                let listed = CallableTools::new(policy, catalog);
                server.member(LintContext::new(policy, parts, catalog, listed, None, &settings))
            });
            findings.extend(lint::run_stack(&members.collect::<Vec<_>>(), &settings));
        }
        in_order(findings)
    }

    /// The servers of a configuration of which it can be known what holds for them, and what is
    /// wrong with the others.
    pub(crate) fn stack_servers(
        &mut self,
        configuration: &Configuration,
    ) -> (Vec<StackServer>, Vec<Finding>) {
        let mut findings = configuration.findings.clone();
        let entries = configuration.config.servers.iter();
        let servers =
            entries.filter_map(|it| self.stack_server(it, &configuration.path, &mut findings));
        (servers.collect(), findings)
    }

    /// One server of a configuration, and what is wrong with it.
    pub(crate) fn served(
        &mut self,
        configuration: &Configuration,
        entry: &ServerEntry,
    ) -> (Option<StackServer>, Vec<Finding>) {
        let mut findings = Vec::new();
        (self.stack_server(entry, &configuration.path, &mut findings), findings)
    }

    /// The file of a server's policy, without links and dots.
    pub(crate) fn policy_path(
        &self,
        configuration: &Configuration,
        entry: &ServerEntry,
    ) -> Option<PathBuf> {
        let named = entry.policy.as_ref()?;
        Some(self.identity(&beside(&configuration.path, &named.node)))
    }

    fn stack_server(
        &mut self,
        entry: &ServerEntry,
        configuration: &Path,
        findings: &mut Vec<Finding>,
    ) -> Option<StackServer> {
        let catalog = entry.catalog.as_ref();
        let Some(named) = &entry.policy else {
            let server = self.named_catalog(configuration, catalog?, findings)?;
            return Some(StackServer::new(entry, None, Some(server)));
        };
        let checked = match self.check(&beside(configuration, &named.node), Depth::Compile) {
            Ok(checked) => checked,
            Err(unreadable) => {
                let (name, place) = (named.node.clone(), named.span);
                findings.push(SessionError::Policy { name, place, unreadable }.finding());
                return None;
            }
        };
        if checked.root.is_part() {
            let (name, place) = (named.node.clone(), named.span);
            findings.push(match Kind::of(checked.source()).filter(|_| checked.has_errors()) {
                Some(kind) => SessionError::NoPolicyOfStack { name, kind, place }.finding(),
                None => SessionError::PartOfStack { name, place }.finding(),
            });
            return None;
        }
        findings.extend(checked.findings.iter().filter(|it| it.is_error()).cloned());
        let server = checked.server().map(Arc::clone);
        if let Some(catalog) = catalog {
            let own = self.named_catalog(configuration, catalog, findings)?;
            if server.as_ref().is_none_or(|server| !Arc::ptr_eq(server, &own)) {
                let (name, place) = (catalog.node.clone(), catalog.span);
                let policy = named.span;
                findings.push(SessionError::OtherCatalog { name, place, policy }.finding());
            }
        }
        (!checked.has_errors()).then(|| StackServer::new(entry, Some(checked), server))
    }
}

impl StackServer {
    fn new(entry: &ServerEntry, checked: Option<Checked>, server: Option<Arc<Server>>) -> Self {
        Self { name: entry.name.clone(), checked, open: Policy::empty(None, OPEN), server }
    }

    /// What holds for it.
    pub(crate) fn policy(&self) -> &Policy {
        self.checked.as_ref().and_then(|checked| checked.policy.as_ref()).unwrap_or(&self.open)
    }

    /// The name of its policy's file, where it has one.
    pub(crate) fn file(&self) -> Option<&str> {
        self.checked.as_ref().map(|checked| checked.source().name())
    }

    /// Its catalog, where one is known.
    pub(crate) fn catalog(&self) -> Option<&Catalog> {
        self.server.as_ref()?.catalog.as_ref()
    }

    fn parts(&self) -> Vec<Part<'_>> {
        self.checked.as_ref().map(Checked::policy_parts).unwrap_or_default()
    }

    fn member<'s>(&'s self, context: LintContext<'s>) -> Member<'s> {
        let (name, place) = (&*self.name.node, self.name.span);
        Member { name, place, has_policy: self.checked.is_some(), context }
    }
}
