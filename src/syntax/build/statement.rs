//! Statements, rules and steps.

use super::Builder;
use super::token::{decision, window};
use crate::source::Spanned;
use crate::syntax::ast::{Rule as Item, Selector, Statement, Step, Text};
use crate::syntax::children::Children;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

impl Builder<'_> {
    /// Adds the statements of a run.
    pub(in crate::syntax) fn run(
        &mut self,
        pair: Pair<'_>,
        statements: &mut Vec<Spanned<Statement>>,
    ) -> Result<(), InternalError> {
        let mut inner = Children::of(pair);
        while let Some(statement) = inner.next_unless(Rule::EOI)? {
            statements.push(self.statement(statement)?);
        }
        inner.end()
    }

    /// The statement that a pair is.
    pub(in crate::syntax) fn statement(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Statement>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let statement = match rule {
            Rule::policy => Statement::Policy(self.text(&inner.next()?)?),
            Rule::catalog => Statement::Catalog(self.text(&inner.next()?)?),
            Rule::include => Statement::Include(self.text(&inner.next()?)?),
            Rule::default => Statement::Default(decision(&inner.next()?)?),
            Rule::constant_definition => Statement::Let {
                name: self.name(&inner.next()?)?,
                value: self.value(inner.next()?)?,
            },
            Rule::group => Statement::Group {
                name: self.name(&inner.next()?)?,
                selector: self.selector(inner.next()?)?,
            },
            Rule::classify => self.classify(&mut inner)?,
            Rule::allow => Statement::Allow {
                selector: self.selector(inner.next()?)?,
                rules: inner.next_if_any().map(|block| self.block(block)).transpose()?,
            },
            Rule::restrict => Statement::Restrict {
                selector: self.selector(inner.next()?)?,
                rules: self.block(inner.next()?)?,
            },
            Rule::deny => Statement::Deny {
                selector: self.selector(inner.next()?)?,
                because: self.optional_text(&mut inner)?,
            },
            Rule::approve => Statement::Approve {
                selector: self.selector(inner.next()?)?,
                because: self.optional_text(&mut inner)?,
            },
            Rule::hide => Statement::Hide(self.selector(inner.next()?)?),
            Rule::limit_all => Statement::LimitAll {
                max: self.count(&inner.next()?),
                window: window(&inner.next()?)?,
            },
            Rule::never => Statement::Never {
                selector: self.selector(inner.next()?)?,
                when: inner.next_if_any().map(|pair| self.condition(pair)).transpose()?,
            },
            Rule::accept => self.accept(&mut inner)?,
            Rule::test => self.test_statement(&mut inner)?,
            _ => return Err(InternalError::unexpected(rule, Rule::statement)),
        };
        inner.end()?;
        Ok(Spanned::new(statement, span))
    }

    fn classify(&mut self, inner: &mut Children<'_>) -> Result<Statement, InternalError> {
        Ok(Statement::Classify {
            tools: self.terms(inner)?,
            class: self.text(&inner.next()?)?,
            because: self.text(&inner.next()?)?,
        })
    }

    fn accept(&mut self, inner: &mut Children<'_>) -> Result<Statement, InternalError> {
        let lint = self.text(&inner.next()?)?;
        let selector = inner.next_if(Rule::selector);
        Ok(Statement::Accept {
            lint,
            selector: selector.map(|selector| self.selector(selector)).transpose()?,
            because: self.text(&inner.next()?)?,
            until: self.optional_text(inner)?,
        })
    }

    fn test_statement(&mut self, inner: &mut Children<'_>) -> Result<Statement, InternalError> {
        let name = self.text(&inner.next()?)?;
        let mut inside = Children::of(inner.next()?);
        let mut steps = Vec::new();
        while let Some(step) = inside.next_if_any() {
            steps.push(self.step(step)?);
        }
        Ok(Statement::Test { name, steps })
    }

    /// A reason, a counter's name, a message or a date, if there is one.
    fn optional_text(&mut self, inner: &mut Children<'_>) -> Result<Option<Text>, InternalError> {
        inner.next_if_any().map(|text| self.text(&text)).transpose()
    }

    fn block(&mut self, pair: Pair<'_>) -> Result<Vec<Spanned<Item>>, InternalError> {
        let mut inner = Children::of(pair);
        let mut block = Vec::new();
        while let Some(item) = inner.next_if_any() {
            block.push(self.item(item)?);
        }
        Ok(block)
    }

    /// The rule that a pair is.
    pub(in crate::syntax) fn item(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Item>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let item = match rule {
            Rule::limit => self.limit(&mut inner)?,
            Rule::require => Item::Require {
                condition: self.condition(inner.next()?)?,
                because: self.optional_text(&mut inner)?,
            },
            Rule::deny_when => Item::DenyWhen {
                condition: self.condition(inner.next()?)?,
                because: self.optional_text(&mut inner)?,
            },
            Rule::approve_when => Item::ApproveWhen {
                condition: self.condition(inner.next()?)?,
                because: self.optional_text(&mut inner)?,
            },
            _ => return Err(InternalError::unexpected(rule, Rule::item)),
        };
        inner.end()?;
        Ok(Spanned::new(item, span))
    }

    fn limit(&mut self, inner: &mut Children<'_>) -> Result<Item, InternalError> {
        let sum = inner.next_if(Rule::path);
        Ok(Item::Limit {
            sum: sum.map(|path| self.path(path)).transpose()?,
            max: self.count(&inner.next()?),
            window: window(&inner.next()?)?,
            counter: self.optional_text(inner)?,
        })
    }

    /// The step that a pair is.
    pub(in crate::syntax) fn step(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Step>, InternalError> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = Children::of(pair);
        let step = match rule {
            Rule::wait => {
                Step::Wait { count: self.count(&inner.next()?), window: window(&inner.next()?)? }
            }
            Rule::call => self.call(&mut inner)?,
            _ => return Err(InternalError::unexpected(rule, Rule::step)),
        };
        inner.end()?;
        Ok(Spanned::new(step, span))
    }

    fn call(&mut self, inner: &mut Children<'_>) -> Result<Step, InternalError> {
        let tool = self.name_or_string(&inner.next()?)?;
        let arguments = self.arguments(inner.next()?)?;
        let times = match inner.next_if(Rule::times) {
            Some(times) => Some(self.count(&Children::of(times).next()?)),
            None => None,
        };
        let outcome = inner.next()?;
        let expect = Spanned::new(decision(&outcome)?, self.span(&outcome));
        Ok(Step::Call { tool, arguments, times, expect, message: self.optional_text(inner)? })
    }

    /// A block statement whose block is read rule by rule: what its head says.
    pub(in crate::syntax) fn head(&mut self, pair: Pair<'_>) -> Result<Head, InternalError> {
        let rule = pair.as_rule();
        let first = Children::of(pair).next()?;
        Ok(match rule {
            Rule::test_head => Head::Test(self.text(&first)?),
            Rule::restrict_head => Head::Restrict(self.selector(first)?),
            Rule::allow_head => Head::Allow(self.selector(first)?),
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
