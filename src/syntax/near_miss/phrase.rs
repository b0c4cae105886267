//! Operators in other words: `is not one of`, `between 1 and 5`, `like "a*"`.

use super::condition::is_path;
use super::{NearMiss, good, is_dot, is_key, span_from};
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::glob_form::glob_as_test;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator::{self, Phrase};

/// How many words a phrase has at most, and what stands after it.
const LONGEST: usize = 10;

/// Words that say an operator of the language, or a condition made of several.
pub(super) fn detect_phrase(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let first = operator_start(context, token)?;
    let tokens = words_from(context, &first);
    let path = argument(context)?;
    let said = |length: usize, instead: String| {
        let last = tokens.get(length.saturating_sub(1)).unwrap_or(&first);
        let operator = context.text.get(first.start..last.end()).unwrap_or_default();
        let operator = operator.split_whitespace().collect::<Vec<_>>().join(" ");
        let span = span_from(context, &first, last);
        Some(NearMiss::UnknownOperator { operator, instead: Some(instead), span })
    };
    if let Some((length, instead)) = no_operator(&tokens, path) {
        return said(length, instead);
    }
    let texts: Vec<_> = tokens.iter().map(|token| token.text).collect();
    if let Some(phrase) = operator::phrase(&texts) {
        return match phrase.negated {
            true => Some(negated(context, &first, &tokens, phrase, path)),
            false => said(phrase.length, of_operand(&tokens, phrase).to_owned()),
        };
    }
    let (length, instead) = bare_verb(&tokens)?;
    said(length, instead.to_owned())
}

/// A word after an argument that says nothing.
pub(super) fn detect_unknown_operator(
    context: &Context<'_>,
    token: &Token<'_>,
) -> Option<NearMiss> {
    let is_word = matches!(token.kind, Kind::Word | Kind::Mark);
    if !is_path(context) || !is_word || keywords::is_reserved(token.text) {
        return None;
    }
    let ends = ["}", "{", ")", ",", ".", ":", "#"];
    let (operator, span) = (token.text.to_owned(), context.span(token));
    (!ends.contains(&token.text)).then_some(NearMiss::UnknownOperator {
        operator,
        instead: None,
        span,
    })
}

/// The token after an argument, where nothing but `not` was read of an operator.
fn operator_start<'t>(context: &Context<'t>, token: &Token<'t>) -> Option<Token<'t>> {
    if is_path(context) {
        return Some(*token).filter(|token| !token.first_on_line);
    }
    let not = context.back(1).filter(|not| not.is("not"))?;
    (is_key(context.back(2)) && is_dot(context.back(3))).then_some(*not)
}

/// The tokens from one on, to the end of its line.
fn words_from<'t>(context: &Context<'t>, first: &Token<'t>) -> Vec<Token<'t>> {
    let rest = lexis::words(context.text, first.start).skip(1).take(LONGEST);
    let rest = rest.take_while(|token| !token.first_on_line);
    std::iter::once(*first).chain(rest).collect()
}

/// The argument that the words stand after.
fn argument<'t>(context: &Context<'t>) -> Option<&'t str> {
    let args = context.before.iter().rfind(|token| token.is("args"))?;
    Some(dotted(context.text, args.start))
}

/// What says more than one operator does.
fn no_operator(tokens: &[Token<'_>], path: &str) -> Option<(usize, String)> {
    let verb = tokens.iter().take_while(|token| token.is("is") || token.is("not")).count();
    let is_negated = tokens.iter().take(verb).any(|token| token.is("not"));
    let word = tokens.get(verb)?;
    let instead = match word.text.to_ascii_lowercase().as_str() {
        "empty" | "blank" if is_negated => "!= \"\"".to_owned(),
        "empty" | "blank" => "missing` or `== \"\"".to_owned(),
        "optional" if !is_negated => format!("missing or {path} …"),
        "between" if !is_negated => {
            let (least, most) = bounds(tokens.get(verb + 1..)?);
            format!(">= {least} and {path} <= {most}")
        }
        name => pattern_form(name, tokens.get(verb + 1)).filter(|_| !is_negated)?,
    };
    Some((verb + 1, instead))
}

/// The numbers of `1 and 5`.
fn bounds(after: &[Token<'_>]) -> (String, String) {
    let mut numbers =
        after.iter().take(4).filter(|token| token.kind == Kind::Number).map(|token| token.text);
    let mut number = || numbers.next().unwrap_or("…").to_owned();
    (number(), number())
}

/// What a glob or a pattern of SQL means after a word for such.
fn pattern_form(word: &str, operand: Option<&Token<'_>>) -> Option<String> {
    const WORDS: [&str; 5] = ["like", "ilike", "glob", "fnmatch", "stringlike"];
    if !WORDS.contains(&word) {
        return None;
    }
    let quoted = operand.filter(|operand| operand.kind == Kind::String);
    let text = quoted.and_then(|quoted| serde_json::from_str::<String>(quoted.text).ok());
    Some(match text {
        Some(text) => glob_as_test(&text.replace('%', "*")),
        None => "matches".to_owned(),
    })
}

/// The operator for what stands after the phrase: a value may be inside a list, too.
fn of_operand(tokens: &[Token<'_>], phrase: Phrase) -> &'static str {
    let is_list = tokens.get(phrase.length).is_some_and(|next| next.is("["));
    match phrase.operator {
        "under" if is_list => "in",
        operator => operator,
    }
}

/// `is` or `not` and a value.
fn bare_verb(tokens: &[Token<'_>]) -> Option<(usize, &'static str)> {
    let verb = tokens.iter().take_while(|token| token.is("is") || token.is("not")).count();
    let value = tokens.get(verb).filter(|_| verb > 0)?;
    let is_value = matches!(value.kind, Kind::String | Kind::Number)
        || ["[", "true", "false"].iter().any(|word| value.is(word));
    let is_negated = tokens.iter().take(verb).any(|token| token.is("not"));
    let instead = match (value.is("["), is_negated) {
        (true, false) => "in",
        (true, true) => "not in",
        (false, false) => "==",
        (false, true) => "!=",
    };
    is_value.then_some((verb, instead))
}

/// The negation of an operator that has no opposite.
fn negated(
    context: &Context<'_>,
    first: &Token<'_>,
    tokens: &[Token<'_>],
    phrase: Phrase,
    path: &str,
) -> NearMiss {
    let last = tokens.get(phrase.length.saturating_sub(1)).unwrap_or(first);
    let operand = operand(context, tokens.get(phrase.length..).unwrap_or_default());
    let test = format!("{path} {} {operand}", phrase.operator);
    let span = span_from(context, first, last);
    let refuses = context.before.first().is_some_and(|first| first.is("deny"));
    if refuses || operator::is_of_good(phrase.operator) {
        return good::negated(context, &test, phrase.operator, span);
    }
    NearMiss::Not { instead: Some(format!("write `deny when {test}`")), span }
}

/// The value or list that some tokens begin with.
pub(super) fn operand<'t>(context: &Context<'t>, tokens: &[Token<'t>]) -> &'t str {
    let Some(first) = tokens.first() else { return "…" };
    let close = tokens.iter().find(|token| token.is("]")).filter(|_| first.is("["));
    context.text.get(first.start..close.unwrap_or(first).end()).unwrap_or("…")
}
