//! Selectors to tools.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::{FileError, NameError, SelectorError};
use super::names::CLASSES;
use super::{Resolver, glob};
use crate::finding::nearest;
use crate::policy::Tools;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Selector, Term, TermKind, Text};

/// How many groups may be made of each other.
const MAX_DEPTH: usize = 64;

/// Tools by name, each with the term that names it; sorted by name, none twice.
pub(super) type Selection = Vec<(Arc<str>, Span)>;

/// The groups that have been looked at, and the catalogue's names in order.
#[derive(Default)]
pub(super) struct Groups {
    /// `None` while a group's own definition is being looked at.
    known: BTreeMap<String, Option<Selection>>,
    /// How many groups are being looked at.
    open: usize,
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

impl Resolver<'_> {
    /// The tools of a statement.
    pub(super) fn tools(&mut self, selector: &Selector, usage: Usage) -> Tools {
        if usage.refuses && self.open_ended {
            self.check_open_ended(selector);
        }
        Tools::Named(self.select(selector, usage))
    }

    /// Every group's definition is checked, used or not.
    pub(super) fn check_groups(&mut self) {
        let names: Vec<_> = self.names.groups.keys().copied().collect();
        for name in names {
            self.group(name);
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

    fn term(&mut self, term: &Term, usage: Usage) -> Selection {
        match &term.node {
            TermKind::Name { name, quoted } => {
                self.name(name, *quoted, term.span).into_iter().collect()
            }
            TermKind::Glob { pattern, .. } => self.glob(pattern, term.span, usage),
            TermKind::Set(name) => self.set(name, term.span, usage),
        }
    }

    fn name(&mut self, name: &str, quoted: bool, span: Span) -> Option<(Arc<str>, Span)> {
        if !quoted && (CLASSES.contains(&name) || self.names.groups.contains_key(name)) {
            self.report(SelectorError::SetWithoutTools { name: name.to_owned(), span });
            return None;
        }
        let Some(catalogue) = self.catalogue else { return Some((Arc::from(name), span)) };
        if let Some(tool) = catalogue.tool(name) {
            return Some((Arc::clone(tool.name()), span));
        }
        let names = catalogue.tools().iter().map(|tool| tool.name().as_ref());
        let nearest = nearest(name, names).map(str::to_owned);
        let catalogue = catalogue.source().name().to_owned();
        self.report(SelectorError::UnknownTool { name: name.to_owned(), nearest, catalogue, span });
        None
    }

    fn glob(&mut self, pattern: &str, span: Span, usage: Usage) -> Selection {
        let Some(catalogue) = self.catalogue else {
            self.report(SelectorError::NeedsCatalogue { span });
            return Vec::new();
        };
        let sorted = self.groups.sorted.get_or_insert_with(|| {
            let mut names: Vec<_> =
                catalogue.tools().iter().map(|tool| Arc::clone(tool.name())).collect();
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
            let catalogue = catalogue.source().name().to_owned();
            self.report(SelectorError::MatchesNothing {
                pattern: pattern.to_owned(),
                catalogue,
                span,
            });
        }
        found
    }

    fn set(&mut self, name: &Text, span: Span, usage: Usage) -> Selection {
        if CLASSES.contains(&name.node.as_str()) {
            self.report(FileError::NotSupported { what: "risk classes", span });
            return Vec::new();
        }
        let reported = self.findings.len();
        let Some(selection) = self.group(&name.node) else {
            self.unknown_group(name);
            return Vec::new();
        };
        if selection.is_empty() && !usage.refuses && self.findings.len() == reported {
            self.report(NameError::EmptyGroup { name: name.node.clone(), span });
        }
        selection.into_iter().map(|(tool, _)| (tool, span)).collect()
    }

    /// The tools of a group; `None` where nothing defines it.
    fn group(&mut self, name: &str) -> Option<Selection> {
        if let Some(known) = self.groups.known.get(name) {
            return Some(known.clone().unwrap_or_default());
        }
        let group = *self.names.groups.get(name)?;
        if self.groups.open == MAX_DEPTH {
            self.report(NameError::GroupDepth {
                name: name.to_owned(),
                span: span_of(group.selector),
            });
            return Some(Vec::new());
        }
        self.groups.known.insert(name.to_owned(), None);
        self.check_cycle(name, group.selector);
        self.groups.open += 1;
        let selection = self.select(group.selector, Usage { refuses: false, own: group.own });
        self.groups.open -= 1;
        self.groups.known.insert(name.to_owned(), Some(selection.clone()));
        Some(selection)
    }

    /// A group that is being looked at can't be part of its own definition.
    fn check_cycle(&mut self, name: &str, selector: &Selector) {
        let terms = selector.terms.iter().chain(&selector.except);
        let cycles: Vec<_> =
            terms.filter(|term| self.is_open(term)).map(|term| term.span).collect();
        for span in cycles {
            self.report(NameError::GroupCycle { name: name.to_owned(), span });
        }
    }

    fn is_open(&self, term: &Term) -> bool {
        matches!(&term.node, TermKind::Set(set) if matches!(self.groups.known.get(&set.node), Some(None)))
    }

    fn unknown_group(&mut self, name: &Text) {
        if self.names.incomplete {
            return;
        }
        let names = self.names.groups.keys().copied().chain(CLASSES);
        let nearest = nearest(&name.node, names).map(str::to_owned);
        self.report(NameError::UnknownGroup { name: name.node.clone(), nearest, span: name.span });
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
    terms.last().map_or(first, |last| first.to(last))
}
