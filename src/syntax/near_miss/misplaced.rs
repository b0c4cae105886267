//! Near misses in how statements and rules are put together: `policy "p" { … }`, a brace too many,
//! `{ limit 5 per day, limit 9 per hour }`.

use super::statement::condition_from;
use super::{NearMiss, clause, explained, replaced, span_from};
use crate::syntax::defined;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// Pieces that stand elsewhere, or in other words.
pub(super) fn detect_misplaced(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let first = context.before.first();
    match token.text {
        "," if context.inside => comma(context, token),
        "}" if !context.inside => brace(context, token),
        "{" if context.before.len() == 2 && first.is_some_and(|it| it.is("policy")) => {
            let message = "`policy` takes no braces: it names the whole file";
            Some(explained(context.span(token), message, "remove the braces"))
        }
        "{" if context.before.len() == 1 && first.is_some_and(|it| it.is("test")) => {
            let help = "write `test \"…\" {`, with what it shows";
            Some(explained(context.span(token), "a test has a name", help))
        }
        "{" if context.inside => condition_in_braces(context, token),
        "{" => group_in_braces(context, token),
        "when" if context.inside && context.before.is_empty() => Some(lone_when(context, token)),
        "when" if context.back(1).is_some_and(|it| it.is("require")) => {
            Some(require_when(context, token))
        }
        "and" | "or" if follows_reason(context) => Some(after_reason(context, token)),
        "require" if !context.inside => approval(context, token),
        _ => definition(context, token),
    }
}

/// `{ limit 5 per day, limit 9 per hour }`
fn comma(context: &Context<'_>, comma: &Token<'_>) -> Option<NearMiss> {
    let pieces = keywords::RULES.iter().chain(&keywords::STEPS);
    let next = context.next?;
    let follows = next.is("}") || pieces.clone().any(|word| next.is(word));
    let (mark, span) = (comma.text.to_owned(), context.span(comma));
    (context.begins && follows).then_some(NearMiss::StrayMark { mark, span })
}

/// `}` where no block is open
fn brace(context: &Context<'_>, brace: &Token<'_>) -> Option<NearMiss> {
    let count = |mark: &str| context.before.iter().filter(|token| token.is(mark)).count();
    let span = context.span(brace);
    let miss = || explained(span, "this `}` closes no block", "remove the `}`");
    (count("{") == count("}")).then(miss)
}

/// `require { args.a == 1 }`
fn condition_in_braces(context: &Context<'_>, brace: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|it| it.is("require") || it.is("when"))?;
    let first = context.before.first()?;
    let rule = context.text.get(first.start..before.end())?;
    let condition = clause(context, brace.end());
    let condition = if condition.is_empty() { "…".to_owned() } else { condition };
    let help = format!("write `{rule} {condition}`, and a rule for each further condition");
    Some(explained(context.span(brace), "conditions stand without braces", help))
}

/// `group g { a, b }`
fn group_in_braces(context: &Context<'_>, brace: &Token<'_>) -> Option<NearMiss> {
    let group = context.back(2).filter(|it| it.is("group") && context.before.len() == 2)?;
    let mut after = lexis::words(context.text, brace.end());
    let close = after.find(|token| token.is("}"))?;
    let names = context.text.get(brace.end()..close.start)?;
    let names = names.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = context.back(1)?.text;
    let instead = format!("group {name} = {names}");
    let message = "the tools of a group stand after `=`, without braces";
    Some(replaced(span_from(context, group, &close), message, instead))
}

/// `{ when args.a == 1 }`
fn lone_when(context: &Context<'_>, when: &Token<'_>) -> NearMiss {
    let condition = clause(context, when.end());
    let condition = if condition.is_empty() { "…".to_owned() } else { condition };
    let help = format!(
        "write `require {condition}` for what must hold, `deny when {condition}` for what is refused, \
         or `approve when {condition}` for what a person decides"
    );
    explained(
        context.span(when),
        "a rule begins with `require`, `deny when`, `approve when` or `limit`",
        help,
    )
}

