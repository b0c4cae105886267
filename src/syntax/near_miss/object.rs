//! Near misses in the arguments of a call: `{ limit = 5 }`, `{ args.limit: 5 }`, `{ a: 1 b: 2 }`.

use super::{NearMiss, replaced, span_from};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{Kind, Token};

/// Members of an object in other forms.
pub(super) fn detect_in_object(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    context.before.first().filter(|first| first.is("call"))?;
    let count = |mark: &str| context.before.iter().filter(|token| token.is(mark)).count();
    let before = context.back(1).filter(|_| count("{") > count("}"))?;
    let span = context.span(token);
    let is_key = |token: &Token<'_>| matches!(token.kind, Kind::Word | Kind::String);
    if token.is("=") && is_key(before) {
        return Some(replaced(span, "an argument and its value stand round a `:`", ":"));
    }
    if token.is(".") && before.is("args") {
        let key = context.next.filter(is_key)?;
        let span = span_from(context, before, &key);
        return Some(replaced(span, "the arguments of a call stand without `args.`", key.text));
    }
    if before.is(":") && token.kind == Kind::Word {
        return value(context, token);
    }
    let begins = is_key(token) && context.next.is_some_and(|next| next.is(":"));
    let ends = matches!(before.kind, Kind::String | Kind::Number | Kind::Word)
        || before.is("]")
        || before.is("}");
    (begins && ends)
        .then(|| replaced(span, "arguments stand between commas", format!(", {}", token.text)))
}

/// `{ a: abc }`, `{ a: True }`
fn value(context: &Context<'_>, word: &Token<'_>) -> Option<NearMiss> {
    let (message, instead) = match word.text {
        "True" | "TRUE" => ("values are written as in JSON", "true".to_owned()),
        "False" | "FALSE" => ("values are written as in JSON", "false".to_owned()),
        "None" | "nil" | "undefined" | "NULL" => {
            ("values are written as in JSON", "null".to_owned())
        }
        text => ("strings are written in double quotes", format!("\"{text}\"")),
    };
    let ends = context.next.is_some_and(|next| next.is(",") || next.is("}"));
    let is_value = ends && !keywords::is_reserved(word.text);
    is_value.then(|| replaced(context.span(word), message, instead))
}
