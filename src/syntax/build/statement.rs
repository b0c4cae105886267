//! Statements, rules and steps.

use super::Builder;
use super::token::{build_decision, build_window};
use crate::source::Spanned;
use crate::syntax::ast::{Rule as Item, Selector, Statement, Step, Text};
use crate::syntax::children::Children;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

impl Builder<'_> {
    /// Adds the statements of a run.
    pub(in crate::syntax) fn build_run(
        &mut self,
        pair: Pair<'_>,
        statements: &mut Vec<Spanned<Statement>>,
    ) -> Result<(), InternalError> {
        let mut inner = Children::of(pair);
        while let Some(statement) = inner.next_unless(Rule::EOI)? {
            statements.push(self.build_statement(statement)?);
        }
        inner.end()
    }

    /// The statement that a pair is.
    pub(in crate::syntax) fn build_statement(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Statement>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let statement = match rule {
            Rule::policy => Statement::Policy(self.build_text(&inner.next()?)?),
            Rule::catalog => Statement::Catalog(self.build_text(&inner.next()?)?),
            Rule::include => Statement::Include(self.build_text(&inner.next()?)?),
            Rule::default => Statement::Default(build_decision(&inner.next()?)?),
            Rule::constant_definition => Statement::Let {
                name: self.build_name(&inner.next()?)?,
                value: self.build_value(inner.next()?)?,
            },
            Rule::group => Statement::Group {
                name: self.build_name(&inner.next()?)?,
                selector: self.build_selector(inner.next()?)?,
            },
            Rule::classify => self.build_classify(&mut inner)?,
            Rule::allow => Statement::Allow {
                selector: self.build_selector(inner.next()?)?,
                rules: inner.next_if_any().map(|block| self.build_block(block)).transpose()?,
            },
            Rule::restrict => Statement::Restrict {
                selector: self.build_selector(inner.next()?)?,
                rules: self.build_block(inner.next()?)?,
            },
            Rule::deny => Statement::Deny {
                selector: self.build_selector(inner.next()?)?,
                because: self.build_optional_text(&mut inner)?,
            },
            Rule::approve => Statement::Approve {
                selector: self.build_selector(inner.next()?)?,
                because: self.build_optional_text(&mut inner)?,
            },
            Rule::hide => Statement::Hide(self.build_selector(inner.next()?)?),
            Rule::limit_all => Statement::LimitAll {
                max: self.build_count(&inner.next()?),
                window: build_window(&inner.next()?)?,
            },
            Rule::never => Statement::Never {
                selector: self.build_selector(inner.next()?)?,
                when: inner.next_if_any().map(|pair| self.build_condition(pair)).transpose()?,
            },
            Rule::accept => self.build_accept(&mut inner)?,
            Rule::test => self.build_test_statement(&mut inner)?,
            _ => return Err(InternalError::unexpected(rule, Rule::statement)),
        };
        inner.end()?;
        Ok(Spanned::new(statement, span))
    }

    fn build_classify(&mut self, inner: &mut Children<'_>) -> Result<Statement, InternalError> {
        Ok(Statement::Classify {
            tools: self.build_terms(inner)?,
            class: self.build_text(&inner.next()?)?,
            because: self.build_text(&inner.next()?)?,
        })
    }

    fn build_accept(&mut self, inner: &mut Children<'_>) -> Result<Statement, InternalError> {
        let lint = self.build_text(&inner.next()?)?;
        let selector = inner.next_if(Rule::selector);
        Ok(Statement::Accept {
            lint,
            selector: selector.map(|selector| self.build_selector(selector)).transpose()?,
            because: self.build_text(&inner.next()?)?,
            until: self.build_optional_text(inner)?,
        })
    }

    fn build_test_statement(
        &mut self,
        inner: &mut Children<'_>,
    ) -> Result<Statement, InternalError> {
        let name = self.build_text(&inner.next()?)?;
        let mut inside = Children::of(inner.next()?);
        let mut steps = Vec::new();
        while let Some(step) = inside.next_if_any() {
            steps.push(self.build_step(step)?);
        }
        Ok(Statement::Test { name, steps })
    }

    /// A reason, a counter's name, a message or a date, if there is one.
    fn build_optional_text(
        &mut self,
        inner: &mut Children<'_>,
    ) -> Result<Option<Text>, InternalError> {
        inner.next_if_any().map(|text| self.build_text(&text)).transpose()
    }

    fn build_block(&mut self, pair: Pair<'_>) -> Result<Vec<Spanned<Item>>, InternalError> {
        let mut inner = Children::of(pair);
        let mut block = Vec::new();
        while let Some(item) = inner.next_if_any() {
            block.push(self.build_item(item)?);
        }
        Ok(block)
    }

    /// The rule that a pair is.
    pub(in crate::syntax) fn build_item(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Item>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let item = match rule {
            Rule::limit => self.build_limit(&mut inner)?,
            Rule::require => Item::Require {
                condition: self.build_condition(inner.next()?)?,
                because: self.build_optional_text(&mut inner)?,
            },
            Rule::deny_when => Item::DenyWhen {
                condition: self.build_condition(inner.next()?)?,
                because: self.build_optional_text(&mut inner)?,
            },
            Rule::approve_when => Item::ApproveWhen {
                condition: self.build_condition(inner.next()?)?,
                because: self.build_optional_text(&mut inner)?,
            },
            _ => return Err(InternalError::unexpected(rule, Rule::item)),
        };
        inner.end()?;
        Ok(Spanned::new(item, span))
    }

    fn build_limit(&mut self, inner: &mut Children<'_>) -> Result<Item, InternalError> {
        let sum = inner.next_if(Rule::path);
        Ok(Item::Limit {
            sum: sum.map(|path| self.build_path(path)).transpose()?,
            max: self.build_count(&inner.next()?),
            window: build_window(&inner.next()?)?,
            counter: self.build_optional_text(inner)?,
        })
    }

    /// The step that a pair is.
    pub(in crate::syntax) fn build_step(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Step>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let step = match rule {
            Rule::wait => Step::Wait {
                count: self.build_count(&inner.next()?),
                window: build_window(&inner.next()?)?,
            },
            Rule::call => self.build_call(&mut inner)?,
            _ => return Err(InternalError::unexpected(rule, Rule::step)),
        };
        inner.end()?;
        Ok(Spanned::new(step, span))
    }

    fn build_call(&mut self, inner: &mut Children<'_>) -> Result<Step, InternalError> {
        let tool = self.build_name_or_string(&inner.next()?)?;
        let arguments = self.build_arguments(inner.next()?)?;
        let times = match inner.next_if(Rule::times) {
            Some(times) => Some(self.build_count(&Children::of(times).next()?)),
            None => None,
        };
        let outcome = inner.next()?;
        let expect = Spanned::new(build_decision(&outcome)?, self.span(&outcome));
        Ok(Step::Call { tool, arguments, times, expect, message: self.build_optional_text(inner)? })
    }

    /// A block statement whose block is read rule by rule: what its head says.
    pub(in crate::syntax) fn build_head(&mut self, pair: Pair<'_>) -> Result<Head, InternalError> {
        let rule = pair.as_rule();
        let first = Children::of(pair).next()?;
        Ok(match rule {
            Rule::test_head => Head::Test(self.build_text(&first)?),
            Rule::restrict_head => Head::Restrict(self.build_selector(first)?),
            Rule::allow_head => Head::Allow(self.build_selector(first)?),
            _ => return Err(InternalError::unexpected(rule, Rule::statement)),
        })
    }
}

/// What stands before the brace of a block.
pub(in crate::syntax) enum Head {
    /// `allow SELECTOR`
    Allow(Selector),
    /// `restrict SELECTOR`
    Restrict(Selector),
    /// `test "NAME"`
    Test(Text),
}