/// `approve x { when … }`
pub(super) fn lone_condition(
    context: &Context<'_>,
    brace: &Token<'_>,
    when: &Token<'_>,
    selector: &str,
) -> Option<NearMiss> {
    let statement = context.before.first()?.text;
    let condition = condition_from(context, when.end());
    let help = match statement {
        "never" => format!("write `never {selector} when {condition}`"),
        "approve" => format!("write `restrict {selector} {{ approve when {condition} }}`"),
        _ => format!("write `restrict {selector} {{ deny when {condition} }}`"),
    };
    let message = format!("`{statement}` takes no braces: it applies to every call of its tools");
    Some(explained(context.span(brace), message, help))
}

/// Where the braces end that begin at an offset and hold nothing but `when` and a condition.
pub(in crate::syntax) fn after_lone_condition(text: &str, at: usize) -> Option<usize> {
    let mut tokens = lexis::words(text, at);
    tokens.next().filter(|brace| brace.is("{"))?;
    tokens.next().filter(|when| when.is("when"))?;
    tokens.find(|token| token.is("}")).map(|close| close.end())
}

/// `require when args.a == 1`
fn require_when(context: &Context<'_>, when: &Token<'_>) -> NearMiss {
    let help = format!("write `require {}`", clause(context, when.end()));
    let message = "a condition stands right after `require`";
    explained(context.span(when), message, help)
}

/// Whether the reason of a rule stands right before.
fn follows_reason(context: &Context<'_>) -> bool {
    let is_text = context.back(1).is_some_and(|text| text.kind == Kind::String);
    is_text && context.inside && context.back(2).is_some_and(|word| word.is("because"))
}

/// `require args.a == 1 because "x" and args.b == 2`
fn after_reason(context: &Context<'_>, connective: &Token<'_>) -> NearMiss {
    let message = "the reason ends a rule";
    let help = format!(
        "write `{} {}` before `because`, or a rule of its own for it",
        connective.text,
        clause(context, connective.end())
    );
    explained(context.span(connective), message, help)
}

/// `require approval t` as a statement
fn approval(context: &Context<'_>, require: &Token<'_>) -> Option<NearMiss> {
    let approval = context.next.filter(|next| next.is("approval") || next.is("confirmation"))?;
    let last = lexis::words(context.text, approval.end()).next();
    let last = last.filter(|word| word.is("for") || word.is("of")).unwrap_or(approval);
    let help = format!("write `approve {}`", clause(context, last.end()));
    let message = "tools that a person must approve stand after `approve`";
    Some(explained(span_from(context, require, &last), message, help))
}

/// `let x = acme`, `let x = y`
fn word_for_value(context: &Context<'_>, word: &Token<'_>) -> NearMiss {
    let span = context.span(word);
    match defined::definition(context.text, word.text) {
        Some(value) => {
            let help = format!("write its value: `{value}`");
            explained(span, "a `let` can't be defined by another one", help)
        }
        None => {
            let message = "strings are written in double quotes";
            replaced(span, message, format!("\"{}\"", word.text))
        }
    }
}

/// `let x 5`, `let x = "a", "b"`, `let x = /a/`
fn definition(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    context.before.first().filter(|first| first.is("let") && !context.inside)?;
    let is_value =
        |token: &Token<'_>| matches!(token.kind, Kind::String | Kind::Number) || token.is("[");
    let (before, span) = (context.back(1)?, context.span(token));
    if context.before.len() == 2 && is_value(token) && !token.first_on_line {
        let instead = format!("= {}", token.text);
        return Some(replaced(span, "definitions are written with `=`", instead));
    }
    if before.is("=") && token.text.starts_with('/') {
        let help = "write the pattern where it is used: `matches /…/`";
        return Some(explained(span, "a `let` names a value, not a pattern", help));
    }
    if before.is("=") && token.is("args") {
        let help = format!("write it where it is used: `require {}`", clause(context, token.start));
        return Some(explained(span, "a `let` names a value, not a condition", help));
    }
    if before.is("=") && token.kind == Kind::Word && !keywords::is_reserved(token.text) {
        return Some(word_for_value(context, token));
    }
    context.next.filter(|next| token.is(",") && is_value(before) && is_value(next))?;
    let entries = lexis::words(context.text, before.start);
    let entries = entries.take_while(|entry| {
        entry.start == before.start || !entry.first_on_line && (entry.is(",") || is_value(entry))
    });
    let last = entries.filter(|entry| !entry.is(",")).last()?;
    let instead = format!("[{}]", context.text.get(before.start..last.end())?);
    let message = "a list stands in square brackets";
    Some(replaced(span_from(context, before, &last), message, instead))
}
