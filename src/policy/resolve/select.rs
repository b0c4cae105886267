//! Selectors to tools.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::{NameError, Place, SelectorError};
use super::{Resolver, classes, glob, prefix};
use crate::catalog::Catalog;
use crate::finding::Level;
use crate::policy::Tools;
use crate::source::{Span, Spanned};
use crate::strings::{Near, near};
use crate::syntax::ast::{Selector, Term, TermKind, Text};
use crate::syntax::defines;

/// Tools by name, each with the term that names it; sorted by name, none twice.
pub(super) type Selection = Vec<(Arc<str>, Span)>;

/// The groups that have been looked at, and the catalog's names in order.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) known: BTreeMap<String, Selection>,
    sorted: Option<Vec<Arc<str>>>,
}

/// How a selector is used.
#[derive(Clone, Copy)]
pub(super) struct Usage {
    /// Whether its statement takes calls away.
    pub(super) refuses: bool,
    /// Whether it is written in the compiled file itself.
    pub(super) own: bool,
}

impl<'a> Resolver<'a> {
    /// The tools of a statement.
    pub(super) fn tools(&mut self, selector: &Selector, usage: Usage) -> Tools {
        if usage.refuses && self.open_ended {
            self.check_open_ended(selector);
        }
        self.tools_today(selector, usage)
    }

    /// The tools that a selector means today, where nothing depends on those of tomorrow.
    pub(super) fn tools_today(&mut self, selector: &Selector, usage: Usage) -> Tools {
        Tools::Named(self.select(selector, usage))
    }

    /// The tools of every group, used or not; groups that others are made of come first.
    pub(super) fn resolve_groups(&mut self) {
        for name in self.names.groups_in_order() {
            if let Some(group) = self.names.groups.get(name).copied() {
                let usage = Usage { refuses: true, own: group.own };
                let selection = self.select(group.selector, usage);
                self.groups.known.insert(name.to_owned(), selection);
            }
        }
    }

    /// Under `default allow`, what a pattern or class refuses today stays callable tomorrow.
    fn check_open_ended(&mut self, selector: &Selector) {
        let open = selector.terms.iter().find(|term| !matches!(term.node, TermKind::Name { .. }));
        if let Some(term) = open.or(selector.except.first()) {
            self.report(SelectorError::OpenEndedRefusal { span: term.span });
        }
    }

    fn select(&mut self, selector: &Selector, usage: Usage) -> Selection {
        let reported = self.findings.len();
        let mut selection: Selection =
            selector.terms.iter().flat_map(|term| self.term(term, usage)).collect();
        normalise(&mut selection);
        for term in &selector.except {
            self.except(&mut selection, term, usage);
        }
        let clean = self.findings.len() == reported;
        if selection.is_empty() && clean && !selector.except.is_empty() && usage.own {
            self.report(SelectorError::NothingLeft { span: span_of(selector) });
        }
        selection
    }

    fn except(&mut self, selection: &mut Selection, term: &Term, usage: Usage) {
        let reported = self.findings.len();
        let taken = self.term(term, Usage { refuses: true, ..usage });
        let before = selection.len();
        selection.retain(|(name, _)| !taken.iter().any(|(other, _)| other == name));
        let clean = self.findings.len() == reported;
        if selection.len() == before && clean && usage.own {
            self.report(SelectorError::ExceptTakesNothing { span: term.span });
        }
    }

    pub(super) fn term(&mut self, term: &Term, usage: Usage) -> Selection {
        match &term.node {
            TermKind::Name { name, quoted } => {
                self.name(name, *quoted, term.span, usage).into_iter().collect()
            }
            TermKind::Glob { pattern, .. } => self.glob(pattern, term.span, usage),
            TermKind::Set(name) => self.set(name, term.span, usage),
            TermKind::Taking { set, path } => self.taking(set.as_ref(), path, term.span, usage),
        }
    }

    fn name(
        &mut self,
        name: &str,
        quoted: bool,
        span: Span,
        usage: Usage,
    ) -> Option<(Arc<str>, Span)> {
        if !quoted && (classes::is_class(name) || self.is_group(name)) {
            self.report(SelectorError::SetWithoutTools { name: name.to_owned(), span });
            return None;
        }
        let Some(catalog) = self.catalog else { return Some((Arc::from(name), span)) };
        if let Some(tool) = catalog.tool(name) {
            return Some((Arc::clone(tool.name()), span));
        }
        if !quoted && prefix::is_server(name) {
            self.report(SelectorError::WholeServer { name: name.to_owned(), span });
            return None;
        }
        let (near, prefixed) = near_tool(catalog, name);
        let (name, catalog) = (name.to_owned(), catalog.source().name().to_owned());
        let place = match usage {
            Usage { refuses: true, own: false } if !self.open_ended => Place::SharedRefusal,
            _ => Place::Other,
        };
        self.report(SelectorError::UnknownTool { name, near, prefixed, place, catalog, span });
        None
    }

