//! Near misses in conditions.

use super::{
    NearMiss, clause, comparison, equals, explained, good, is_dot, is_key, phrase, span_from, touch,
};
use crate::source::Span;
use crate::syntax::defined::definition;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::glob_form::glob_as_test;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// What stands in or beside a test of an argument.
pub(super) fn detect_in_condition(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    bracket(context, before, token)
        .or_else(|| function(context, before, token))
        .or_else(|| good::detect_good(context, token))
        .or_else(|| comparison::detect_comparison(context, token))
        .or_else(|| phrase::detect_phrase(context, token))
        .or_else(|| negation(context, before, token))
        .or_else(|| operand(context, before, token))
        .or_else(|| argument(context, before, token))
        .or_else(|| operator_mark(context, before, token))
        .or_else(|| phrase::detect_unknown_operator(context, token))
}

/// `args.a[0]`, `args["a"]`, `in (…)`
fn bracket(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    match token.text {
        "[" if is_path(context) || before.is("args") => {
            Some(bracket_key(context, before, token).unwrap_or(NearMiss::ArrayIndex { span }))
        }
        "(" | "{" if before.is("in") => Some(list_brackets(context, token)),
        "all" | "any" | "every" | "each" | "some" | "none" if is_part_start(before) => {
            context.next.filter(|next| next.is("args")).map(|_| NearMiss::ArrayIndex { span })
        }
        _ if token.kind == Kind::Number && is_dot(Some(before)) => {
            Some(NearMiss::ArrayIndex { span })
        }
        _ => None,
    }
}

/// `args["a"]`, `args[a]`
fn bracket_key(context: &Context<'_>, before: &Token<'_>, open: &Token<'_>) -> Option<NearMiss> {
    let args = context.before.iter().rfind(|token| token.is("args"))?;
    let path = context.text.get(args.start..before.end())?;
    let key = context.next?;
    let close = lexis::words(context.text, key.end()).next().filter(|close| close.is("]"))?;
    let key = match key.kind {
        Kind::String => {
            let plain = key.text.trim_matches('"');
            if is_plain_key(plain) { plain } else { key.text }
        }
        Kind::Word if before.is("args") && is_plain_key(key.text) => key.text,
        _ => return None,
    };
    let (path, key, span) = (path.to_owned(), key.to_owned(), span_from(context, open, &close));
    Some(NearMiss::BracketKey { path, key, span })
}

fn is_plain_key(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// `in ("a", "b")`
fn list_brackets(context: &Context<'_>, open: &Token<'_>) -> NearMiss {
    let close = if open.is("(") { ")" } else { "}" };
    let is_entry = |token: &Token<'_>| match token.kind {
        Kind::Word | Kind::String | Kind::Number => !keywords::is_reserved(token.text),
        Kind::Mark => token.is(","),
        Kind::Comment | Kind::Regex => false,
    };
    let close = lexis::words(context.text, open.end())
        .find(|token| !is_entry(token))
        .filter(|token| token.is(close));
    let entries = close.and_then(|close| context.text.get(open.end()..close.start));
    let span = span_from(context, open, &close.unwrap_or(*open));
    NearMiss::ListBrackets { entries: entries.map(|entries| entries.trim().to_owned()), span }
}

/// `len(args.a)`, `args.a.startsWith("x")`
fn function(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let called = context.next.filter(|next| next.is("(") && touch(token, next));
    if token.is("typeof") && is_part_start(before) {
        let (name, span) = (token.text.to_owned(), context.span(token));
        return Some(NearMiss::Function { name, instead: TYPES.to_owned(), span });
    }
    let name = match called {
        Some(_) if token.kind == Kind::Word && is_part_start(before) => token,
        _ if token.is("(") && is_path(context) && touch(before, token) => before,
        _ => return None,
    };
    if ["and", "or", "not"].iter().any(|word| name.is(word)) {
        return None;
    }
    let (instead, span) = (instead_of_function(name.text), context.span(name));
    Some(NearMiss::Function { name: format!("{}(…)", name.text), instead, span })
}

/// What is said about asking for a type.
const TYPES: &str = "the catalog says which types an argument has; an operator for texts or numbers holds for those alone";

