//! The layout of what statements are made of: conditions, arguments' paths, values.

use super::layout::{Layout, Parts, Planner, string};
use super::{is_plain_name, parentheses, spelling};
use crate::syntax::ast::Comparison;
use crate::syntax::children::Children;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

/// The parts of a chain of tests: the first, and every connective with the part after it.
#[derive(Default)]
struct Chain {
    first: Vec<Layout>,
    further: Vec<Layout>,
}

impl Chain {
    fn add(&mut self, part: Vec<Layout>) {
        let parts = if self.first.is_empty() { &mut self.first } else { &mut self.further };
        parts.extend(part);
    }
}

impl<'t> Planner<'t> {
    /// A condition, with a line for each part if it doesn't fit on one.
    pub(super) fn plan_condition(&mut self, pair: Pair<'t>) -> Result<Layout, InternalError> {
        self.group(self.tokens.len(), |planner| {
            let mut chain = Chain::default();
            planner.plan_chain(pair, &mut chain)?;
            let mut parts = chain.first;
            parts.push(Layout::Indent(chain.further));
            Ok(parts)
        })
    }

    /// Adds the parts of a condition, those in needless parentheses one by one.
    fn plan_chain(&mut self, condition: Pair<'t>, chain: &mut Chain) -> Result<(), InternalError> {
        let mut inner = Children::of(condition.clone());
        while let Some(pair) = inner.next_if_any() {
            match pair.as_rule() {
                Rule::and | Rule::or => {
                    self.go_to(self.start(&pair));
                    let line = self.line(false);
                    chain.further.extend([line, self.token(&pair)?]);
                }
                Rule::path => {
                    let test = self.plan_test(pair, &mut inner)?;
                    chain.add(test);
                }
                Rule::parentheses => {
                    let (open, close) = (self.start(&pair), self.end(&pair) - 1);
                    let inside = Children::of(pair).next()?;
                    if parentheses::are_needless(&inside, &condition) {
                        self.tokens.leave_out(open);
                        self.plan_chain(inside, chain)?;
                        self.tokens.leave_out(close);
                    } else {
                        let parenthesis = self.plan_parenthesis(inside, open, close)?;
                        chain.add(vec![parenthesis]);
                    }
                }
                rule => return Err(InternalError::unexpected(rule, Rule::part)),
            }
        }
        Ok(())
    }

    fn plan_parenthesis(
        &mut self,
        inside: Pair<'t>,
        open: usize,
        close: usize,
    ) -> Result<Layout, InternalError> {
        self.go_to(open);
        self.group(self.tokens.len(), |planner| {
            let open = planner.go_to(open + 1);
            let mut chain = Chain::default();
            let mut parts = vec![planner.line(false)];
            planner.plan_chain(inside, &mut chain)?;
            parts.extend(chain.first.into_iter().chain(chain.further));
            planner.go_to(close);
            let line = planner.line(true);
            Ok(vec![open, Layout::Indent(parts), line, planner.go_to(close + 1)])
        })
    }

    /// One test of one argument.
    fn plan_test(&mut self, path: Pair<'t>, inner: &mut Children<'t>) -> Parts {
        let (path, operator) = (self.plan_path(path)?, inner.next()?);
        let end = self.end(&operator);
        match operator.as_rule() {
            Rule::exists | Rule::missing => Ok(vec![path, self.go_to(end)]),
            Rule::matches => Ok(vec![path, self.plan_regex(operator)?]),
            rule if Comparison::read_by(rule).is_some() => {
                Ok(vec![path, self.go_to(end), self.plan_value(inner.next()?)?])
            }
            rule => Err(InternalError::unexpected(rule, Rule::operator)),
        }
    }

    /// `matches` and what stands between slashes.
    fn plan_regex(&mut self, matches: Pair<'t>) -> Result<Layout, InternalError> {
        let first = self.tokens.len();
        let end = self.end(&matches);
        let regex = Children::of(matches).next()?;
        self.tokens.token(self.start(&regex) - 1..end, None);
        Ok(Layout::Tokens(first..self.tokens.len()))
    }

    /// An argument, with the keywords before it.
    pub(super) fn plan_path(&mut self, pair: Pair<'t>) -> Result<Layout, InternalError> {
        if !pair.as_str().contains('"') {
            return Ok(self.spelled(&pair, None));
        }
        let mut keys = Vec::new();
        for key in pair.clone().into_inner() {
            keys.push(match key.as_rule() {
                Rule::string => string(&key)?,
                Rule::word => key.as_str().to_owned(),
                rule => return Err(InternalError::unexpected(rule, Rule::path)),
            });
        }
        Ok(self.spelled(&pair, Some(super::argument_text(&keys))))
    }

    /// A name, in quotes only where it must be.
    pub(super) fn plan_name(&mut self, pair: &Pair<'t>) -> Result<Layout, InternalError> {
        self.plain_if(pair, is_plain_name)
    }

    /// A word as it stands, or a string, without its quotes where they say nothing.
    fn plain_if(
        &mut self,
        pair: &Pair<'t>,
        is_plain: fn(&str) -> bool,
    ) -> Result<Layout, InternalError> {
        if pair.as_rule() == Rule::string {
            let text = string(pair)?;
            if is_plain(&text) {
                return Ok(self.spelled(pair, Some(text)));
            }
        }
        self.token(pair)
    }

    /// A value, a list of values or a constant's name, with the marks before it.
    pub(super) fn plan_value(&mut self, pair: Pair<'t>) -> Result<Layout, InternalError> {
        match pair.as_rule() {
            Rule::list | Rule::operands => {
                self.plan_items(pair, |planner, item| planner.token(&item))
            }
            _ => self.token(&pair),
        }
    }

    /// Any JSON.
    pub(super) fn plan_json(&mut self, pair: Pair<'t>) -> Result<Layout, InternalError> {
        match pair.as_rule() {
            Rule::object => self.list(pair, Self::plan_members),
            Rule::array => self.plan_items(pair, Self::plan_json),
            _ => self.token(&pair),
        }
    }

    fn plan_items(
        &mut self,
        pair: Pair<'t>,
        item: impl Fn(&mut Self, Pair<'t>) -> Result<Layout, InternalError>,
    ) -> Result<Layout, InternalError> {
        self.list(pair, |planner, pair| {
            let mut items = Vec::new();
            for pair in pair.into_inner() {
                let comma = planner.go_to(planner.start(&pair));
                let line = planner.line(true);
                items.extend([comma, line, item(planner, pair)?]);
            }
            Ok(items)
        })
    }

    fn plan_members(&mut self, object: Pair<'t>) -> Parts {
        let mut members = Vec::new();
        let mut inner = Children::of(object);
        while let Some(key) = inner.next_if_any() {
            let comma = self.go_to(self.start(&key));
            let line = self.line(true);
            let key = self.plain_if(&key, spelling::is_plain)?;
            let value = inner.next()?;
            let colon = self.go_to(self.start(&value));
            members.extend([comma, line, key, colon, self.plan_json(value)?]);
        }
        Ok(members)
    }
}
