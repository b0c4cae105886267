//! The layout of statements, rules and steps.

use super::layout::{Layout, Parts, Planner};
use crate::syntax::ast::Window;
use crate::syntax::build::build_window;
use crate::syntax::children::Children;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

impl<'t> Planner<'t> {
    /// One statement.
    pub(super) fn plan_statement(&mut self, pair: Pair<'t>) -> Parts {
        let first = self.tokens.len();
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        match rule {
            Rule::policy | Rule::catalog | Rule::include | Rule::default | Rule::limit_all => {
                self.plan_one_line(&mut inner)
            }
            Rule::constant_definition => {
                let (name, value) = (self.token(&inner.next()?)?, inner.next()?);
                Ok(vec![name, self.go_to(self.start(&value)), self.plan_value(value)?])
            }
            Rule::group => {
                let mut parts = vec![self.token(&inner.next()?)?];
                parts.extend(self.plan_selector(inner.next()?, None)?);
                Ok(parts)
            }
            Rule::allow | Rule::restrict => {
                let (selector, block) = (inner.next()?, inner.next_if_any());
                let brace = block.as_ref().map(|block| self.start(block) + 1);
                let mut parts = self.plan_selector(selector, brace)?;
                parts.extend(block.map(|it| self.block(first, it, Self::plan_rule)).transpose()?);
                Ok(parts)
            }
            Rule::deny | Rule::approve | Rule::hide => {
                let mut parts = self.plan_selector(inner.next()?, None)?;
                parts.extend(self.plan_text_clause(&mut inner, true)?);
                Ok(parts)
            }
            Rule::never => self.plan_never(&mut inner),
            Rule::classify => self.plan_classify(&mut inner),
            Rule::accept => self.plan_accept(&mut inner),
            Rule::test => {
                let (name, steps) = (self.token(&inner.next()?)?, inner.next()?);
                let brace = self.go_to(self.start(&steps) + 1);
                Ok(vec![name, brace, self.block(first, steps, Self::plan_step)?])
            }
            _ => Err(InternalError::unexpected(rule, Rule::statement)),
        }
    }

    /// Tokens that stay on one line.
    fn plan_one_line(&mut self, inner: &mut Children<'t>) -> Parts {
        let mut parts = Vec::new();
        while let Some(pair) = inner.next_if_any() {
            parts.push(self.token(&pair)?);
        }
        Ok(parts)
    }

    fn plan_never(&mut self, inner: &mut Children<'t>) -> Parts {
        let mut parts = self.plan_selector(inner.next()?, None)?;
        if let Some(condition) = inner.next_if(Rule::condition) {
            parts.push(self.clause(true, |planner| planner.plan_keyword_and_condition(condition))?);
        }
        Ok(parts)
    }

    fn plan_classify(&mut self, inner: &mut Children<'t>) -> Parts {
        let first = inner.peek().map_or(0, |term| self.start(&term));
        let mut parts = vec![self.go_to(first), self.plan_terms(inner, None)?];
        let class = inner.next()?;
        parts.push(self.clause(true, |planner| Ok(vec![planner.token(&class)?]))?);
        parts.extend(self.plan_text_clause(inner, false)?);
        Ok(parts)
    }

    fn plan_accept(&mut self, inner: &mut Children<'t>) -> Parts {
        let mut parts = vec![self.token(&inner.next()?)?];
        let selector = inner.next_if(Rule::selector);
        let after_terms = selector.is_some();
        if let Some(selector) = selector {
            parts.extend(self.plan_selector(selector, None)?);
        }
        parts.extend(self.plan_text_clause(inner, after_terms)?);
        parts.extend(self.plan_text_clause(inner, false)?);
        Ok(parts)
    }

    /// A clause of a keyword, if it has one, and a text or date.
    fn plan_text_clause(
        &mut self,
        inner: &mut Children<'t>,
        after_terms: bool,
    ) -> Result<Option<Layout>, InternalError> {
        let text = inner.next_if_in(&[Rule::string, Rule::date]);
        let clause = |text| self.clause(after_terms, |planner| Ok(vec![planner.token(&text)?]));
        text.map(clause).transpose()
    }

