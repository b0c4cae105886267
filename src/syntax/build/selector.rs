//! Selectors and their terms.

use super::Builder;
use crate::source::Spanned;
use crate::syntax::ast::{Selector, Term, TermKind};
use crate::syntax::children::Children;
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

impl Builder<'_> {
    /// `terms [except terms]`
    pub(super) fn build_selector(&mut self, pair: Pair<'_>) -> Result<Selector, InternalError> {
        let mut inner = Children::of(pair);
        let terms = self.build_terms(&mut inner)?;
        let except = match inner.next_if(Rule::except) {
            Some(except) => {
                let mut inner = Children::of(except);
                let terms = self.build_terms(&mut inner)?;
                inner.end()?;
                terms
            }
            None => Vec::new(),
        };
        inner.end()?;
        Ok(Selector { terms, except })
    }

    /// Names, globs and sets, as many as follow; a `tools` token belongs to the name before it.
    pub(super) fn build_terms(
        &mut self,
        inner: &mut Children<'_>,
    ) -> Result<Vec<Term>, InternalError> {
        let mut terms = Vec::with_capacity(1);
        while let Some(pair) = inner.next_if_in(&[Rule::name, Rule::string]) {
            terms.push(match inner.next_if(Rule::tools) {
                Some(tools) => self.build_set(&pair, &tools)?,
                None => self.build_term(&pair)?,
            });
        }
        Ok(terms)
    }

    fn build_set(&mut self, name: &Pair<'_>, tools: &Pair<'_>) -> Result<Term, InternalError> {
        let span = self.span(name).to(self.span(tools));
        let name = self.build_name_or_string(name)?;
        if name.node.contains('*') {
            self.report(
                SyntaxError::GlobSet { pattern: name.node.clone(), span: name.span }.finding(),
            );
        }
        Ok(Spanned::new(TermKind::Set(name), span))
    }

    fn build_term(&mut self, pair: &Pair<'_>) -> Result<Term, InternalError> {
        let quoted = pair.as_rule() == Rule::string;
        let name = self.build_name_or_string(pair)?;
        Ok(name.map(|text| match text.contains('*') {
            true => TermKind::Glob { pattern: text, quoted },
            false => TermKind::Name { name: text, quoted },
        }))
    }
}
