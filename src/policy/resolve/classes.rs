//! Risk classes: what `classify` gives, and which tools a class has.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::NameError;
use super::select::{Selection, Usage};
use super::{Part, Resolver};
use crate::policy::Classified;
use crate::risk::{self, Class, UNCLASSIFIED};
use crate::source::Span;
use crate::strings::near;
use crate::syntax::ast::{Statement, Term, TermKind, Text};

/// The tools of each class; those without one under `None`. Sorted by name.
type Members = BTreeMap<Option<Class>, Vec<Arc<str>>>;

/// The classes of a catalog's tools, worked out when a selector first asks for them.
#[derive(Default)]
pub(super) struct Classes {
    given: BTreeMap<Arc<str>, Classified>,
    members: Option<Members>,
}

impl Classes {
    /// What `classify` statements say.
    pub(super) fn given(self) -> BTreeMap<Arc<str>, Classified> {
        self.given
    }
}

/// Every word that stands before `tools` and is no group.
pub(super) fn names<'n>() -> impl Iterator<Item = &'n str> {
    [UNCLASSIFIED].into_iter().chain(Class::ALL.map(Class::name))
}

/// Whether a word is the name of a class.
pub(super) fn is_class(name: &str) -> bool {
    names().any(|class| class == name)
}

impl Resolver<'_> {
    /// Takes every `classify` statement in.
    pub(super) fn resolve_classes(&mut self, parts: &[Part<'_>]) {
        for part in parts {
            for statement in &part.file.statements {
                if let Statement::Classify { tools, class, .. } = &statement.node {
                    self.classify(tools, class, part.own);
                }
            }
        }
    }

    fn classify(&mut self, terms: &[Term], class: &Text, own: bool) {
        let given = Class::named(&class.node);
        if given.is_none() {
            let near = near(&class.node, Class::ALL.map(Class::name));
            let (name, span) = (class.node.clone(), class.span);
            self.report(NameError::UnknownClass { name, near, span });
        }
        for term in terms {
            if let TermKind::Set(_) | TermKind::Taking { .. } = &term.node {
                self.report(NameError::ClassifiedSet { span: term.span });
                continue;
            }
            let tools = self.term(term, Usage { refuses: true, own });
            for (tool, span) in tools {
                given.into_iter().for_each(|class| self.give(&tool, class, span));
            }
        }
    }

    fn give(&mut self, tool: &Arc<str>, class: Class, span: Span) {
        let given = Classified { class, span };
        let first = *self.classes.given.entry(Arc::clone(tool)).or_insert(given);
        if first.class != class {
            self.report(NameError::ClassifiedTwice {
                tool: tool.to_string(),
                class: first.class.name(),
                first: first.span,
                span,
            });
        }
    }

    /// The tools of a class.
    pub(super) fn class(&mut self, name: &str, span: Span, usage: Usage) -> Selection {
        let Some(catalog) = self.needed_catalog(span) else { return Vec::new() };
        let given = &self.classes.given;
        let members = self.classes.members.get_or_insert_with(|| {
            let mut members = Members::new();
            for tool in catalog.tools() {
                let class = match given.get(tool.name()) {
                    Some(given) => Some(given.class),
                    None => risk::classify(tool).class,
                };
                members.entry(class).or_default().push(Arc::clone(tool.name()));
            }
            members.values_mut().for_each(|tools| tools.sort_unstable());
            members
        });
        let tools = members.get(&Class::named(name)).map_or(&[][..], Vec::as_slice);
        let selection: Selection = tools.iter().map(|tool| (Arc::clone(tool), span)).collect();
        if selection.is_empty() && !usage.refuses && usage.own {
            let (name, catalog) = (name.to_owned(), catalog.source().name().to_owned());
            self.report(NameError::EmptyClass { name, catalog, span });
        }
        selection
    }
}