fn instead_of_function(name: &str) -> String {
    const LENGTHS: [&str; 5] = ["len", "length", "size", "count", "strlen"];
    const CASES: [&str; 6] = ["lower", "upper", "lowercase", "uppercase", "tolower", "toupper"];
    let name = name.to_ascii_lowercase().replace('_', "");
    if name == "typeof" || name == "type" {
        return TYPES.to_owned();
    }
    if LENGTHS.contains(&name.as_str()) {
        return "write a length as a pattern: `matches /(?s)^.{1,64}$/`; that of a list can't be tested"
            .to_owned();
    }
    if CASES.contains(&name.as_str()) {
        return "to ignore case, write a pattern that begins with `(?i)`: `matches /(?i)^acme$/`"
            .to_owned();
    }
    match operator::meant_by(&name) {
        Some(operator) => format!("write the argument first: `args.… {operator} …`"),
        None => "write an argument, an operator and a value: `args.owner == \"acme\"`".to_owned(),
    }
}

/// `not` where no `in` follows it, `!`
fn negation(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let tilde = context.next.filter(|next| next.is("~") && touch(token, next));
    if let Some(tilde) = tilde.filter(|_| token.is("!")) {
        return Some(NearMiss::NegatedMatch { span: span_from(context, token, &tilde) });
    }
    let not = match token.text {
        "not" | "!" => token,
        _ if before.is("not") => before,
        _ => return None,
    };
    let instead = not_there(context, not);
    Some(NearMiss::Not { instead, span: context.span(not) })
}

/// What the negation of an argument alone means.
fn not_there(context: &Context<'_>, not: &Token<'_>) -> Option<String> {
    let mut after = lexis::words(context.text, not.end());
    let args = after.next().filter(|args| args.is("args"))?;
    let path = dotted(context.text, args.start);
    let next = lexis::words(context.text, args.start + path.len()).next();
    let is_alone = next.is_none_or(|next| {
        next.first_on_line
            || ["}", ")", "and", "or", "because", "&&", "||"].iter().any(|end| next.is(end))
    });
    let instead = format!("write `{path} missing`, or `{path} == false` for a boolean");
    (is_alone && path.contains('.')).then_some(instead)
}

/// What can't be compared with.
fn operand(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    match token.kind {
        Kind::String if before.is("matches") => {
            Some(NearMiss::QuotedRegex { instead: glob_form(token.text), span })
        }
        Kind::Word if before.kind == Kind::Regex && touch(before, token) => {
            let regex = before.text.trim_matches('/').to_owned();
            Some(NearMiss::RegexFlags { regex, flags: token.text.to_owned(), span })
        }
        Kind::Word if token.is("args") && !is_part_start(before) && has_argument(context) => {
            Some(NearMiss::ArgumentOnTheRight { span })
        }
        _ => None,
    }
}

/// The test that a quoted glob means, where it is one and no regular expression.
fn glob_form(quoted: &str) -> Option<String> {
    let text: String = serde_json::from_str(quoted).ok()?;
    let is_glob = text.contains('*') && !text.contains(".*");
    let is_regex = text.contains(|character| r"^$\[](){}|+".contains(character));
    if is_glob && !is_regex {
        return Some(glob_as_test(&text));
    }
    let regex = text.replace('/', "\\/");
    (is_regex && !text.contains('\n')).then(|| {
        format!(
            "matches /{regex}/`; to compare with a string, use `==`, `starts with` or `ends with"
        )
    })
}

/// What other languages call a call's arguments.
const ARGUMENTS: [&str; 6] = ["arguments", "arg", "params", "parameters", "input", "inputs"];

/// What others decide by, and a policy doesn't see.
const NOT_OF_THE_CALL: [&str; 27] = [
    "agent",
    "action",
    "caller",
    "claims",
    "client",
    "context",
    "ctx",
    "date",
    "env",
    "headers",
    "identity",
    "ip",
    "now",
    "principal",
    "req",
    "request",
    "resource",
    "role",
    "roles",
    "server",
    "session",
    "subject",
    "time",
    "token",
    "tool",
    "user",
    "username",
];

