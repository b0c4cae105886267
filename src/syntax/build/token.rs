//! Tokens: words, strings, numbers, counts.

use super::{Builder, string};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Decision, MAX_COUNT, Number, Text, Value, Window};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;
use crate::syntax::keywords;

impl Builder<'_> {
    /// A word that names something; the first reserved one is remembered.
    pub(super) fn build_name(&mut self, pair: &Pair<'_>) -> Result<Text, InternalError> {
        match pair.as_rule() {
            Rule::word | Rule::name | Rule::tool => {
                let (span, word) = (self.span(pair), pair.as_str());
                if keywords::begins_reserved(word) {
                    self.reserved.get_or_insert(span);
                }
                Ok(Spanned::new(word.to_owned(), span))
            }
            _ => Err(InternalError::unexpected(pair.as_rule(), Rule::name)),
        }
    }

    /// A word that names something, or a string that names it whatever is in it.
    pub(super) fn build_name_or_string(&mut self, pair: &Pair<'_>) -> Result<Text, InternalError> {
        match pair.as_rule() {
            Rule::string => self.build_text(pair),
            _ => self.build_name(pair),
        }
    }

    /// A word as it stands, or a string with its escapes resolved.
    pub(super) fn build_text(&mut self, pair: &Pair<'_>) -> Result<Text, InternalError> {
        let text = match pair.as_rule() {
            Rule::string => self.build_string(pair),
            Rule::word | Rule::date => pair.as_str().to_owned(),
            _ => return Err(InternalError::unexpected(pair.as_rule(), Rule::string)),
        };
        Ok(Spanned::new(text, self.span(pair)))
    }

    /// The text that a quoted string stands for.
    pub(super) fn build_string(&mut self, pair: &Pair<'_>) -> String {
        let quoted = pair.as_str();
        let inside = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
        if !inside.bytes().any(|byte| byte == b'\\' || byte < b' ') {
            return inside.to_owned();
        }
        serde_json::from_str(quoted).unwrap_or_else(|_| {
            self.report_fault(pair, quoted);
            inside.to_owned()
        })
    }

    fn report_fault(&mut self, pair: &Pair<'_>, quoted: &str) {
        let token = self.span(pair);
        let Some((range, message)) = string::fault(quoted) else { return };
        let start = token.start as usize;
        let span = Span::new(self.source, start + range.start, start + range.end);
        self.report(SyntaxError::StringForm { message, span }.finding());
    }

    /// A string, number or constant.
    pub(super) fn build_scalar(&mut self, pair: &Pair<'_>) -> Result<Value, InternalError> {
        Ok(match pair.as_rule() {
            Rule::string => Value::String(self.build_string(pair)),
            Rule::number => self.build_number(pair),
            Rule::true_word => Value::Bool(true),
            Rule::false_word => Value::Bool(false),
            Rule::null_word => Value::Null,
            _ => return Err(InternalError::unexpected(pair.as_rule(), Rule::scalar)),
        })
    }

    /// A number; zero for one that is reported, so that it still has a number's type.
    fn build_number(&mut self, pair: &Pair<'_>) -> Value {
        let spelling = pair.as_str();
        let number = Number::new(spelling).or_else(|| {
            let span = self.span(pair);
            self.report(SyntaxError::NumberForm { text: spelling.to_owned(), span }.finding());
            Number::new("0")
        });
        number.map_or(Value::Null, Value::Number)
    }

    /// A whole number from 1 to [`MAX_COUNT`].
    pub(super) fn build_count(&mut self, pair: &Pair<'_>) -> Spanned<u64> {
        let span = self.span(pair);
        let count = pair.as_str().parse().ok().filter(|count| (1..=MAX_COUNT).contains(count));
        if count.is_none() {
            let text = pair.as_str().to_owned();
            self.report(SyntaxError::CountRange { text, span }.finding());
        } else if pair.as_str().starts_with('0') {
            let text = pair.as_str().to_owned();
            self.report(SyntaxError::NumberForm { text, span }.finding());
        }
        Spanned::new(count.unwrap_or(1), span)
    }
}

/// `minute`, `hour`, `day`, with or without `s`.
pub(in crate::syntax) fn build_window(pair: &Pair<'_>) -> Result<Window, InternalError> {
    match pair.as_rule() {
        Rule::minute | Rule::minutes => Ok(Window::Minute),
        Rule::hour | Rule::hours => Ok(Window::Hour),
        Rule::day | Rule::days => Ok(Window::Day),
        _ => Err(InternalError::unexpected(pair.as_rule(), Rule::window)),
    }
}

/// `allow` or `deny`.
pub(super) fn build_decision(pair: &Pair<'_>) -> Result<Decision, InternalError> {
    match pair.as_rule() {
        Rule::allowed => Ok(Decision::Allow),
        Rule::denied => Ok(Decision::Deny),
        _ => Err(InternalError::unexpected(pair.as_rule(), Rule::decision)),
    }
}
