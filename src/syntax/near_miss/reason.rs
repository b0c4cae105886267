//! Near misses round strings: without the word before them, without their quotes, or with quotes
//! where a word stands.

use super::selector::is_in_selector;
use super::{NearMiss, clause, explained, replaced, span_from};
use crate::source::Span;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};

/// Strings in other forms.
pub(super) fn detect_string(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    match token.kind {
        Kind::String => entry(context, token)
            .or_else(|| keyword(context, token))
            .or_else(|| reason(context, token)),
        Kind::Word => unquoted(context, token),
        Kind::Comment | Kind::Number | Kind::Regex | Kind::Mark => None,
    }
}

/// `["a" "b"]`
fn entry(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|it| matches!(it.kind, Kind::String | Kind::Number))?;
    let count = |mark: &str| context.before.iter().filter(|token| token.is(mark)).count();
    let instead = format!("{}, {}", before.text, token.text);
    let message = "the entries of a list stand between commas";
    let span = span_from(context, before, token);
    (count("[") > count("]")).then(|| replaced(span, message, instead))
}

/// `default "deny"`, `"require": …`
fn keyword(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let word = token.text.trim_matches('"');
    let first = context.before.first();
    if first.is_some_and(|first| first.is("default")) && context.before.len() == 1 {
        let decision = keywords::decision_meant_by(word)?;
        let message = "the words of the language are written without quotes";
        return Some(replaced(context.span(token), message, decision));
    }
    let is_class = first.is_some_and(|first| first.is("classify"))
        && context.back(1).is_some_and(|before| before.is("as"));
    if is_class && !word.contains(char::is_whitespace) {
        let message = "the words of the language are written without quotes";
        return Some(replaced(context.span(token), message, word));
    }
    let is_rule = context.inside && context.begins && keywords::RULES.contains(&word);
    is_rule.then(|| {
        let help = "a rule is written as in `require args.path exists` or `limit 5 per minute`";
        explained(context.span(token), "rules are written in words, not as JSON", help)
    })
}

/// `require args.a <= 5 "why"`, `deny t "why not"`
fn reason(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (first, before) = (context.before.first()?, context.back(1)?);
    let takes_one = ["require", "deny", "approve", "accept", "classify"];
    if !takes_one.iter().any(|word| first.is(word)) || before.is("because") {
        return None;
    }
    let is_whole = match context.inside {
        true => ends_condition(before),
        false if is_in_selector(context) => {
            let ends_tools = !before.is(",") && context.before.len() > 1;
            ends_tools && (token.text.contains(' ') || is_after_plain_name(first, before))
        }
        false => first.is("accept") && context.before.len() == 2 || before.kind == Kind::Word,
    };
    let has_reason = context.before.iter().any(|word| word.is("because"));
    let message = "a reason stands after `because`";
    let instead = format!("because {}", token.text);
    (is_whole && !has_reason).then(|| replaced(context.span(token), message, instead))
}

/// Whether a string in quotes stands after a name without, where a reason may follow.
fn is_after_plain_name(first: &Token<'_>, before: &Token<'_>) -> bool {
    let may_follow = first.is("deny") || first.is("approve");
    let begins = before.is("except") || keywords::is_reserved(before.text) && !before.is("tools");
    may_follow && before.kind == Kind::Word && !begins
}

/// Whether a condition may end with a token.
fn ends_condition(token: &Token<'_>) -> bool {
    let words = ["]", ")", "exists", "missing", "true", "false", "null"];
    matches!(token.kind, Kind::String | Kind::Number | Kind::Regex)
        || words.iter().any(|word| token.is(word))
}

/// `policy p`, `include x.mcpol`, `because too much`
fn unquoted(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    if token.first_on_line {
        return None;
    }
    let is_after = |words: &[&str]| words.iter().any(|word| before.is(word));
    let text = if is_after(&["because"]) {
        clause(context, token.start)
    } else if is_after(&["as"]) && context.inside
        || context.before.len() == 1 && is_after(&["policy", "catalog", "include", "test"])
    {
        let rest = clause(context, token.start);
        rest.split_whitespace().next().unwrap_or_default().to_owned()
    } else {
        return None;
    };
    let is_plain = !text.is_empty() && !text.contains(['"', '\\', '…']);
    let span = Span::new(context.source, token.start, token.start + text.len());
    let message = "strings are written in double quotes";
    is_plain.then(|| replaced(span, message, format!("\"{text}\"")))
}