    /// Whether a group has this name, also one that a fault in the text has lost.
    fn is_group(&self, name: &str) -> bool {
        self.names.groups.contains_key(name)
            || self.names.incomplete && defines(self.text, "group", name)
    }

    fn glob(&mut self, pattern: &str, span: Span, usage: Usage) -> Selection {
        let Some(catalog) = self.needed_catalog(span) else { return Vec::new() };
        let sorted = self.groups.sorted.get_or_insert_with(|| {
            let mut names: Vec<_> =
                catalog.tools().iter().map(|tool| Arc::clone(tool.name())).collect();
            names.sort_unstable();
            names
        });
        let prefix = glob::prefix(pattern);
        let first = sorted.partition_point(|name| name.as_ref() < prefix);
        let candidates = sorted.iter().skip(first).take_while(|name| name.starts_with(prefix));
        let found: Selection = candidates
            .filter(|name| glob::matches(pattern, name))
            .map(|name| (Arc::clone(name), span))
            .collect();
        if found.is_empty() && usage.own {
            let is_known = |end: &str| sorted.iter().any(|name| glob::matches(end, name));
            let own = prefix::without_prefix(pattern, is_known).map(str::to_owned);
            let (pattern, catalog) = (pattern.to_owned(), catalog.source().name().to_owned());
            let refuses = usage.refuses;
            self.report(SelectorError::MatchesNothing { pattern, own, refuses, catalog, span });
        }
        found
    }

    /// The catalog, where the text at `span` means nothing without one.
    pub(super) fn needed_catalog(&mut self, span: Span) -> Option<&'a Catalog> {
        if self.catalog.is_none() {
            self.report(SelectorError::NeedsCatalog { span });
        }
        self.catalog
    }

    pub(super) fn set(&mut self, name: &Text, span: Span, usage: Usage) -> Selection {
        if classes::is_class(&name.node) {
            return self.class(&name.node, span, usage);
        }
        let Some(selection) = self.groups.known.get(&name.node) else {
            self.no_group(name, span);
            return Vec::new();
        };
        let selection: Selection =
            selection.iter().map(|(tool, _)| (Arc::clone(tool), span)).collect();
        if selection.is_empty() && !usage.refuses && !self.has_errors() {
            self.report(NameError::EmptyGroup { name: name.node.clone(), span });
        }
        selection
    }

    /// A group that is defined and not known yet is part of its own definition.
    fn no_group(&mut self, name: &Text, span: Span) {
        if self.names.groups.contains_key(name.node.as_str()) {
            self.report(NameError::GroupCycle { name: name.node.clone(), span });
        } else {
            self.unknown_group(name);
        }
    }

    /// Whether a group may be empty for want of a name that was wrong.
    fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }

    fn unknown_group(&mut self, name: &Text) {
        if self.names.incomplete {
            return;
        }
        let names = self.names.groups.keys().copied().chain(classes::names());
        let near = near(&name.node, names);
        self.report(NameError::UnknownGroup { name: name.node.clone(), near, span: name.span });
    }
}

/// The tool that an unknown name means, and whether it stands behind a client's prefix there.
pub(super) fn near_tool(catalog: &Catalog, name: &str) -> (Option<Near>, bool) {
    let own = prefix::without_prefix(name, |end| catalog.tool(end).is_some());
    match own {
        Some(own) => (Some(Near { name: own.to_owned(), only: true }), true),
        None => (catalog.near(name), false),
    }
}

fn normalise(selection: &mut Selection) {
    selection.sort_by(|(one, _), (other, _)| one.cmp(other));
    selection.dedup_by(|(one, _), (other, _)| one == other);
}

/// From the first term to the last.
pub(super) fn span_of(selector: &Selector) -> Span {
    let mut terms =
        selector.terms.iter().chain(&selector.except).map(|term: &Spanned<_>| term.span);
    let first = terms.next().unwrap_or_default();
    terms.next_back().map_or(first, |last| first.to(last))
}
