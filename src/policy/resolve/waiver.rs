//! `accept` statements.

use jiff::civil::Date;

use super::Resolver;
use super::error::FileError;
use super::select::{Usage, span_of};
use crate::policy::Waiver;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Selector, Text};

impl Resolver<'_> {
    /// A waiver; `None` where its date is none, which is reported.
    pub(super) fn waiver(
        &mut self,
        (span, own): (Span, bool),
        lint: &Text,
        selector: Option<&Selector>,
        (because, until): (&Text, Option<&Text>),
    ) -> Option<Waiver> {
        let usage = Usage { refuses: true, own };
        let tools = selector.map(|selector| (self.tools_today(selector, usage), span_of(selector)));
        let until = match until.map(|date| self.date(date)) {
            Some(None) => return None,
            date => date.flatten(),
        };
        let because = because.node.clone();
        Some(Waiver { span, own, lint: lint.clone(), tools, because, until })
    }

    fn date(&mut self, text: &Text) -> Option<Spanned<Date>> {
        match text.node.parse() {
            Ok(date) => Some(Spanned::new(date, text.span)),
            Err(_) => {
                self.report(FileError::NoDate { text: text.node.clone(), span: text.span });
                None
            }
        }
    }
}
