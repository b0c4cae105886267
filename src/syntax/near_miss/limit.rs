//! Near misses in limits.

use super::condition::is_path;
use super::{NearMiss, clause, explained, inside, replaced, span_from};
use crate::source::Span;
use crate::syntax::defined::definition;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::lexis::{self, Kind, Token};

/// Limits in other forms.
pub(super) fn detect_in_limit(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    if let Some(sum) = sum(context, token) {
        return Some(sum);
    }
    if before.is("limit") && token.is("to") && context.before.len() == 1 {
        let rest = clause(context, token.end());
        let word = if context.inside { "limit" } else { "limit all tools to" };
        let instead = format!("{word} {}", mended(&rest));
        let message = "`to` stands between what is counted and the number";
        return Some(explained(context.span(token), message, format!("write `{instead}`")));
    }
    if let Some(count) = count(context, before, token) {
        return Some(count);
    }
    if before.kind == Kind::Number && token.kind == Kind::Word {
        return unit(context, before, token);
    }
    match before.text {
        "per" => window_after_per(context, token),
        "limit" if !context.inside && context.before.len() == 1 => outside_braces(context, token),
        _ if token.is("/") => slash(context, token),
        _ => None,
    }
}

/// `limit "5 per hour"`, `limit max per hour`
fn count(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let counts = before.is("limit") && context.inside || before.is("to");
    context.before.first().filter(|first| counts && first.is("limit"))?;
    let span = context.span(token);
    if token.kind == Kind::String {
        let limit = mended(token.text.trim_matches('"'));
        let is_limit = limit.starts_with(|first: char| first.is_ascii_digit());
        return is_limit.then(|| replaced(span, "limits are written without quotes", limit));
    }
    let value = definition(context.text, token.text).filter(|_| token.kind == Kind::Word)?;
    let rest = mended(&clause(context, token.end()));
    let instead = format!("{value} {rest}");
    let help = format!("write its value: `{}`", instead.trim_end());
    Some(explained(span, "a `let` can't stand for the number of a limit", help))
}

/// `limit args.a <= 500 per day`, `limit 200 of args.a per day`, `limit all to 5 per hour`
fn sum(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let limit = context.before.first().filter(|first| first.is("limit"))?;
    let clause = clause(context, limit.start);
    let words: Vec<_> = lexis::words(&clause, 0).collect();
    let subject = subject(context, token, &clause, &words)?;
    let number = words.iter().find(|word| word.kind == Kind::Number).map_or("N", |word| word.text);
    let window = words.iter().find_map(|word| window(word.text)).unwrap_or("WINDOW");
    let (found, span) = (token.text.to_owned(), context.span(token));
    let instead = format!("limit {subject} to {number} per {window}");
    Some(NearMiss::OtherForm { found, instead, span })
}