    /// The keywords before a selector, and the selector, up to the brace that ends at `brace`.
    fn plan_selector(&mut self, pair: Pair<'t>, brace: Option<usize>) -> Parts {
        let head = self.go_to(self.start(&pair));
        let mut inner = Children::of(pair);
        let except = inner.peek_last().filter(|last| last.as_rule() == Rule::except);
        let Some(except) = except else {
            return Ok(vec![head, self.plan_terms(&mut inner, brace)?]);
        };
        let mut excepted = Children::of(except);
        let keyword_end = excepted.peek().map(|term| self.start(&term));
        Ok(vec![
            head,
            self.plan_terms(&mut inner, keyword_end)?,
            self.plan_terms(&mut excepted, brace)?,
        ])
    }

    /// A comma list of tools with the keyword or brace after it, up to `end`, which begins a line
    /// when the elements do.
    fn plan_terms(
        &mut self,
        inner: &mut Children<'t>,
        end: Option<usize>,
    ) -> Result<Layout, InternalError> {
        self.group(self.tokens.len().saturating_sub(1), |planner| {
            let mut terms = Vec::new();
            while let Some(first) = inner.next_if_in(&[Rule::name, Rule::string, Rule::all_tools]) {
                let comma = planner.go_to(planner.start(&first));
                let line = planner.line(!terms.is_empty());
                terms.extend([comma, line]);
                terms.extend(planner.plan_term(&first, inner)?);
            }
            let mut parts = vec![Layout::Indent(terms)];
            if let Some(end) = end {
                parts.extend([planner.line(false), planner.go_to(end)]);
            }
            Ok(parts)
        })
    }

    /// A name, or a class or group and the argument that its tools take.
    fn plan_term(&mut self, first: &Pair<'t>, inner: &mut Children<'t>) -> Parts {
        let mut parts = match inner.next_if(Rule::tools) {
            Some(tools) => vec![self.plan_name(first)?, self.token(&tools)?],
            None => vec![self.token(first)?],
        };
        parts.extend(inner.next_if(Rule::path).map(|path| self.plan_path(path)).transpose()?);
        Ok(parts)
    }

    /// One rule of a block.
    fn plan_rule(&mut self, pair: Pair<'t>) -> Parts {
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let mut parts = match rule {
            Rule::require | Rule::deny_when | Rule::approve_when => {
                self.plan_keyword_and_condition(inner.next()?)?
            }
            Rule::limit => {
                let path =
                    inner.next_if(Rule::path).map(|path| self.plan_path(path)).transpose()?;
                let numbers = [self.token(&inner.next()?)?, self.token(&inner.next()?)?];
                path.into_iter().chain(numbers).collect()
            }
            _ => return Err(InternalError::unexpected(rule, Rule::item)),
        };
        parts.extend(self.plan_text_clause(&mut inner, false)?);
        Ok(parts)
    }

    fn plan_keyword_and_condition(&mut self, condition: Pair<'t>) -> Parts {
        Ok(vec![self.go_to(self.start(&condition)), self.plan_condition(condition)?])
    }

    /// One step of a test.
    fn plan_step(&mut self, pair: Pair<'t>) -> Parts {
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        match rule {
            Rule::wait => self.plan_counted(&mut inner),
            Rule::call => {
                let mut parts =
                    vec![self.plan_name(&inner.next()?)?, self.plan_json(inner.next()?)?];
                if let Some(times) = inner.next_if(Rule::times) {
                    parts.extend(self.plan_counted(&mut Children::of(times))?);
                }
                parts.push(self.token(&inner.next()?)?);
                parts.extend(self.plan_text_clause(&mut inner, false)?);
                Ok(parts)
            }
            _ => Err(InternalError::unexpected(rule, Rule::step)),
        }
    }

    /// `1 time`, `2 times`, `1 minute`, `2 minutes`.
    fn plan_counted(&mut self, inner: &mut Children<'t>) -> Parts {
        let (count, noun) = (inner.next()?, inner.next()?);
        let singular = match noun.as_rule() {
            Rule::time => "time",
            Rule::minutes | Rule::hours | Rule::days => Window::name(build_window(&noun)?),
            rule => return Err(InternalError::unexpected(rule, Rule::windows)),
        };
        let plural = if count.as_str() == "1" { "" } else { "s" };
        let count = self.token(&count)?;
        Ok(vec![count, self.spelled(&noun, Some(format!("{singular}{plural}")))])
    }
}
