//! What lints look at.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::rules::texts::WeakTest;
use super::settings::{Settings, Thresholds};
use super::trees;
use crate::catalog::Catalog;
use crate::policy::condition::Path;
use crate::policy::{Part, Policy};
use crate::source::{Span, Spanned};
use crate::syntax;
use crate::syntax::ast::{Rule, Selector, Statement, Term, TermKind};
use crate::threat::{Threat, Threats};
use crate::witness::{CallFinder, Callable, CallableTools};

/// A policy, the trees that it was made from, the server's catalog, and what can be called.
#[derive(Debug)]
pub(crate) struct LintContext<'a> {
    /// The policy; it has no errors.
    pub policy: &'a Policy,
    /// The trees of its files, included ones first; the last is the file itself.
    pub parts: &'a [Part<'a>],
    /// The catalog, where there is one.
    pub catalog: Option<&'a Catalog>,
    /// Where the lints with numbers draw their lines.
    pub thresholds: &'a Thresholds,
    /// Whether each of many tools that end a flow is a finding.
    pub every_flow: bool,
    /// Finds calls that are allowed.
    pub finder: CallFinder<'a>,
    listed: CallableTools<'a>,
    terms: OnceCell<BTreeMap<Span, &'a Term>>,
    rules: OnceCell<BTreeMap<Span, &'a Rule>>,
    /// What the policy says of tools of which no catalog tells everything.
    assumed: Option<&'a Catalog>,
    threats: OnceCell<Threats<'a>>,
    /// The tools that are refused or held by conditions, the most severe first.
    pub(super) guarded: OnceCell<Vec<Arc<str>>>,
    /// What the lints about texts find together.
    pub(super) weak_tests: OnceCell<Vec<WeakTest<'a>>>,
    /// Of which arguments of which tools the policy refuses a usual value in every call.
    pub(super) bounded: RefCell<BTreeMap<(Arc<str>, Path), bool>>,
}

