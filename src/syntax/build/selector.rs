//! Selectors and their terms.

use super::Builder;
use crate::source::Spanned;
use crate::syntax::ast::{Selector, Term, TermKind, Text};
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
        while let Some(pair) = inner.next_if_in(&[Rule::name, Rule::string, Rule::all_tools]) {
            let tools = match pair.as_rule() {
                Rule::all_tools => Some(pair.clone()),
                _ => inner.next_if(Rule::tools),
            };
            let Some(tools) = tools else {
                terms.push(self.build_term(&pair)?);
                continue;
            };
            terms.push(match inner.next_if(Rule::path) {
                Some(path) => self.build_taking(&pair, path)?,
                None => self.build_set(&pair, &tools)?,
            });
        }
        Ok(terms)
    }

    /// `tools with args.PATH`, perhaps with a class or group before it.
    fn build_taking(&mut self, first: &Pair<'_>, path: Pair<'_>) -> Result<Term, InternalError> {
        let set = match first.as_rule() {
            Rule::all_tools => None,
            _ => Some(self.build_set_name(first)?),
        };
        let path = self.build_path(path)?;
        let span = self.span(first).to(path.span);
        Ok(Spanned::new(TermKind::Taking { set, path }, span))
    }

    fn build_set(&mut self, name: &Pair<'_>, tools: &Pair<'_>) -> Result<Term, InternalError> {
        let span = self.span(name).to(self.span(tools));
        Ok(Spanned::new(TermKind::Set(self.build_set_name(name)?), span))
    }

    fn build_set_name(&mut self, name: &Pair<'_>) -> Result<Text, InternalError> {
        let name = self.build_name_or_string(name)?;
        if name.node.contains('*') {
            self.report(
                SyntaxError::GlobSet { pattern: name.node.clone(), span: name.span }.finding(),
            );
        }
        Ok(name)
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
