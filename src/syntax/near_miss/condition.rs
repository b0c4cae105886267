//! Near misses in conditions.

use super::{NearMiss, is_dot, is_key, span_from, touch};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};
use crate::syntax::operator;

/// What stands in or beside a test of an argument.
pub(super) fn detect_in_condition(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    bracket(context, before, token)
        .or_else(|| negation(context, before, token))
        .or_else(|| operand(context, before, token))
        .or_else(|| argument(context, before, token))
        .or_else(|| no_operator(context, before, token))
}

/// `args.a[0]`, `args["a"]`, `in (…)`
fn bracket(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    let key = context.next.filter(|next| next.kind == Kind::String);
    match token.text {
        "[" if is_path(context) || before.is("args") => Some(match key {
            Some(key) => NearMiss::BracketKey { key: key.text.to_owned(), span },
            None => NearMiss::ArrayIndex { span },
        }),
        "(" if before.is("in") => Some(NearMiss::ListBrackets { span }),
        _ if token.kind == Kind::Number && is_dot(Some(before)) => {
            Some(NearMiss::ArrayIndex { span })
        }
        _ => None,
    }
}

/// `not` where no `in` follows it, `!`
fn negation(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = match token.text {
        "not" | "!" => context.span(token),
        _ if before.is("not") => context.span(before),
        _ => return None,
    };
    Some(NearMiss::Not { span })
}

/// What can't be compared with.
fn operand(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    match token.kind {
        Kind::String if before.is("matches") => Some(NearMiss::QuotedRegex { span }),
        Kind::Word if before.kind == Kind::Regex && touch(before, token) => {
            Some(NearMiss::RegexFlags { flags: token.text.to_owned(), span })
        }
        Kind::Word if token.is("args") && !is_part_start(before) && has_argument(context) => {
            Some(NearMiss::ArgumentOnTheRight { span })
        }
        _ => None,
    }
}

/// An argument's name without `args`.
fn argument(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    const OTHERS: [&str; 6] = ["arguments", "arg", "params", "parameters", "input", "inputs"];
    let name = token.kind == Kind::Word && !keywords::is_reserved(token.text);
    (name && is_part_start(before)).then(|| {
        let prefix = OTHERS.contains(&token.text) && is_dot(context.next.as_ref());
        let name = if prefix { "…" } else { token.text };
        NearMiss::MissingArgs { name: name.to_owned(), span: context.span(token) }
    })
}

/// Something else than an operator after an argument.
fn no_operator(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let two = |operator: &str, instead| {
        let span = span_from(context, before, token);
        Some(NearMiss::UnknownOperator {
            operator: operator.to_owned(),
            instead: Some(instead),
            span,
        })
    };
    let span = context.span(token);
    match (before.text, token.text) {
        ("==", "=") if touch(before, token) => two("===", "=="),
        ("!=", "=") if touch(before, token) => two("!==", "!="),
        ("<", ">") if touch(before, token) => two("<>", "!="),
        (_, "=") if is_path(context) => Some(NearMiss::SingleEquals { span }),
        _ if !is_path(context) || !matches!(token.kind, Kind::Word | Kind::Mark) => None,
        (_, "}" | "{" | ")" | "," | "." | ":" | "#") => None,
        (_, word) if keywords::is_reserved(word) => None,
        (_, word) => Some(NearMiss::UnknownOperator {
            operator: word.to_owned(),
            instead: operator::meant_by(word),
            span,
        }),
    }
}

/// Whether a part of a condition begins after this token.
fn is_part_start(token: &Token<'_>) -> bool {
    ["require", "when", "and", "or", "("].iter().any(|word| token.is(word))
}

/// Whether the tokens before end with an argument's path.
fn is_path(context: &Context<'_>) -> bool {
    is_key(context.back(1)) && is_dot(context.back(2))
}

/// Whether the piece speaks of an argument already.
fn has_argument(context: &Context<'_>) -> bool {
    context.before.iter().any(|token| token.is("args"))
}
