//! Pieces of other languages that have one right form here.

use super::{NearMiss, clause, is_dot, limit, replaced, span_from, touch};
use crate::syntax::defined::defines;
use crate::syntax::diagnose::{Context, dotted};
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// What stands in the place of one form of the language.
pub(super) fn detect_other_form(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    outcome(context, token)
        .or_else(|| presence(context, token))
        .or_else(|| approval(context, token))
        .or_else(|| count(context, token))
        .or_else(|| lone_tools(context, token))
        .or_else(|| noun(context, token))
        .or_else(|| definition(context, token))
        .or_else(|| list(context, token))
        .or_else(|| slash(context, token))
}

fn other(context: &Context<'_>, first: &Token<'_>, last: &Token<'_>, instead: String) -> NearMiss {
    let found = context.text.get(first.start..last.end()).unwrap_or_default();
    let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
    NearMiss::OtherForm { found, instead, span: span_from(context, first, last) }
}

/// `=> refused`, `-> deny`
fn outcome(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    context.before.first().filter(|first| first.is("call"))?;
    let before = context.back(1)?;
    if before.is("=>") {
        let word = token.text.trim_matches('"');
        let is_hidden = word == "hide" || word == "hidden";
        let decision = keywords::decision_meant_by(word).or(is_hidden.then_some("deny"))?;
        let asks = keywords::meant_by(word) == Some("approve");
        let text = if asks { " \"Requires human approval.\"" } else { "" };
        let span = span_from(context, before, token);
        let message = "a call is expected to be allowed or denied: `=> allow`, `=> deny`";
        return Some(replaced(span, message, format!("=> {decision}{text}")));
    }
    let (first, last) = match token.text {
        ">" if before.text == "-" && touch(before, token) => (*before, *token),
        "-" => (*token, context.next.filter(|next| next.is(">") && touch(token, next))?),
        ":" | "=" | "==" if before.is("}") => (*token, *token),
        _ => return None,
    };
    let word = lexis::words(context.text, last.end()).next();
    let decision = word.and_then(|word| keywords::decision_meant_by(word.text));
    Some(other(context, &first, &last, format!("=> {}", decision.unwrap_or("…"))))
}

/// `missing args.a`
fn presence(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    const WORDS: [(&str, &str); 5] = [
        ("missing", "missing"),
        ("exists", "exists"),
        ("has", "exists"),
        ("defined", "exists"),
        ("present", "exists"),
    ];
    let (_, word) = WORDS.into_iter().find(|(word, _)| token.is(word))?;
    let open = context.next.filter(|next| next.is("("));
    let args = match open {
        Some(open) => lexis::words(context.text, open.end()).next(),
        None => context.next,
    };
    let args = args.filter(|args| args.is("args"))?;
    let path = dotted(context.text, args.start);
    let mut after = lexis::words(context.text, args.start + path.len());
    let close = open.and_then(|_| after.next().filter(|close| close.is(")")));
    let last = lexis::words(context.text, args.start)
        .take_while(|part| part.end() <= args.start + path.len())
        .last()
        .unwrap_or(args);
    let span = span_from(context, token, &close.unwrap_or(last));
    Some(replaced(span, "an operator stands after its argument", format!("{path} {word}")))
}

/// `require approval when …`
fn approval(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let require = context.back(1).filter(|_| context.before.len() == 1 && context.inside)?;
    let is_approval = require.is("require") && (token.is("approval") || token.is("confirmation"));
    if !is_approval {
        return None;
    }
    let condition = context.next.filter(|next| ["when", "if", "for"].iter().any(|it| next.is(it)));
    let condition = condition.map(|when| clause(context, when.end()));
    let condition = condition.filter(|condition| !condition.is_empty());
    let instead = format!("approve when {}", condition.as_deref().unwrap_or("…"));
    Some(other(context, require, token, instead))
}

/// `rate_limit 10 per minute`, `max 10 per hour`
fn count(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    const WORDS: [&str; 9] = [
        "rate_limit",
        "ratelimit",
        "rate",
        "max",
        "maximum",
        "throttle",
        "quota",
        "limits",
        "at_most",
    ];
    let is_word = token.kind == Kind::Word && WORDS.contains(&token.text) && context.begins;
    if let Some(limit) = context.next.filter(|next| token.is("rate") && next.is("limit")) {
        let rest = limit::mended(&clause(context, limit.end()));
        let words = if context.inside { "limit" } else { "limit all tools to" };
        return Some(other(context, token, &limit, format!("{words} {rest}")));
    }
    let count = context.next.filter(|next| is_word && next.kind == Kind::Number)?;
    let rest = limit::mended(&clause(context, count.start));
    Some(other(context, token, token, format!("limit {rest}")))
}