/// An argument's name without `args`.
fn argument(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let name = token.kind == Kind::Word && !keywords::is_reserved(token.text);
    if !name || !is_part_start(before) {
        return None;
    }
    let (path, span) = (dotted(context.text, token.start), context.span(token));
    let first = path.split('.').next().unwrap_or_default();
    let path = path.split_once(".args.").map_or(path, |(_, rest)| rest);
    if let Some(name) = within_arguments(path) {
        return Some(NearMiss::MissingArgs { name: name.to_owned(), span });
    }
    if ["if", "where", "unless", "then"].contains(&first) {
        return Some(conditional(context, token));
    }
    if NOT_OF_THE_CALL.contains(&first) {
        return Some(NearMiss::NotOfTheCall { name: path.to_owned(), span });
    }
    if let Some(value) = definition(context.text, path) {
        return Some(constant_alone(path, value, span));
    }
    let name = if ARGUMENTS.contains(&path) { "…" } else { path };
    Some(NearMiss::MissingArgs { name: name.to_owned(), span })
}

/// The name of a `let` where a condition stands.
fn constant_alone(name: &str, value: &str, span: Span) -> NearMiss {
    let message = format!("`{name}` is the name of a `let`, and a `let` names a value");
    let help = match value.starts_with("args.") {
        true => format!("write the condition here: `{value}`"),
        false => format!("compare an argument with it: `args.… == {name}`"),
    };
    explained(span, message, help)
}

/// What stands behind the last word for a call's arguments: `owner` of
/// `request.params.arguments.owner`.
fn within_arguments(path: &str) -> Option<&str> {
    let (mut rest, mut found) = (path, None);
    while let Some((key, inside)) = rest.split_once('.') {
        let is_outer = ARGUMENTS.contains(&key) || NOT_OF_THE_CALL.contains(&key);
        is_outer.then_some(())?;
        found = if ARGUMENTS.contains(&key) { Some(inside) } else { found };
        rest = inside;
    }
    found.filter(|name| !ARGUMENTS.contains(name))
}

/// `require if args.a exists then args.b exists`
fn conditional(context: &Context<'_>, word: &Token<'_>) -> NearMiss {
    let rest = clause(context, word.end());
    let (condition, then) = rest.split_once(" then ").unwrap_or((&rest, "…"));
    let then = then.trim();
    let help = match condition.trim().strip_suffix(" exists") {
        Some(path) => format!("write `require {path} missing or {then}`"),
        None => format!(
            "write `deny when {} and …`, with what such a call must not be",
            condition.trim()
        ),
    };
    explained(
        context.span(word),
        format!("a rule has no `{}`: it holds for every call", word.text),
        help,
    )
}

/// Another mark for equality than `==`, or one of several characters.
fn operator_mark(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let next = context.next.filter(|next| touch(token, next));
    let (operator, span) = match (before.text, token.text) {
        (_, "~") if next.is_some_and(|next| next.is("~") || next.is("=")) => {
            let last = next.unwrap_or(*token);
            (format!("{}{}", token.text, last.text), span_from(context, token, &last))
        }
        ("==", "=") | ("!=", "=") | ("<", ">") if touch(before, token) => {
            (format!("{}{}", before.text, token.text), span_from(context, before, token))
        }
        (_, "=") if is_path(context) => return Some(equals::detect_equals(context, token)),
        _ => return None,
    };
    let instead = operator::meant_by(&operator).map(str::to_owned);
    Some(NearMiss::UnknownOperator { operator, instead, span })
}

/// Whether a part of a condition begins after this token.
pub(super) fn is_part_start(token: &Token<'_>) -> bool {
    ["require", "when", "and", "or", "("].iter().any(|word| token.is(word))
}

/// Whether the tokens before end with an argument's path.
pub(super) fn is_path(context: &Context<'_>) -> bool {
    is_key(context.back(1)) && is_dot(context.back(2))
}

/// Whether the piece speaks of an argument already.
fn has_argument(context: &Context<'_>) -> bool {
    context.before.iter().any(|token| token.is("args"))
}