impl<'a> LintContext<'a> {
    /// The tools that are `listed` can be called; threats are asked of those that are `assumed` in
    /// their place.
    pub(crate) fn new(
        policy: &'a Policy,
        parts: &'a [Part<'a>],
        catalog: Option<&'a Catalog>,
        listed: CallableTools<'a>,
        assumed: Option<&'a Catalog>,
        settings: &'a Settings,
    ) -> Self {
        Self {
            policy,
            parts,
            catalog,
            thresholds: &settings.thresholds,
            every_flow: settings.every_flow,
            finder: CallFinder::new(policy),
            listed,
            assumed,
            terms: OnceCell::new(),
            rules: OnceCell::new(),
            threats: OnceCell::new(),
            guarded: OnceCell::new(),
            weak_tests: OnceCell::new(),
            bounded: RefCell::default(),
        }
    }

    /// Every tool that isn't refused as a whole, sorted by name. Its rules together may still
    /// refuse every call.
    pub(crate) fn listed_tools(&self) -> impl Iterator<Item = &Callable<'a>> {
        self.listed.iter()
    }

    /// Those of them of which some call passes, as far as that is known.
    pub(crate) fn callable(&self) -> impl Iterator<Item = &Callable<'a>> {
        self.listed_tools().filter(|tool| self.is_callable(tool))
    }

    /// The tool with this name, where some call of it passes.
    pub(crate) fn callable_named(&self, name: &str) -> Option<&Callable<'a>> {
        self.listed.named(name).filter(|tool| self.is_callable(tool))
    }

    fn is_callable(&self, tool: &Callable<'_>) -> bool {
        !self.finder.find_conflict(tool).is_found()
    }

    /// What passes of a tool that shouldn't, argument by argument: asked once for all lints.
    pub(crate) fn threats(&self, tool: &Callable<'_>) -> &[Threat<'a>] {
        self.threats.get_or_init(|| self.ask_threats()).of_tool(tool.name)
    }

    fn ask_threats(&self) -> Threats<'a> {
        let Some(assumed) = self.assumed else {
            return Threats::of(&self.finder, self.callable());
        };
        let assumed = CallableTools::new(self.policy, Some(assumed));
        let own = |tool: &Callable<'_>| assumed.named(tool.name).filter(|it| it.tool.is_some());
        Threats::of(&self.finder, self.callable().map(|tool| own(tool).unwrap_or(tool)))
    }

    /// Those of some tools of which some call passes.
    pub(crate) fn callable_among<'s>(
        &'s self,
        names: &'s [Arc<str>],
    ) -> impl Iterator<Item = &'s Callable<'a>> {
        names.iter().filter_map(|name| self.callable_named(name))
    }

    /// The statements of the compiled file itself.
    pub(crate) fn own_statements(&self) -> impl Iterator<Item = &'a Spanned<Statement>> {
        let own = self.parts.iter().filter(|part| part.own);
        own.flat_map(|part| &part.file.statements)
    }

    /// The term of a selector that stands at `span`.
    pub(crate) fn term(&self, span: Span) -> Option<&'a Term> {
        self.terms.get_or_init(|| terms(self.parts)).get(&span).copied()
    }

    /// The rule that stands at `span`, as it is written.
    pub(crate) fn rule(&self, span: Span) -> Option<&'a Rule> {
        self.rules.get_or_init(|| written(self.parts)).get(&span).copied()
    }

    /// Whether what stands at `span` is said by the compiled file itself.
    pub(crate) fn is_own(&self, span: Span) -> bool {
        self.parts.iter().any(|part| part.own && part.source.id() == span.source)
    }

    /// The text at `span`.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        let part = self.parts.iter().find(|part| part.source.id() == span.source);
        part.map_or("", |part| part.source.slice(span))
    }

    /// The white space before `span` where nothing else stands before it on its line.
    pub(crate) fn indentation(&self, span: Span) -> Option<&'a str> {
        let part = self.parts.iter().find(|part| part.source.id() == span.source)?;
        let before = part.source.text().get(..span.start as usize)?;
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty().then_some(line)
    }

    /// The statement of whose rules one stands at `rule`.
    pub(crate) fn statement(&self, rule: Span) -> Option<Span> {
        let statements = self.parts.iter().flat_map(|part| &part.file.statements);
        let has_it =
            |it: &&Spanned<Statement>| trees::rules(&it.node).iter().any(|it| it.span == rule);
        statements.clone().find(has_it).map(|statement| statement.span)
    }

    /// Where the line of `span` begins, or the first of the comments that stand right above it.
    pub(crate) fn above_comments(&self, span: Span) -> Option<Span> {
        let part = self.parts.iter().find(|part| part.source.id() == span.source)?;
        let before = part.source.text().get(..span.start as usize)?;
        let lines = before.trim_end_matches([' ', '\t']);
        let start = syntax::without_comments(lines).len();
        Some(Span::new(span.source, start, start))
    }

    /// The end of the line that `span` ends on.
    pub(crate) fn end_of_line(&self, span: Span) -> Option<Span> {
        let part = self.parts.iter().find(|part| part.source.id() == span.source)?;
        let after = part.source.text().get(span.end as usize..)?;
        let end = span.end as usize + after.lines().next().unwrap_or_default().len();
        Some(Span::new(span.source, end, end))
    }

    /// The definition of a group.
    pub(crate) fn group(&self, name: &str) -> Option<&'a Selector> {
        let statements = self.parts.iter().flat_map(|part| &part.file.statements);
        statements
            .filter_map(|statement| match &statement.node {
                Statement::Group { name: group, selector } if group.node == name => Some(selector),
                _ => None,
            })
            .next()
    }

    /// Where to point to when a finding is about the file as a whole: its `policy` statement's
    /// name, else its first statement.
    pub(crate) fn place(&self) -> Span {
        let own = self.parts.iter().rev().find(|part| part.own).or(self.parts.last());
        let statements = own.map_or(&[][..], |part| &part.file.statements);
        let named = statements.iter().find_map(|statement| match &statement.node {
            Statement::Policy(name) => Some(name.span),
            _ => None,
        });
        named.or(statements.first().map(|statement| statement.span)).unwrap_or_default()
    }
}

fn terms<'a>(parts: &[Part<'a>]) -> BTreeMap<Span, &'a Term> {
    let statements = parts.iter().flat_map(|part| &part.file.statements);
    statements.flat_map(|it| trees::terms(&it.node)).map(|term| (term.span, term)).collect()
}

fn written<'a>(parts: &[Part<'a>]) -> BTreeMap<Span, &'a Rule> {
    let statements = parts.iter().flat_map(|part| &part.file.statements);
    let rules = statements.flat_map(|it| trees::rules(&it.node));
    rules.map(|rule| (rule.span, &rule.node)).collect()
}

/// The pattern of a term that is one.
pub(super) fn pattern(term: &Term) -> Option<&str> {
    match &term.node {
        TermKind::Glob { pattern, .. } => Some(pattern),
        TermKind::Name { .. } | TermKind::Set(_) | TermKind::Taking { .. } => None,
    }
}