/// `tools with args.a { … }` as a statement
fn lone_tools(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let with = context.next.filter(|next| token.is("tools") && next.is("with"))?;
    let begins = !context.inside && (context.before.is_empty() || token.first_on_line);
    let follows = context.back(1).is_some_and(|before| before.is(",") || before.is("except"));
    let instead = format!("restrict {} {{ … }}", clause(context, token.start));
    (begins && !follows).then(|| other(context, token, &with, instead))
}

/// `owners = ["a"]` as a statement
fn definition(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let equals = context.next.filter(|next| next.is("=") && token.kind == Kind::Word)?;
    let begins = !context.inside && (context.before.is_empty() || token.first_on_line);
    let is_name = begins && !keywords::is_reserved(token.text);
    let instead = format!("let {}", clause(context, token.start));
    is_name.then(|| other(context, token, &equals, instead))
}

/// `allow tool read_file`
fn noun(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let heads = ["allow", "restrict", "deny", "approve", "hide"];
    let head = context.before.first().filter(|head| heads.iter().any(|word| head.is(word)))?;
    let is_noun = |word: &Token<'_>| word.is("tool") || word.is("tools");
    let is_name = |word: &Token<'_>| {
        matches!(word.kind, Kind::Word | Kind::String)
            && !word.first_on_line
            && !keywords::is_reserved(word.text)
            && ![
                "having", "taking", "that", "using", "where", "which", "with", "without", "if",
                "unless",
            ]
            .contains(&word.text)
    };
    let (noun, name) = match context.before.len() {
        1 => (*token, context.next?),
        2 => (*context.back(1)?, *token),
        _ => return None,
    };
    let is_called = !context.inside && is_noun(&noun) && is_name(&name);
    let (head, tool) = (head.text, name.text);
    let instead = match noun.is("tools") {
        true => format!("{head} {tool}` for a tool; for a class or group, `{head} {tool} tools"),
        false => format!("{head} {tool}"),
    };
    is_called.then(|| other(context, &noun, &name, instead))
}

/// `in "a", "b"`, `in a, b`
fn list(context: &Context<'_>, comma: &Token<'_>) -> Option<NearMiss> {
    let first = context.back(1).filter(|first| comma.is(",") && is_entry(first))?;
    let word = context.back(2).filter(|word| word.is("in"))?;
    let rest = lexis::words(context.text, first.start);
    let rest: Vec<_> = rest.take_while(|token| token.is(",") || is_entry(token)).collect();
    let last = rest.iter().rfind(|token| is_entry(token))?;
    let entry =
        |token: &Token<'_>| match is_value(token) || defines(context.text, "let", token.text) {
            true => token.text.to_owned(),
            false => format!("\"{}\"", token.text),
        };
    let values: Vec<_> = rest.iter().filter(|token| is_entry(token)).map(entry).collect();
    Some(other(context, word, last, format!("in [{}]", values.join(", "))))
}

fn is_entry(token: &Token<'_>) -> bool {
    let is_name = token.kind == Kind::Word && !token.first_on_line;
    is_value(token) || is_name && !keywords::is_reserved(token.text)
}

fn is_value(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::String | Kind::Number)
}

/// `matches /^[/]a/`: what follows a regular expression, up to another slash.
fn slash(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let regex = context.back(1).filter(|regex| regex.kind == Kind::Regex && touch(regex, token))?;
    let rest = context.text.get(regex.end()..)?.split(char::is_whitespace).next()?;
    let end = rest.rfind('/').filter(|_| !is_dot(Some(token)) || rest.len() > 1)?;
    let inside = regex.text.get(1..)?.strip_suffix('/')?;
    let more: Vec<_> = rest.get(..end)?.split('/').collect();
    let whole = format!("/{inside}\\/{}/", more.join("\\/"));
    let span = context.span(token);
    Some(NearMiss::EarlySlash { instead: whole, span })
}
