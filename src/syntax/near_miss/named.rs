//! Near misses in how tools are named: `/list_.*/`, `list_%`, `tools: a, b`, `a b`, `group reads`.

use super::selector::{begins_term, is_in_selector};
use super::statement::selector_text;
use super::{NearMiss, clause, explained, line, replaced, span_from, touch};
use crate::source::Span;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};
use crate::syntax::operator;

/// Tools that are named in another form.
pub(super) fn detect_named(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    if !is_in_selector(context) {
        return None;
    }
    match token.text {
        ":" => colon(context, token),
        "/" | "//" | "^" if begins_term(context) => regex(context, token),
        "%" => percent(context, token),
        "(" if !begins_term(context) => parentheses(context, token),
        _ => set(context, token),
    }
}

/// The statement up to a token.
fn head(context: &Context<'_>, end: usize) -> String {
    let start = context.before.first().map_or(end, |first| first.start);
    selector_text(context.text.get(start..end).unwrap_or_default())
}

fn is_rule(token: &Token<'_>) -> bool {
    keywords::RULES.iter().any(|word| token.is(word))
}

/// `tools: a, b`, `t: limit 5 per day`
fn colon(context: &Context<'_>, colon: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1)?;
    if begins_after_head(context) && (before.is("tools") || before.is("tool")) {
        let first = context.before.first()?;
        let help = format!("write `{} {}`", first.text, clause(context, colon.end()));
        let span = span_from(context, before, colon);
        return Some(explained(span, "tools are named right after the statement's word", help));
    }
    let rule = context.next.filter(is_rule)?;
    let head = head(context, colon.start);
    let help = match rule.first_on_line {
        true => format!("write `{head} {{`, and `}}` after its rules"),
        false => format!("write `{head} {{ {} }}`", clause(context, rule.start)),
    };
    Some(explained(context.span(colon), "rules stand in braces", help))
}

/// Whether one word stands after that of the statement.
fn begins_after_head(context: &Context<'_>) -> bool {
    context.before.len() == 2
}

/// `t ( limit 5 per day )`, `t(args.a == 1)`
fn parentheses(context: &Context<'_>, open: &Token<'_>) -> Option<NearMiss> {
    let rule = context.next.filter(|next| is_rule(next) || next.is("args"))?;
    let require = if rule.is("args") { "require " } else { "" };
    let rules = clause(context, rule.start);
    let rules = rules.trim_end().trim_end_matches(')').trim_end();
    let help = format!("write `{} {{ {require}{rules} }}`", head(context, open.start));
    Some(explained(context.span(open), "rules stand in braces", help))
}

/// `/^list_/`
fn regex(context: &Context<'_>, open: &Token<'_>) -> Option<NearMiss> {
    let rest = line(context, open.start);
    let length = match open.is("^") {
        true => rest.find([' ', ',', '{']).unwrap_or(rest.len()),
        false => lexis::delimited(rest, b'/'),
    };
    let span = Span::new(context.source, open.start, open.start + length);
    let help = match glob_of(rest.get(..length)?) {
        Some(name) if !name.contains('*') => format!("write `{name}`"),
        Some(glob) => format!("write `{glob}`, where `*` stands for any run of characters"),
        None => "write the names, or a glob: `list_*`".to_owned(),
    };
    Some(explained(span, "tools aren't named by a regular expression", help))
}

/// The glob that says what a simple pattern of names says.
fn glob_of(regex: &str) -> Option<String> {
    let pattern = regex.trim_matches('/');
    let ends = pattern.ends_with('$');
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    let glob = pattern.replace(".*", "*").replace(".+", "*");
    let is_open = !ends && !glob.ends_with('*');
    let is_name = !glob.is_empty()
        && !glob.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && glob.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-*".contains(&byte));
    is_name.then(|| if is_open { glob + "*" } else { glob })
}

/// `list_%`
fn percent(context: &Context<'_>, percent: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|word| word.kind == Kind::Word && touch(word, percent));
    let start = before.map_or(percent.start, |word| word.start);
    let rest = line(context, start);
    let name = rest.split([' ', '\t', ',', '{']).next()?;
    let span = Span::new(context.source, start, start + name.len());
    let glob = name.replace('%', "*");
    let is_name = glob.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-*".contains(&byte));
    let message = "a run of characters in a name is written `*`";
    is_name.then(|| replaced(span, message, glob))
}

/// `group reads`, `class read`
fn set(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    if token.is("tool") && context.before.len() > 1 && !begins_term(context) {
        let name = context.back(1)?;
        let message = "`tools` after a name makes it a class or a group";
        let span = span_from(context, name, token);
        return Some(replaced(span, message, format!("{} tools", name.text)));
    }
    let is_noun = |word: &Token<'_>| ["group", "class", "category"].iter().any(|it| word.is(it));
    let (noun, name) = match context.back(1).filter(|before| is_noun(before)) {
        Some(noun) => (*noun, *token),
        None if is_noun(token) && begins_term(context) => (*token, context.next?),
        None => return None,
    };
    let is_name = name.kind == Kind::Word && !name.first_on_line;
    let instead = format!("{} tools", name.text);
    let message = "`tools` after a name makes it a class or a group";
    let span = span_from(context, &noun, &name);
    (is_name && !keywords::is_reserved(name.text)).then(|| replaced(span, message, instead))
}

/// `allow a b`: another name where a comma is missing.
pub(super) fn detect_no_comma(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|_| is_in_selector(context) && !begins_term(context))?;
    let is_operator = context.next.is_some_and(|next| operator::begins_operator(next.text));
    if !is_name(token) || token.first_on_line || is_operator {
        return None;
    }
    let first = match before.is("tools") {
        true => context.back(2)?,
        false => before,
    };
    is_name(first).then_some(())?;
    let listed = context.text.get(first.start..before.end())?;
    let span = span_from(context, first, token);
    Some(replaced(span, "tools are listed with commas", format!("{listed}, {}", token.text)))
}

fn is_name(token: &Token<'_>) -> bool {
    let is_word = token.kind == Kind::Word && !keywords::is_reserved(token.text);
    is_word || token.kind == Kind::String
}
