//! Statements, rules and steps.

use super::Builder;
use super::token::{decision, window};
use crate::source::Spanned;
use crate::syntax::ast::{Rule as Item, Selector, Statement, Step, Text};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// The statement that a pair is; `None` for a pair of any other rule.
    pub(in crate::syntax) fn statement(&mut self, pair: Pair<'_>) -> Option<Spanned<Statement>> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let first = inner.next()?;
        let statement = match rule {
            Rule::policy => Statement::Policy(self.text(&first)),
            Rule::catalog => Statement::Catalog(self.text(&first)),
            Rule::include => Statement::Include(self.text(&first)),
            Rule::default => Statement::Default(decision(&first)),
            Rule::constant_definition => {
                Statement::Let { name: self.name(&first), value: self.value(inner.next()?) }
            }
            Rule::group => {
                Statement::Group { name: self.name(&first), selector: self.selector(inner.next()?) }
            }
            Rule::classify => self.classify(first, inner)?,
            Rule::allow => Statement::Allow {
                selector: self.selector(first),
                rules: inner.next().map(|block| self.block(block)),
            },
            Rule::restrict => Statement::Restrict {
                selector: self.selector(first),
                rules: self.block(inner.next()?),
            },
            Rule::deny => Statement::Deny {
                selector: self.selector(first),
                because: self.because(inner.next()),
            },
            Rule::approve => Statement::Approve {
                selector: self.selector(first),
                because: self.because(inner.next()),
            },
            Rule::hide => Statement::Hide(self.selector(first)),
            Rule::limit_all => {
                Statement::LimitAll { max: self.count(&first), window: window(&inner.next()?) }
            }
            Rule::never => Statement::Never {
                selector: self.selector(first),
                when: inner.next().map(|pair| self.condition(pair)),
            },
            Rule::accept => self.accept(&first, inner)?,
            Rule::test => Statement::Test {
                name: self.text(&first),
                steps: inner.filter_map(|step| self.step(step)).collect(),
            },
            _ => return None,
        };
        Some(Spanned::new(statement, span))
    }

    fn classify<'i>(
        &mut self,
        first: Pair<'i>,
        rest: impl Iterator<Item = Pair<'i>>,
    ) -> Option<Statement> {
        let mut pairs = std::iter::once(first).chain(rest).peekable();
        let tools = self.terms(&mut pairs);
        let class = self.text(&pairs.next()?);
        Some(Statement::Classify { tools, class, because: self.text(&pairs.next()?) })
    }

    fn accept<'i>(
        &mut self,
        lint: &Pair<'i>,
        mut rest: impl Iterator<Item = Pair<'i>>,
    ) -> Option<Statement> {
        let mut next = rest.next()?;
        let mut selector = None;
        if next.as_rule() == Rule::selector {
            selector = Some(self.selector(next));
            next = rest.next()?;
        }
        Some(Statement::Accept {
            lint: self.text(lint),
            selector,
            because: self.text(&next),
            until: rest.next().map(|date| self.text(&date)),
        })
    }

    fn because(&mut self, pair: Option<Pair<'_>>) -> Option<Text> {
        pair.map(|text| self.text(&text))
    }

    fn block(&mut self, pair: Pair<'_>) -> Vec<Spanned<Item>> {
        let items = pair.into_inner();
        let mut block = Vec::with_capacity(items.len());
        block.extend(items.filter_map(|item| self.item(item)));
        block
    }

    /// The rule that a pair is.
    pub(in crate::syntax) fn item(&mut self, pair: Pair<'_>) -> Option<Spanned<Item>> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        if rule == Rule::limit {
            return Some(Spanned::new(self.limit(inner)?, span));
        }
        let condition = self.condition(inner.next()?);
        let because = self.because(inner.next());
        let item = match rule {
            Rule::require => Item::Require { condition, because },
            Rule::deny_when => Item::DenyWhen { condition, because },
            _ => Item::ApproveWhen { condition, because },
        };
        Some(Spanned::new(item, span))
    }

    fn limit<'i>(&mut self, mut inner: impl Iterator<Item = Pair<'i>>) -> Option<Item> {
        let mut next = inner.next()?;
        let mut sum = None;
        if next.as_rule() == Rule::path {
            sum = Some(self.path(next));
            next = inner.next()?;
        }
        let max = self.count(&next);
        let window = window(&inner.next()?);
        Some(Item::Limit { sum, max, window, counter: self.because(inner.next()) })
    }

    /// The step that a pair is.
    pub(in crate::syntax) fn step(&mut self, pair: Pair<'_>) -> Option<Spanned<Step>> {
        let span = self.extent(&pair);
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let first = inner.next()?;
        let step = match rule {
            Rule::wait => Step::Wait { count: self.count(&first), window: window(&inner.next()?) },
            _ => self.call(&first, inner)?,
        };
        Some(Spanned::new(step, span))
    }

    fn call<'i>(
        &mut self,
        tool: &Pair<'i>,
        mut rest: impl Iterator<Item = Pair<'i>>,
    ) -> Option<Step> {
        let tool = match tool.as_rule() {
            Rule::string => self.text(tool),
            _ => self.name(tool),
        };
        let arguments = self.arguments(rest.next()?);
        let mut next = rest.next()?;
        let mut times = None;
        if next.as_rule() == Rule::times {
            times = next.into_inner().next().map(|count| self.count(&count));
            next = rest.next()?;
        }
        let expect = Spanned::new(decision(&next), self.span(&next));
        Some(Step::Call { tool, arguments, times, expect, message: self.because(rest.next()) })
    }

    /// A block statement whose block is read rule by rule: what its head says.
    pub(in crate::syntax) fn head(&mut self, pair: Pair<'_>) -> Option<Head> {
        let rule = pair.as_rule();
        let first = pair.into_inner().next()?;
        Some(match rule {
            Rule::test_head => Head::Test(self.text(&first)),
            Rule::restrict_head => Head::Restrict(self.selector(first)),
            _ => Head::Allow(self.selector(first)),
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