/// What a limit on a sum or on all tools is of, where `to` must stand and doesn't.
fn subject(
    context: &Context<'_>,
    token: &Token<'_>,
    clause: &str,
    words: &[Token<'_>],
) -> Option<String> {
    if token.first_on_line || ["[", "(", ".", "}"].iter().any(|mark| token.is(mark)) {
        return None;
    }
    let argument = context.before.iter().find(|word| word.is("args"));
    if let Some(args) = argument.filter(|_| context.inside && is_path(context)) {
        return Some(dotted(context.text, args.start).to_owned());
    }
    let next = context.next?;
    let is_number = context.back(1)?.kind == Kind::Number;
    match context.before.len() {
        2 if context.inside && is_number && next.is("args") => {
            Some(dotted(context.text, next.start).to_owned())
        }
        1 if context.inside && next.is("(") => {
            let args = words.iter().find(|word| word.is("args"))?;
            Some(dotted(clause, args.start).to_owned())
        }
        1 if context.inside && token.kind == Kind::Word => {
            let named = words.get(2).is_some_and(|word| word.is("to") || word.kind == Kind::Mark);
            named.then(|| format!("args.{}", dotted(context.text, token.start)))
        }
        2 if !context.inside && context.back(1)?.is("all") => Some("all tools".to_owned()),
        3 if !context.inside && context.back(1)?.is("tools") && token.kind == Kind::Number => {
            Some("all tools".to_owned())
        }
        _ => None,
    }
}

/// What people count, where a limit counts calls in any case.
const UNITS: [&str; 9] =
    ["calls", "call", "requests", "request", "times", "time", "invocations", "uses", "tokens"];

/// What people write for `per`.
const EACH: [&str; 6] = ["a", "an", "every", "each", "in", "within"];

/// `5 requests per minute`, `5 every minute`
fn unit(context: &Context<'_>, count: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (word, span) = (token.text.to_owned(), context.span(token));
    context.before.first().filter(|first| first.is("limit"))?;
    match token.text {
        _ if EACH.contains(&token.text) => Some(NearMiss::LimitPer { word, span }),
        _ if UNITS.contains(&token.text) => {
            let limit = mended(&clause(context, count.start));
            let rest = rest_of_unit(context, token);
            Some(NearMiss::LimitUnit { word, limit, rest, span })
        }
        _ => None,
    }
}

/// `requests per minutes`, and what it is instead; nothing where it is right without its first word.
fn rest_of_unit(context: &Context<'_>, unit: &Token<'_>) -> Option<(Span, String)> {
    let mut words = lexis::words(context.text, unit.start).skip(1);
    let (each, last) = (words.next()?, words.next()?);
    let meant = window(last.text)?;
    let is_right = each.is("per") && last.is(meant);
    let begins = each.is("per") || EACH.contains(&each.text);
    (begins && !is_right).then(|| (span_from(context, unit, &last), format!("per {meant}")))
}

/// A limit as it is written: without what it counts, with `per` before one of the windows.
pub(super) fn mended(limit: &str) -> String {
    let spaced = limit.replace('/', " per ");
    let words: Vec<_> = spaced.split_whitespace().filter(|word| !UNITS.contains(word)).collect();
    let is_window = |at: usize| words.get(at).is_some_and(|word| window(word).is_some());
    let mend = |(at, word): (usize, &&'_ str)| match window(word) {
        _ if EACH.contains(word) && is_window(at + 1) => "per".to_owned(),
        Some(window) if at > 0 => window.to_owned(),
        Some(_) | None => (*word).to_owned(),
    };
    words.iter().enumerate().map(mend).collect::<Vec<_>>().join(" ")
}

/// Another window than the three.
fn window_after_per(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    const OTHERS: [&str; 5] = ["second", "week", "month", "quarter", "year"];
    let span = context.span(token);
    match (token.kind, window(token.text)) {
        (Kind::Word, Some(window)) => {
            let written = token.text.to_owned();
            let limit = format!("{}{window}", start_of_limit(context, token));
            Some(NearMiss::PluralWindow { written, window, limit, span })
        }
        (Kind::Word, None) if !OTHERS.contains(&token.text.trim_end_matches('s')) => None,
        (Kind::Word | Kind::Number, None) => Some(NearMiss::LongWindow { span }),
        _ => None,
    }
}

/// `limit 5 per ` before its window, where both stand in one line.
fn start_of_limit(context: &Context<'_>, window: &Token<'_>) -> String {
    let limit = context.before.first().filter(|first| first.is("limit"));
    let text = limit.and_then(|limit| context.text.get(limit.start..window.start));
    text.filter(|text| !text.contains('\n')).unwrap_or("per ").to_owned()
}

/// The window that a word means.
pub(super) fn window(word: &str) -> Option<&'static str> {
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
    let above = inside::statement_above(context, limit.start);
    match token.kind {
        _ if token.is("args") => Some(NearMiss::RuleOutsideBraces { rule, above, span }),
        Kind::Number => {
            let limit = mended(&clause(context, token.start));
            Some(NearMiss::LimitOutsideBraces { limit, above, span })
        }
        Kind::Word | Kind::String => Some(limit_of_tools(context, token)),
        Kind::Comment | Kind::Regex | Kind::Mark => None,
    }
}

/// `send_email to 5 per minute`, as far as it is written.
fn limit_of_tools(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let rest = clause(context, token.start);
    let number = rest.find(|character: char| character.is_ascii_digit());
    let (tools, limit) = match (rest.split_once(" to "), number) {
        (Some(parts), _) => parts,
        (None, Some(at)) if rest.get(..at).is_some_and(|before| before.ends_with(' ')) => {
            rest.split_at(at)
        }
        (None, _) => (rest.as_str(), "N per WINDOW"),
    };
    let (tools, limit) = (tools.trim().to_owned(), mended(limit));
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
