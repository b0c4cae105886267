//! Selectors and their terms.

use std::iter::Peekable;

use super::Builder;
use crate::source::Spanned;
use crate::syntax::ast::{Selector, Term, TermKind};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// `terms [except terms]`
    pub(super) fn selector(&mut self, pair: Pair<'_>) -> Selector {
        let mut pairs = pair.into_inner().peekable();
        let terms = self.terms(&mut pairs);
        let except = pairs.next().map(|except| self.terms(&mut except.into_inner().peekable()));
        Selector { terms, except: except.unwrap_or_default() }
    }

    /// Names, globs and sets, as many as follow; a `tools` token belongs to the name before it.
    pub(super) fn terms<'i>(
        &mut self,
        pairs: &mut Peekable<impl Iterator<Item = Pair<'i>>>,
    ) -> Vec<Term> {
        let mut terms = Vec::with_capacity(1);
        while let Some(pair) = pairs.next_if(|next| is_name(next.as_rule())) {
            let tools = pairs.next_if(|next| next.as_rule() == Rule::tools);
            terms.push(match tools {
                Some(tools) => self.set(&pair, &tools),
                None => self.term(&pair),
            });
        }
        terms
    }

    fn set(&mut self, name: &Pair<'_>, tools: &Pair<'_>) -> Term {
        let span = self.span(name).to(self.span(tools));
        let name = match name.as_rule() {
            Rule::string => self.text(name),
            _ => self.name(name),
        };
        if name.node.contains('*') {
            self.report(
                SyntaxError::GlobSet { pattern: name.node.clone(), span: name.span }.finding(),
            );
        }
        Spanned::new(TermKind::Set(name), span)
    }

    fn term(&mut self, pair: &Pair<'_>) -> Term {
        let quoted = pair.as_rule() == Rule::string;
        let name = if quoted { self.text(pair) } else { self.name(pair) };
        name.map(|text| match text.contains('*') {
            true => TermKind::Glob { pattern: text, quoted },
            false => TermKind::Name { name: text, quoted },
        })
    }
}

fn is_name(rule: Rule) -> bool {
    matches!(rule, Rule::name | Rule::string)
}
