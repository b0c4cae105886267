//! The layout of what statements are made of: conditions, arguments' paths, values.

use super::layout::{Layout, Planner};
use crate::syntax::operator;

impl Planner<'_, '_> {
    /// A condition, with a line for each part if it doesn't fit on one.
    pub(super) fn condition(&mut self) -> Layout {
        self.group(self.at, |planner| {
            let mut parts = planner.part();
            parts.push(Layout::Indent(planner.further_parts()));
            parts
        })
    }

    /// Every connective with the part after it.
    fn further_parts(&mut self) -> Vec<Layout> {
        let mut parts = Vec::new();
        while self.is("and") || self.is("or") {
            parts.extend([self.line(false), self.take(1)]);
            parts.extend(self.part());
        }
        parts
    }

    fn part(&mut self) -> Vec<Layout> {
        if self.is("(") { vec![self.parenthesis()] } else { self.test() }
    }

    fn parenthesis(&mut self) -> Layout {
        self.group(self.at, |planner| {
            let open = planner.take(1);
            let mut inside = vec![planner.line(false)];
            inside.extend(planner.part());
            inside.extend(planner.further_parts());
            vec![open, Layout::Indent(inside), planner.line(true), planner.take(1)]
        })
    }

    /// One test of one argument.
    fn test(&mut self) -> Vec<Layout> {
        let path = self.path();
        let (words, operand) = operator::shape(self.text());
        let mut parts = vec![path, self.take(words)];
        parts.extend(operand.then(|| self.value()));
        parts
    }

    /// `args` and its keys.
    pub(super) fn path(&mut self) -> Layout {
        let keys = (1..).step_by(2).take_while(|ahead| self.is_ahead(*ahead, ".")).count();
        self.take(1 + 2 * keys)
    }

    /// A value or a list of values.
    pub(super) fn value(&mut self) -> Layout {
        if self.is("[") { self.list(|planner| vec![planner.take(1)]) } else { self.take(1) }
    }

    /// Any JSON.
    pub(super) fn json(&mut self) -> Layout {
        if self.is("{") {
            self.list(|planner| vec![planner.take("KEY :".split(' ').count()), planner.json()])
        } else if self.is("[") {
            self.list(|planner| vec![planner.json()])
        } else {
            self.take(1)
        }
    }
}
