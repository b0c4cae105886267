//! A single `=` where an operator stands: `= 5`, `=< 5`, `= in ["a"]`.

use super::{NearMiss, span_from};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// How many tokens are looked at: the longest operator and what stands after it.
const LONGEST: usize = 6;

/// What was meant by an operator that begins with `=`.
pub(super) fn detect_equals(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let tokens = lexis::words(context.text, token.start).take(LONGEST);
    let tokens: Vec<_> =
        tokens.take_while(|other| other.start == token.start || !other.first_on_line).collect();
    let (length, meant) = meant_by_equals(&tokens);
    if length == 1 && meant.is_none_or(|meant| meant == "==") {
        return NearMiss::SingleEquals { fixes: meant.is_some(), span: context.span(token) };
    }
    let last = tokens.get(length.saturating_sub(1)).unwrap_or(token);
    let operator = context.text.get(token.start..last.end()).unwrap_or_default().to_owned();
    let instead = meant.map(str::to_owned);
    NearMiss::UnknownOperator { operator, instead, span: span_from(context, token, last) }
}

/// How many tokens an operator has that begins with `=`, and how the language writes it, where
/// that is plain.
pub(super) fn meant_by_equals(tokens: &[Token<'_>]) -> (usize, Option<&'static str>) {
    let marks = tokens.iter().take_while(|token| is_of_operator(token)).count();
    let after = tokens.get(marks..).unwrap_or_default();
    let Some(next) = after.first() else { return (marks, None) };
    if next.is("/") {
        return (marks, Some("matches"));
    }
    if marks > 1 {
        let joined: String = tokens.iter().take(marks).map(|token| token.text).collect();
        return (marks, operator::meant_by(&joined));
    }
    if next.is("[") {
        return (marks, Some("in"));
    }
    let words: Vec<_> = after.iter().map(|token| token.text).collect();
    match operator::named(&words) {
        Some((operator, length)) => (marks + length, Some(operator)),
        None => (marks, is_operand(next).then_some("==")),
    }
}

fn is_of_operator(token: &Token<'_>) -> bool {
    ["=", "==", "<", ">", "<=", ">=", "=>", "!", "!=", "~"].iter().any(|mark| token.is(mark))
}

/// Whether a value or the name of one begins with this token.
fn is_operand(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::String | Kind::Number => true,
        Kind::Word => {
            ["true", "false", "null"].contains(&token.text) || !keywords::is_reserved(token.text)
        }
        Kind::Comment | Kind::Regex | Kind::Mark => false,
    }
}
