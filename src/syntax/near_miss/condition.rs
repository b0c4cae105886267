//! Near misses in conditions.

use super::{NearMiss, is_dot, is_key, span_from, touch};
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::glob_form::glob_as_test;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};
use crate::syntax::operator;

/// What stands in or beside a test of an argument.
pub(super) fn detect_in_condition(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    bracket(context, before, token)
        .or_else(|| function(context, before, token))
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

/// `len(args.a)`, `args.a.startsWith("x")`
fn function(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let called = context.next.filter(|next| next.is("(") && touch(token, next));
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

fn instead_of_function(name: &str) -> String {
    const LENGTHS: [&str; 5] = ["len", "length", "size", "count", "strlen"];
    const CASES: [&str; 6] = ["lower", "upper", "lowercase", "uppercase", "tolower", "toupper"];
    let name = name.to_ascii_lowercase().replace('_', "");
    if LENGTHS.contains(&name.as_str()) {
        return "write a length as a pattern: `matches /^.{1,64}$/`; that of a list can't be tested"
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
        Kind::String if before.is("matches") => {
            Some(NearMiss::QuotedRegex { instead: glob_form(token.text), span })
        }
        Kind::Word if before.kind == Kind::Regex && touch(before, token) => {
            Some(NearMiss::RegexFlags { flags: token.text.to_owned(), span })
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
    (is_glob && !is_regex).then(|| glob_as_test(&text))
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
    if NOT_OF_THE_CALL.contains(&first) {
        return Some(NearMiss::NotOfTheCall { name: path.to_owned(), span });
    }
    let name = match path.split_once('.') {
        Some((first, rest)) if ARGUMENTS.contains(&first) => rest,
        _ if ARGUMENTS.contains(&path) => "…",
        _ => path,
    };
    Some(NearMiss::MissingArgs { name: name.to_owned(), span })
}

/// Something else than an operator after an argument.
fn no_operator(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let two = |operator: &str| {
        let span = span_from(context, before, token);
        Some(NearMiss::UnknownOperator {
            operator: operator.to_owned(),
            instead: operator::meant_by(operator).map(str::to_owned),
            span,
        })
    };
    let span = context.span(token);
    let next = context.next.filter(|next| touch(token, next));
    match (before.text, token.text) {
        (_, "=" | "~") if next.is_some_and(|next| next.is("~") || next.is("=")) => {
            let operator = format!("{}{}", token.text, next.map_or("", |next| next.text));
            let instead = operator::meant_by(&operator).map(str::to_owned);
            let span = next.map_or(span, |next| span_from(context, token, &next));
            Some(NearMiss::UnknownOperator { operator, instead, span })
        }
        ("==", "=") if touch(before, token) => two("==="),
        ("!=", "=") if touch(before, token) => two("!=="),
        ("<", ">") if touch(before, token) => two("<>"),
        (_, "=") if is_path(context) => Some(NearMiss::SingleEquals { span }),
        _ if !is_path(context) || !matches!(token.kind, Kind::Word | Kind::Mark) => None,
        (_, "}" | "{" | ")" | "," | "." | ":" | "#") => None,
        (_, word) if keywords::is_reserved(word) => None,
        (_, word) => Some(NearMiss::UnknownOperator {
            operator: word.to_owned(),
            instead: pattern_form(context, word)
                .or_else(|| operator::meant_by(word).map(str::to_owned)),
            span,
        }),
    }
}

/// What a glob or a pattern of SQL means after a word for such.
fn pattern_form(context: &Context<'_>, word: &str) -> Option<String> {
    const WORDS: [&str; 5] = ["like", "ilike", "glob", "fnmatch", "stringlike"];
    if !WORDS.contains(&word.to_ascii_lowercase().as_str()) {
        return None;
    }
    let quoted = context.next.filter(|next| next.kind == Kind::String);
    let text = quoted.and_then(|quoted| serde_json::from_str::<String>(quoted.text).ok());
    Some(match text {
        Some(text) => glob_as_test(&text.replace('%', "*")),
        None => "matches".to_owned(),
    })
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
