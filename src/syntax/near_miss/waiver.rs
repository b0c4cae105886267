//! Near misses in `accept` and `classify`.

use super::{NearMiss, clause, explained, replaced, span_from};
use crate::source::Span;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// `accept` and `classify` without what every one of them says: why.
pub(super) fn detect_no_reason(context: &Context<'_>) -> Option<NearMiss> {
    let first = context.before.first().filter(|first| is_waiver(first) || first.is("classify"))?;
    let ends = context.token.is_none_or(|token| {
        token.first_on_line && (keywords::STATEMENTS.contains(&token.text) || token.is("}"))
    });
    let has = |word: &str| context.before.iter().any(|token| token.is(word));
    let last = context.back(1).filter(|_| ends && context.before.len() > 1)?;
    let is_whole = matches!(last.kind, Kind::Word | Kind::String);
    let is_classified = is_waiver(first) || has("as");
    if has("because") || last.is("for") || last.is("as") || !is_whole || !is_classified {
        return None;
    }
    let span = span_from(context, first, last);
    let written = context.text.get(first.start..last.end())?;
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("`{}` says why: `because` is missing", first.text);
    Some(explained(span, message, format!("write `{written} because \"…\"`")))
}

fn is_waiver(token: &Token<'_>) -> bool {
    token.is("accept")
}

/// What stands in a waiver in another form.
pub(super) fn detect_waiver(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let first = context.before.first()?;
    if first.is("classify") {
        return class(context, token);
    }
    is_waiver(first).then_some(())?;
    name(context, token).or_else(|| tools(context, token)).or_else(|| until(context, token))
}

/// `classify t is read`, `classify t read`
fn class(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let next = context.next?;
    let is_verb = ["is", "=", "to", ":"].iter().any(|word| token.is(word));
    let is_class = token.kind == Kind::Word && next.is("because");
    let instead = match is_class {
        true => format!("as {}", token.text),
        false => "as".to_owned(),
    };
    let is_meant = is_class || is_verb && next.kind == Kind::Word;
    let is_new = !context.before.iter().any(|word| word.is("as")) && context.before.len() > 1;
    let message = "the class of a tool stands after `as`";
    (is_meant && is_new).then(|| replaced(context.span(token), message, instead))
}

/// `accept "unlimited-write"`, `accept *`, `accept warning[unlimited-write]`
fn name(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    if let Some(lint) = bracketed(context, token) {
        return Some(lint);
    }
    let (message, span) = ("a waiver names one lint", context.span(token));
    match context.before.len() {
        1 if token.kind == Kind::String => {
            let lint = token.text.trim_matches('"');
            let message = "the names of lints are written without quotes";
            Some(replaced(span, message, lint))
        }
        1 if token.text.contains('*') => Some(explained(
            span,
            message,
            "write an `accept` for each lint; a lint for all files is set in mcpol.toml",
        )),
        2 if [",", "and", "&", "+"].iter().any(|it| token.is(it)) => {
            let lint = context.back(1)?;
            let rest = clause(context, token.end());
            let after = lexis::words(&rest, 0).nth(1).map(|word| word.start);
            let after = after.and_then(|start| rest.get(start..)).unwrap_or("because \"…\"");
            let help = format!("write `accept {} {after}`, and the same for the other", lint.text);
            Some(explained(span, message, help))
        }
        _ => None,
    }
}

/// `warning[unlimited-write]`, as findings are printed.
fn bracketed(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (level, open) = match context.before.len() {
        1 if token.is("deny") => (*token, context.next?),
        2 => (*context.back(1)?, *token),
        _ => return None,
    };
    let mut after = lexis::words(context.text, open.end());
    let lint = after.next().filter(|lint| open.is("[") && lint.kind == Kind::Word)?;
    let close = after.next().filter(|close| close.is("]"))?;
    let span = span_from(context, &level, &close);
    Some(replaced(span, "a waiver names the lint alone", lint.text))
}

/// `accept unlimited-write on t`
fn tools(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let words = ["on", "in", "at", "to", "of", "from", ":"];
    let is_other = context.before.len() == 2 && words.iter().any(|word| token.is(word));
    let message = "the tools of a waiver stand after `for`";
    is_other.then(|| replaced(context.span(token), message, "for"))
}

/// `until 2027-06-30 because "…"`
fn until(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let rest = clause(context, token.start);
    let because = rest.find(" because ").filter(|_| token.is("until"))?;
    let (until, because) = rest.split_at(because);
    let has_reason = context.before.iter().any(|word| word.is("because"));
    let span = Span::new(context.source, token.start, token.start + rest.len());
    let instead = format!("{} {}", because.trim(), until.trim());
    let message = "the day of a waiver stands after its reason";
    (!has_reason && !rest.ends_with('…')).then(|| replaced(span, message, instead))
}
