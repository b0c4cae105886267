//! Near misses of the operators that hold for what is certainly good: `host == "a"`,
//! `host not in ["a"]`.

use super::{NearMiss, is_dot, is_key, phrase, span_from};
use crate::source::Span;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// How many tokens are looked at after the first word: a verb, an operator and a list.
const LONGEST: usize = 64;

/// The first word of an operator such as `host in`, and not its second after it.
pub(super) fn detect_good(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let word = context.back(1).filter(|_| is_key(context.back(2)) && is_dot(context.back(3)))?;
    let operator = operator::all_words().find(|words| {
        operator::is_of_good(words) && words.strip_suffix(" in") == Some(word.text)
    })?;
    let args = context.before.iter().rfind(|token| token.is("args"))?;
    let tokens: Vec<_> = lexis::words(context.text, token.start)
        .take(LONGEST)
        .take_while(|other| other.start == token.start || !other.first_on_line)
        .collect();
    let verb = tokens.iter().take_while(|token| is_verb(token)).count();
    let operand = tokens.get(verb..).unwrap_or_default();
    let list = match operand.first() {
        Some(first) if first.is("[") => phrase::operand(context, operand).to_owned(),
        Some(first) if first.kind == Kind::String => format!("[{}]", first.text),
        _ => "[…]".to_owned(),
    };
    let last = tokens.get(verb.saturating_sub(1)).unwrap_or(token);
    let span = span_from(context, word, last);
    if tokens.iter().take(verb).any(|token| matches!(token.text, "not" | "!" | "!=" | "<")) {
        let path = dotted(context.text, args.start);
        return Some(negated(context, &format!("{path} {operator} {list}"), operator, span));
    }
    let found = context.text.get(word.start..last.end()).unwrap_or_default().to_owned();
    Some(NearMiss::OtherForm { found, instead: format!("{operator} {list}"), span })
}

fn is_verb(token: &Token<'_>) -> bool {
    let words = ["is", "equals", "eq", "of", "one", "not", "in"];
    let marks = ["=", "==", "!", "!=", "<", ">", "~", ":"];
    words.iter().chain(&marks).any(|word| token.is(word))
}

/// What is said of the negation of an operator that holds for what is certainly good.
pub(super) fn negated(context: &Context<'_>, test: &str, operator: &str, span: Span) -> NearMiss {
    let refuses = context.before.first().is_some_and(|first| first.is("deny"));
    let instead = match refuses {
        true => format!("say what is good: `require {test}`"),
        false => format!(
            "`{operator}` holds for what is certainly good, and nothing holds for all the rest: \
             list what is allowed, as in `require args.… {operator} …`"
        ),
    };
    NearMiss::Not { instead: Some(instead), span }
}
