//! Lists and objects that pass where an argument may be left out: an invariant counts them, unless
//! an `accept shape-slips` says that the server refuses them. One that ends on some day proves
//! nothing: what is proved holds on every day.

use super::{Asked, Checker};
use crate::analysis::Formula;
use crate::policy::condition::Path;
use crate::policy::semantics::is_shape;
use crate::policy::{Tools, Waiver};
use crate::strings::tick;
use crate::syntax::{argument_text, name_text};

/// The lint that reports them.
const LINT: &str = "shape-slips";

impl Checker<'_> {
    /// The calls of a tool that an invariant is held against.
    pub(super) fn judged(&self, tool: &str) -> Formula {
        match self.waivers_of(tool).any(|waiver| waiver.until.is_none()) {
            true => self.without_shapes(tool),
            false => self.semantics.allows(tool),
        }
    }

    fn waivers_of(&self, tool: &str) -> impl Iterator<Item = &Waiver> {
        self.policy.waivers.iter().filter(move |waiver| accepts_shapes(waiver, tool))
    }

    fn without_shapes(&self, tool: &str) -> Formula {
        let shapes = self.semantics.shapes(tool).into_iter();
        let refused = shapes.map(|path| !is_shape(path));
        Formula::All([self.semantics.allows(tool)].into_iter().chain(refused).collect())
    }

    /// What to write where lists and objects alone break an invariant.
    pub(super) fn help_about_shapes(&self, asked: &[Asked<'_>]) -> Option<String> {
        let first = asked.first()?;
        let path: &Path = self.semantics.shapes(first.name).pop()?;
        let holds = |tool: &Asked<'_>| {
            let left = self.without_shapes(tool.name).and(tool.forbidden.clone());
            self.finder.find_arguments(&left).is_none()
        };
        if !asked.iter().all(holds) {
            return None;
        }
        let names: Vec<String> = asked.iter().map(|tool| name_text(tool.name)).collect();
        let argument = tick(&argument_text(path));
        let ends = asked.iter().any(|tool| self.waivers_of(tool.name).next().is_some());
        let for_ever = if ends { ", without `until`," } else { "" };
        let accepted = format!("accept {LINT} for {} because \"…\"", names.join(", "));
        Some(format!(
            "only a list or an object at {argument} breaks it: `require` the argument without \
             `missing or`, or write {}{for_ever} if the server refuses these: then it is proved \
             for calls without a list or an object there",
            tick(&accepted)
        ))
    }
}

fn accepts_shapes(waiver: &Waiver, tool: &str) -> bool {
    waiver.lint.node == LINT
        && match &waiver.tools {
            None | Some((Tools::Every, _)) => true,
            Some((Tools::Named(names), _)) => names.iter().any(|(name, _)| **name == *tool),
        }
}
