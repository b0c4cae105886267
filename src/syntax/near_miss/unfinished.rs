//! Pieces that end too early: `limit 5 per`, `(a and b`, `in ["a", "b"`, `restrict x`. What is wrong
//! stands before the next piece, where reading fails.

use super::{NearMiss, explained, span_from};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};

/// A piece of which the end is missing.
pub(super) fn detect_unfinished(context: &Context<'_>) -> Option<NearMiss> {
    context.token.is_none_or(|token| begins_another(&token)).then_some(())?;
    open_bracket(context).or_else(|| limit(context)).or_else(|| restrict(context))
}

/// Whether a token belongs to what follows.
fn begins_another(token: &Token<'_>) -> bool {
    let words = keywords::STATEMENTS.iter().chain(&keywords::RULES).chain(&keywords::STEPS);
    token.is("}") || token.first_on_line && words.into_iter().any(|word| token.is(word))
}

/// `(a and b`, `in ["a", "b"`
fn open_bracket(context: &Context<'_>) -> Option<NearMiss> {
    let mut open: Vec<&Token<'_>> = Vec::new();
    for token in context.before.iter().filter(|token| token.kind == Kind::Mark) {
        match token.text {
            "(" | "[" | "{" => open.push(token),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
    }
    let (bracket, last) = (open.pop()?, context.back(1)?);
    let close = match bracket.text {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    let help = match last.start == bracket.start {
        true => format!("remove it, or write what it holds and `{close}`"),
        false => format!("write `{close}` after `{}`", last.text),
    };
    Some(explained(context.span(bracket), format!("this `{}` isn't closed", bracket.text), help))
}

/// `limit 5 per`, `limit all tools to 5`
fn limit(context: &Context<'_>) -> Option<NearMiss> {
    let (first, last) = (context.before.first()?, context.back(1)?);
    first.is("limit").then_some(())?;
    let written = context.text.get(first.start..last.end())?;
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let missing = match last.kind {
        Kind::Number => " per minute",
        _ if last.is("per") => " minute",
        _ if last.is("limit") && !context.inside => " all tools to N per WINDOW",
        _ if last.is("limit") || last.is("to") => " N per WINDOW",
        _ if last.is("tools") => " to N per WINDOW",
        _ => return None,
    };
    let windows = match missing.ends_with("minute") {
        true => ", `per hour` or `per day`",
        false => ", with `minute`, `hour` or `day`",
    };
    let help = format!("write `{written}{missing}`{windows}");
    Some(explained(span_from(context, first, last), "the limit isn't finished", help))
}

/// `restrict x`
fn restrict(context: &Context<'_>) -> Option<NearMiss> {
    let (first, last) = (context.before.first()?, context.back(1)?);
    let names_tools = first.is("restrict") && context.before.len() > 1 && !last.is(",");
    (names_tools && !context.inside).then_some(())?;
    let selector = super::statement::selector_text(context.text.get(first.end()..last.end())?);
    let help = format!(
        "write `restrict {selector} {{ … }}`; for every call of the tools, write `deny {selector}` or \
         `approve {selector}`"
    );
    let span = span_from(context, first, last);
    Some(explained(span, "`restrict` takes rules in braces", help))
}
