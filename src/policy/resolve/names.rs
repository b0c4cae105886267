//! Constants and groups: what `let` and `group` define, in all files together.

use std::collections::{BTreeMap, BTreeSet};

use super::error::NameError;
use super::{Part, classes};
use crate::finding::{self, Finding};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Selector, Statement, TermKind, Text, Value};

/// Every name that the files define.
pub(super) struct Names<'a> {
    pub(super) constants: BTreeMap<&'a str, &'a Spanned<Value>>,
    pub(super) groups: BTreeMap<&'a str, Group<'a>>,
    /// Whether a definition may have been lost to a fault in the text.
    pub(super) incomplete: bool,
}

/// A group's definition.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    pub(super) selector: &'a Selector,
    pub(super) own: bool,
}

impl<'a> Names<'a> {
    /// Gathers the definitions; second ones and those with a class's name are reported.
    pub(super) fn collect(parts: &[Part<'a>], findings: &mut Vec<Finding>) -> Self {
        let mut names = Self {
            constants: BTreeMap::new(),
            groups: BTreeMap::new(),
            incomplete: parts.iter().any(|part| part.broken),
        };
        let mut places = BTreeMap::new();
        for part in parts {
            for statement in &part.file.statements {
                if let Some(name) = names.define(&statement.node, part.own) {
                    check(name, &mut places, findings);
                }
            }
        }
        names
    }

    /// The groups, those that others are made of before them; those in a cycle in some order.
    pub(super) fn groups_in_order(&self) -> Vec<&'a str> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        for name in self.groups.keys().copied() {
            if !seen.insert(name) {
                continue;
            }
            let mut open = vec![(name, self.parts_of(name))];
            while let Some((name, parts)) = open.last_mut() {
                match parts.pop() {
                    Some(part) if seen.insert(part) => {
                        let parts = self.parts_of(part);
                        open.push((part, parts));
                    }
                    Some(_) => {}
                    None => {
                        order.push(*name);
                        open.pop();
                    }
                }
            }
        }
        order
    }

    /// The groups that a group is made of.
    fn parts_of(&self, name: &str) -> Vec<&'a str> {
        let Some(group) = self.groups.get(name) else { return Vec::new() };
        let terms = group.selector.terms.iter().chain(&group.selector.except);
        terms
            .filter_map(|term| match &term.node {
                TermKind::Set(set) | TermKind::Taking { set: Some(set), .. } => {
                    Some(set.node.as_str())
                }
                TermKind::Name { .. } | TermKind::Glob { .. } | TermKind::Taking { .. } => None,
            })
            .collect()
    }

    /// Takes a definition in, the first of its name; answers the name.
    fn define(&mut self, statement: &'a Statement, own: bool) -> Option<&'a Text> {
        match statement {
            Statement::Let { name, value } => {
                self.constants.entry(&name.node).or_insert(value);
                Some(name)
            }
            Statement::Group { name, selector } => {
                self.groups.entry(&name.node).or_insert(Group { selector, own });
                Some(name)
            }
            _ => None,
        }
    }
}

fn check<'a>(name: &'a Text, places: &mut BTreeMap<&'a str, Span>, findings: &mut Vec<Finding>) {
    if classes::is_class(&name.node) {
        let error = NameError::ClassName { name: name.node.clone(), span: name.span };
        finding::add(findings, error.into());
    }
    if let Some(first) = places.get(name.node.as_str()) {
        let error =
            NameError::DefinedTwice { name: name.node.clone(), first: *first, span: name.span };
        finding::add(findings, error.into());
    } else {
        places.insert(&name.node, name.span);
    }
}
