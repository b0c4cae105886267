//! Lists and objects that pass where an argument may be left out: an invariant counts them, unless
//! an `accept shape-slips` says that the server refuses them. One that ends on some day proves
//! nothing: what is proved holds on every day.

use super::{Asked, Checker};
use crate::analysis::Formula;
use crate::json::Value;
use crate::policy::condition::{Operator, Path, Test};
use crate::policy::semantics::{is_shape, of_test};
use crate::policy::{Tools, Waiver};
use crate::source::Span;
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

    /// Whether some call breaks an invariant that doesn't meet a test.
    fn is_broken_without(&self, asked: &[Asked<'_>], test: &Test) -> bool {
        let left = |tool: &Asked<'_>| tool.broken().and(!of_test(test));
        asked.iter().any(|tool| !self.finder.find_arguments(&left(tool)).is_none())
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
        let holds = |passed: &Formula| {
            asked.iter().all(|tool| {
                let left = self.without_shapes(tool.name).and(tool.forbidden.clone());
                self.finder.find_arguments(&left.and(passed.clone())).is_none()
            })
        };
        let null = Test { span: Span::default(), path: path.clone(), operator: is_null() };
        let (only, deny_null) = if holds(&Formula::ALWAYS) {
            ("a list or an object", String::new())
        } else if holds(&!of_test(&null)) && self.is_broken_without(asked, &null) {
            (
                "null, a list or an object",
                format!("add {} and ", tick(&format!("deny when {null}"))),
            )
        } else {
            return None;
        };
        let names: Vec<String> = asked.iter().map(|tool| name_text(tool.name)).collect();
        let argument = tick(&argument_text(path));
        let ends = asked.iter().any(|tool| self.waivers_of(tool.name).next().is_some());
        let for_ever = if ends { ", without `until`," } else { "" };
        let accepted = format!("accept {LINT} for {} because \"…\"", names.join(", "));
        Some(format!(
            "only {only} at {argument} breaks it: `require` the argument without \
             `missing or`, or {deny_null}write {}{for_ever} if the server refuses {}: then it is proved \
             for calls without a list or an object there",
            tick(&accepted),
            if deny_null.is_empty() { "these" } else { "lists and objects" }
        ))
    }
}

fn is_null() -> Operator {
    Operator::Equal(Value::Null)
}

fn accepts_shapes(waiver: &Waiver, tool: &str) -> bool {
    waiver.lint.node == LINT
        && match &waiver.tools {
            None | Some((Tools::Every, _)) => true,
            Some((Tools::Named(names), _)) => names.iter().any(|(name, _)| **name == *tool),
        }
}
