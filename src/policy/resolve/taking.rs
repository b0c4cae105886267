//! `tools with args.PATH`: the tools whose schemas describe an argument.

use std::sync::Arc;

use super::Resolver;
use super::error::SelectorError;
use super::select::{Selection, Usage};
use crate::catalog::{Argument, Catalog};
use crate::source::{Span, Spanned};
use crate::strings::{Near, near};
use crate::syntax::argument_text;
use crate::syntax::ast::{Path, Text};

impl Resolver<'_> {
    /// The tools that take an argument, of a class or group where one is named.
    pub(super) fn taking(
        &mut self,
        set: Option<&Text>,
        path: &Spanned<Path>,
        span: Span,
        usage: Usage,
    ) -> Selection {
        let Some(catalog) = self.needed_catalog(span) else { return Vec::new() };
        let all = takers(catalog, &path.node.names(), span);
        if all.is_empty() {
            if usage.own || !usage.refuses {
                self.no_taker(catalog, path);
            }
            return all;
        }
        let Some(set) = set else { return all };
        let members = self.set(set, span, usage);
        let is_member = |name: &Arc<str>| members.iter().any(|(member, _)| member == name);
        let found: Selection = all.into_iter().filter(|(name, _)| is_member(name)).collect();
        if found.is_empty() && !members.is_empty() && !usage.refuses {
            let (set, path) = (set.node.clone(), argument_text(&path.node.names()));
            self.report(SelectorError::NoneOfSetTakes { set, path, span });
        }
        found
    }

    fn no_taker(&mut self, catalog: &Catalog, path: &Spanned<Path>) {
        let text = argument_text(&path.node.names());
        let near = near_path(catalog, &text, path.node.keys.len());
        let catalog = catalog.source().name().to_owned();
        self.report(SelectorError::NoToolTakes { path: text, near, catalog, span: path.span });
    }
}

/// The tools that describe an argument, sorted by name.
fn takers(catalog: &Catalog, keys: &[String], span: Span) -> Selection {
    let takers = catalog.tools().iter().filter(|tool| tool.arguments().describe(keys));
    let mut found: Selection = takers.map(|tool| (Arc::clone(tool.name()), span)).collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

/// The argument of the catalog that a path is near; `depth` is the number of its keys.
fn near_path(catalog: &Catalog, path: &str, depth: usize) -> Option<Near> {
    let mut known: Vec<String> = Vec::new();
    for tool in catalog.tools() {
        add_paths(&tool.arguments().all(), &[], depth, &mut known);
    }
    known.sort_unstable();
    known.dedup();
    near(path, known.iter().map(String::as_str))
}

/// Adds the described paths of `depth` more keys.
fn add_paths(argument: &Argument<'_>, keys: &[String], depth: usize, known: &mut Vec<String>) {
    let Some(deeper) = depth.checked_sub(1) else {
        return known.push(argument_text(keys));
    };
    for key in argument.keys() {
        let path: Vec<_> = keys.iter().cloned().chain([key.to_owned()]).collect();
        if let Some(member) = argument.described(key) {
            add_paths(&member, &path, deeper, known);
        }
    }
}
