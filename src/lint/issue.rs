//! What a lint has found, before waivers and levels.

use std::fmt;
use std::sync::Arc;

use super::draft::Draft;
use crate::analysis::Reason;
use crate::finding::{Level, Weight};
use crate::policy::condition::Path;
use crate::source::Span;

/// Tools with what was found of each.
pub(super) type Found<T> = Vec<(Arc<str>, T)>;

/// One thing that a lint has found, about some tools or about the policy as a whole.
///
/// An issue about several tools is one finding; a waiver may cover some of them, so the draft is
/// rendered when it is known which are left.
pub(super) struct Issue<'a> {
    pub(super) tools: Vec<Arc<str>>,
    /// Whether it is about the tools together, so that a waiver covers all of them or none.
    pub(super) together: bool,
    /// Whether it says that nobody could tell: such a finding is never more than a warning.
    pub(super) unsure: bool,
    /// How much it weighs where nothing is configured, if not as much as its lint.
    pub(super) level: Option<Level>,
    /// Whether it is a matter of taste, although its lint isn't: what no waiver covers is reported
    /// only where that is asked for.
    pub(super) pedantic: bool,
    pub(super) topic: Topic,
    render: Box<Render<'a>>,
}

/// What an issue is about beside its tools; lints that it supersedes are silent about the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    pub(super) rules: Vec<Span>,
    pub(super) arguments: Vec<Path>,
}

/// Renders the draft about some of an issue's tools; nothing for none of them.
type Render<'a> = dyn Fn(&[Arc<str>]) -> Option<Draft> + 'a;

impl<'a> Issue<'a> {
    /// About the policy as a whole.
    pub(super) fn of_policy(draft: Draft) -> Self {
        Self::new(Vec::new(), move |_| Some(draft.clone()))
    }

    /// About these tools, in their order; `draft` gets those that no waiver covers.
    pub(super) fn of_tools(
        tools: Vec<Arc<str>>,
        draft: impl Fn(&[Arc<str>]) -> Draft + 'a,
    ) -> Self {
        Self::new(tools, move |tools| Some(draft(tools)))
    }

    /// About what these tools do together: a waiver covers it that names all of them.
    pub(super) fn of_tools_together(tools: Vec<Arc<str>>, draft: Draft) -> Self {
        Self { together: true, ..Self::of_tools(tools, move |_| draft.clone()) }
    }

    /// About the tools of which something was found; `draft` gets those that no waiver covers.
    pub(super) fn of_found<T: 'a>(
        found: Found<T>,
        draft: impl Fn(&Remaining<'_, T>) -> Draft + 'a,
    ) -> Self {
        let tools = found.iter().map(|(name, _)| Arc::clone(name)).collect();
        Self::new(tools, move |tools| Some(draft(&Remaining::new(&found, tools)?)))
    }

    /// That it is unknown whether the lint would report these tools, at `span`.
    pub(super) fn unsure(tools: Vec<Arc<str>>, span: Span, reason: Reason) -> Self {
        let draft = Draft::new(span, format!("not analysed: {reason}"))
            .note("whether there is such a call is unknown");
        Self { unsure: true, ..Self::of_tools(tools, move |_| draft.clone()) }
    }

    fn new(tools: Vec<Arc<str>>, render: impl Fn(&[Arc<str>]) -> Option<Draft> + 'a) -> Self {
        let (render, topic) = (Box::new(render), Topic::default());
        let (together, unsure, level, pedantic) = (false, false, None, false);
        Self { tools, together, unsure, level, pedantic, topic, render }
    }

    /// The same, as a matter of taste.
    #[must_use]
    pub(super) fn pedantic(self) -> Self {
        Self { pedantic: true, ..self }
    }

    /// The same, with a level of its own.
    #[must_use]
    pub(super) fn at_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// The same, with a weight of its own.
    #[must_use]
    pub(super) fn at_weight(self, weight: Weight) -> Self {
        match weight {
            Weight::Deny => self.at_level(Level::Deny),
            Weight::Warn => self.at_level(Level::Warn),
            Weight::Pedantic => self.at_level(Level::Warn).pedantic(),
        }
    }

    /// The same, about these rules.
    #[must_use]
    pub(super) fn about_rules(mut self, rules: impl IntoIterator<Item = Span>) -> Self {
        self.topic.rules.extend(rules);
        self
    }

    /// The same, about this argument.
    #[must_use]
    pub(super) fn about_argument(mut self, path: Path) -> Self {
        self.topic.arguments.push(path);
        self
    }

    /// What is said about these of its tools.
    pub(super) fn render(&self, tools: &[Arc<str>]) -> Option<Draft> {
        (self.render)(tools)
    }
}

impl fmt::Debug for Issue<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Issue").field("tools", &self.tools).finish_non_exhaustive()
    }
}

/// The tools of an issue that no waiver covers, with what was found of each; at least one.
#[derive(Debug)]
pub(super) struct Remaining<'f, T> {
    names: &'f [Arc<str>],
    first: &'f (Arc<str>, T),
    found: &'f Found<T>,
}

impl<'f, T> Remaining<'f, T> {
    fn new(found: &'f Found<T>, names: &'f [Arc<str>]) -> Option<Self> {
        let first = found.iter().find(|(name, _)| names.contains(name))?;
        Some(Self { names, first, found })
    }

    /// The tools' names, in the order in which they were found.
    pub(super) fn names(&self) -> &'f [Arc<str>] {
        self.names
    }

    /// The first tool and what was found of it.
    pub(super) fn first(&self) -> &'f (Arc<str>, T) {
        self.first
    }

    /// What was found of the first tool.
    pub(super) fn first_found(&self) -> &'f T {
        &self.first.1
    }

    /// Every tool with what was found of it.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'f (Arc<str>, T)> + use<'f, T> {
        let (names, are_all) = (self.names, self.names.len() == self.found.len());
        self.found.iter().filter(move |(name, _)| are_all || names.contains(name))
    }
}
