//! Near misses in the steps of tests.

use super::{NearMiss, line, replaced, span_from};
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// Steps in other forms.
pub(super) fn detect_step(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let first = context.before.first();
    let begun = || begun(context, token);
    decided(context, token).or_else(begun).or_else(|| wait(context, token)).or_else(|| {
        match first.is_some_and(|first| first.is("call")) && !token.first_on_line {
            true => in_call(context, token),
            false => None,
        }
    })
}

/// What other languages begin steps with.
const VERBS: [&str; 9] =
    ["expect", "assert", "check", "ensure", "given", "invoke", "run", "verify", "tool"];

/// `create_refund {} => deny`, `expect t {} => allow`, `sleep 1 minute`
fn begun(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let is_start = context.in_test && (context.before.is_empty() || token.first_on_line);
    let next = context.next.filter(|_| is_start && token.kind == Kind::Word)?;
    if token.is("sleep") && next.kind == Kind::Number {
        return Some(replaced(context.span(token), "time passes with `wait`", "wait"));
    }
    let is_name = matches!(next.kind, Kind::Word | Kind::String);
    let message = "a call begins with `call`";
    if VERBS.contains(&token.text) && is_name {
        return Some(replaced(context.span(token), message, "call"));
    }
    let is_tool = next.is("{") && !keywords::is_reserved(token.text);
    is_tool.then(|| replaced(context.span(token), message, format!("call {}", token.text)))
}

fn other(context: &Context<'_>, first: &Token<'_>, last: &Token<'_>, instead: String) -> NearMiss {
    let found = context.text.get(first.start..last.end()).unwrap_or_default().to_owned();
    NearMiss::OtherForm { found, instead, span: span_from(context, first, last) }
}

/// `deny create_refund { amount: 5 }`
fn decided(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let begins = context.in_test && (context.before.is_empty() || token.first_on_line);
    let decision = keywords::decision_meant_by(token.text).filter(|_| begins)?;
    let tool = context.next.filter(|next| matches!(next.kind, Kind::Word | Kind::String))?;
    let rest = line(context, tool.end()).trim();
    let object = rest.rfind('}').and_then(|end| rest.get(..=end));
    let object = object.filter(|object| object.starts_with('{') && object.len() > 2);
    let object = object.unwrap_or("{ … }");
    Some(other(context, token, token, format!("call {} {object} => {decision}", tool.text)))
}

/// `wait 1h`, `wait 5 mins`
fn wait(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let is_wait = |word: Option<&Token<'_>>| word.is_some_and(|word| word.is("wait"));
    if let Some(count) = context.back(1).filter(|_| is_wait(context.back(2))) {
        let digits = count.text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
        let unit = count.text.get(digits.len()..).unwrap_or_default();
        return match (unit, super::limit::window(token.text)) {
            ("", Some(window)) => Some(other(context, count, token, stretch(digits, window))),
            ("", None) => other_stretch(context, count, token),
            (unit, _) => {
                let window = super::limit::window(unit);
                let instead = window.map_or("wait N minutes".to_owned(), |it| stretch(digits, it));
                Some(other(context, count, count, instead))
            }
        };
    }
    None
}

/// `wait 90 seconds`, `wait 2 weeks`
fn other_stretch(context: &Context<'_>, count: &Token<'_>, unit: &Token<'_>) -> Option<NearMiss> {
    let number: u64 = count.text.parse().ok()?;
    let (number, window) = match unit.text.trim_end_matches('s') {
        "second" | "sec" => (number.div_ceil(60).max(1), "minute"),
        "week" => (number.checked_mul(7)?, "day"),
        _ => return None,
    };
    let message = "a test waits for minutes, hours or days";
    let span = span_from(context, count, unit);
    let instead = stretch(&number.to_string(), window);
    Some(replaced(span, message, instead.trim_start_matches("wait ")))
}

fn stretch(count: &str, window: &str) -> String {
    format!("wait {count} {window}{}", if count == "1" { "" } else { "s" })
}

/// What stands inside or after a call.
fn in_call(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    if let Some(outcome) = outcome(context, before, token) {
        return Some(outcome);
    }
    if token.is("(") && context.before.len() == 2 {
        return Some(parentheses(context, before, token));
    }
    if before.is("}") {
        return times(context, token);
    }
    let decision = context.back(1).filter(|_| context.back(2).is_some_and(|it| it.is("=>")))?;
    match token.kind {
        Kind::Number => {
            let arrow = context.back(2)?;
            let last = context.next.filter(|next| next.text.starts_with("time"))?;
            let instead = format!("{} times => {}", token.text, decision.text);
            let message = "how often a call is made stands before `=>`";
            Some(replaced(span_from(context, arrow, &last), message, instead))
        }
        Kind::Word => {
            let text = context.next.filter(|next| next.kind == Kind::String)?;
            Some(other(context, token, token, format!("=> {} {}", decision.text, text.text)))
        }
        _ => None,
    }
}

/// `call t => deny`, `call t {} deny`, `call t {} 5 => deny`
fn outcome(context: &Context<'_>, before: &Token<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let span = context.span(token);
    if token.is("=>") && !context.before.iter().any(|it| it.is("{")) && context.before.len() > 1 {
        return Some(replaced(span, "a call has its arguments in braces", "{} =>"));
    }
    if token.is("=>") && before.kind == Kind::Number {
        let unit = if before.text == "1" { "time" } else { "times" };
        let span = span_from(context, before, token);
        let instead = format!("{} {unit} =>", before.text);
        return Some(replaced(span, "`times` stands after how often a call is made", instead));
    }
    before.is("}").then_some(())?;
    const VERBS: [&str; 9] =
        ["should", "is", "must", "be", "returns", "expect", "gives", "will", "to"];
    let words = lexis::words(context.text, token.start);
    let last = words
        .take_while(|word| word.start == token.start || !word.first_on_line)
        .find(|word| !VERBS.contains(&word.text))?;
    let decision = keywords::decision_meant_by(last.text)?;
    let message = "what becomes of a call stands after `=>`";
    Some(replaced(span_from(context, token, &last), message, format!("=> {decision}")))
}

/// `call t(name = "x")`
fn parentheses(context: &Context<'_>, tool: &Token<'_>, open: &Token<'_>) -> NearMiss {
    let rest = line(context, open.end());
    let inside = rest.split(')').next().unwrap_or_default();
    let mut object = String::new();
    let mut end = 0;
    for token in lexis::tokens(inside, 0) {
        let is_mark = token.is("=") || token.is(":");
        let gap = inside.get(end..token.start).unwrap_or_default();
        object.push_str(if is_mark { "" } else { gap });
        object.push_str(if is_mark { ": " } else { token.text });
        end = token.end();
    }
    let object = object.replace(":  ", ": ");
    let object = match object.trim() {
        "" => "{}".to_owned(),
        members => {
            format!("{{ {} }}", members.trim_start_matches('{').trim_end_matches('}').trim())
        }
    };
    let words = lexis::words(rest, 0);
    let decision = words.filter_map(|word| keywords::decision_meant_by(word.text)).last();
    let instead = format!("call {} {object} => {}", tool.text, decision.unwrap_or("…"));
    other(context, open, open, instead)
}

/// `{ … } x 3`
fn times(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let count = token.text.strip_prefix(['x', '*', '×'])?;
    let (count, last) = match count {
        "" => {
            let next = context.next.filter(|next| next.kind == Kind::Number)?;
            (next.text, next)
        }
        count => (count, *token),
    };
    let is_count = count.bytes().all(|byte| byte.is_ascii_digit());
    is_count.then(|| other(context, token, &last, format!("{count} times")))
}
