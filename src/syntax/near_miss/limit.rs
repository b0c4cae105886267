//! Near misses in limits.

use super::{NearMiss, clause, span_from};
use crate::syntax::diagnose::Context;
use crate::syntax::lexis::{Kind, Token};

/// Limits in other forms.
pub(super) fn detect_in_limit(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    match before.text {
        "per" => window_after_per(context, token),
        "limit" if !context.inside && context.before.len() == 1 => outside_braces(context, token),
        _ if token.is("/") => slash(context, token),
        _ => None,
    }
}

/// Another window than the three.
fn window_after_per(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    const OTHERS: [&str; 5] = ["second", "week", "month", "quarter", "year"];
    let span = context.span(token);
    match (token.kind, window(token.text)) {
        (Kind::Word, Some(window)) => {
            let written = token.text.to_owned();
            Some(NearMiss::PluralWindow { written, window, span })
        }
        (Kind::Word, None) if !OTHERS.contains(&token.text.trim_end_matches('s')) => None,
        (Kind::Word | Kind::Number, None) => Some(NearMiss::LongWindow { span }),
        _ => None,
    }
}

/// The window that a word means.
fn window(word: &str) -> Option<&'static str> {
    match word {
        "minutes" | "minute" | "min" | "mins" | "m" => Some("minute"),
        "hours" | "hour" | "hr" | "hrs" | "h" => Some("hour"),
        "days" | "day" | "d" => Some("day"),
        _ => None,
    }
}

/// `limit` without `all tools`, as a statement.
fn outside_braces(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let limit = context.back(1)?;
    let (rule, span) = ("limit".to_owned(), span_from(context, limit, token));
    match token.kind {
        _ if token.is("args") => Some(NearMiss::RuleOutsideBraces { rule, span }),
        Kind::Number => Some(NearMiss::RuleOutsideBraces { rule, span }),
        Kind::Word | Kind::String => Some(limit_of_tools(context, token)),
        Kind::Comment | Kind::Regex | Kind::Mark => None,
    }
}

/// `send_email to 5 per minute`, as far as it is written.
fn limit_of_tools(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let rest = clause(context, token.start);
    let (tools, limit) = rest.split_once(" to ").unwrap_or((&rest, "N per WINDOW"));
    let (tools, limit) = (tools.trim().to_owned(), limit.trim().to_owned());
    NearMiss::LimitOfTools { tools, limit, span: context.span(token) }
}

/// `5/minute`
fn slash(context: &Context<'_>, slash: &Token<'_>) -> Option<NearMiss> {
    let count = context.back(1).filter(|token| token.kind == Kind::Number)?;
    let word = context.next.filter(|token| token.kind == Kind::Word)?;
    let span = span_from(context, count, slash).to(context.span(&word));
    Some(match window(word.text) {
        Some(window) => NearMiss::SlashLimit { count: count.text.to_owned(), window, span },
        None => NearMiss::LongWindow { span: context.span(&word) },
    })
}
