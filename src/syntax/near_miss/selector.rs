//! Near misses in selectors.

use super::{NearMiss, clause, line, replaced, span_from, touch};
use crate::source::Span;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// The words that a selector stands after.
const HEADS: [&str; 7] = ["allow", "restrict", "deny", "approve", "hide", "never", "classify"];

/// Tools in other forms than a list of names.
pub(super) fn detect_in_selector(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    if let Some(list) = brace_glob(context, token) {
        return Some(list);
    }
    if is_called_tool(context) {
        return odd_name(context, token);
    }
    if !is_in_selector(context) {
        return None;
    }
    let span = context.span(token);
    match token.text {
        "(" if is_alternatives(context, token) => alternatives(context, token),
        "-" if token.first_on_line => Some(dashed(context, token)),
        "!" | "-" => negated(context, token),
        "not" if begins_term(context) => negated(context, token),
        "except" if begins_term(context) => Some(nothing_kept(context, token)),
        "[" if begins_term(context) => Some(listed(context, token, "]")),
        "(" if begins_term(context) => Some(listed(context, token, ")")),
        "{" if begins_term(context) => Some(braces(context, token)),
        "and" | "or" | "&&" | "||" | "&" | "|" | "+" if joins_classes(context) => {
            Some(joined_classes(context, token))
        }
        "and" | "or" | "&&" | "||" | "&" | "|" | "+" if !begins_term(context) => {
            Some(NearMiss::JoinedTools { word: token.text.to_owned(), span })
        }
        _ => odd_name(context, token),
    }
}

/// Whether reading failed among the terms of a selector.
pub(super) fn is_in_selector(context: &Context<'_>) -> bool {
    let Some(first) = context.before.first().filter(|_| !context.inside) else { return false };
    let has = |word: &str| context.before.iter().any(|token| token.is(word));
    let begins = HEADS.contains(&first.text)
        || first.is("group") && has("=")
        || first.is("accept") && has("for");
    begins && !["when", "because", "as", "{"].iter().any(|word| has(word))
}

/// Whether reading failed in the name of the tool that a test calls.
fn is_called_tool(context: &Context<'_>) -> bool {
    context.before.len() <= 2 && context.before.first().is_some_and(|first| first.is("call"))
}

/// Whether a term must stand here.
pub(super) fn begins_term(context: &Context<'_>) -> bool {
    let before = context.back(1);
    let words = [",", "except", "=", "for"];
    before.is_some_and(|before| {
        context.before.len() == 1
            || words.iter().any(|word| before.is(word))
            || context.before.len() == 2 && before.is("allow")
    })
}

/// A list of YAML: each item on a line, behind a dash.
fn dashed(context: &Context<'_>, dash: &Token<'_>) -> NearMiss {
    let lines = context.text.get(dash.start..).unwrap_or_default().lines();
    let items = lines.map_while(|line| line.trim_start().strip_prefix('-'));
    let items = items.map(|item| item.split('#').next().unwrap_or_default().trim());
    let names: Vec<_> = items.filter(|item| !item.is_empty()).collect();
    NearMiss::ListedTools { names: names.join(", "), span: context.span(dash) }
}

fn negated(context: &Context<'_>, mark: &Token<'_>) -> Option<NearMiss> {
    let term = context.next.filter(|next| matches!(next.kind, Kind::Word | Kind::String))?;
    let span = span_from(context, mark, &term);
    begins_term(context)
        .then(|| NearMiss::NegatedTerm { instead: with_except(context, mark), span })
}

/// `allow except a`
fn nothing_kept(context: &Context<'_>, except: &Token<'_>) -> NearMiss {
    let (found, span) = (except.text.to_owned(), context.span(except));
    NearMiss::OtherForm { found, instead: format!("* {}", clause(context, except.start)), span }
}

/// Whether the name of a class or group stands before and after, and `tools` after both.
fn joins_classes(context: &Context<'_>) -> bool {
    let next = context.next.filter(|next| next.kind == Kind::Word);
    let after = next.and_then(|next| lexis::words(context.text, next.end()).next());
    after.is_some_and(|after| after.is("tools"))
        && context.back(1).is_some_and(|before| before.kind == Kind::Word && !before.is("tools"))
}

/// `read and write tools`
fn joined_classes(context: &Context<'_>, word: &Token<'_>) -> NearMiss {
    let (before, next) = (context.back(1).unwrap_or(word), context.next.unwrap_or(*word));
    let tools = lexis::words(context.text, next.end()).next().unwrap_or(next);
    let instead = format!("{} tools, {} tools", before.text, next.text);
    let message = "each class or group has its own `tools`, with commas between them";
    replaced(span_from(context, before, &tools), message, instead)
}

/// The selector with `except` before the terms that a mark negates.
fn with_except(context: &Context<'_>, mark: &Token<'_>) -> String {
    let is_head = |token: &Token<'_>| {
        HEADS.contains(&token.text) || ["=", "for"].iter().any(|word| token.is(word))
    };
    let start = context.before.iter().rfind(|token| is_head(token)).map_or(mark.start, Token::end);
    let before = context.text.get(start..mark.start).unwrap_or_default();
    let after = clause(context, mark.start);
    let ends = [" because ", " when ", " as ", " if ", " where "];
    let end = ends.iter().filter_map(|word| after.find(word)).min().unwrap_or(after.len());
    let terms = format!("{before}{}", after.get(..end).unwrap_or_default());
    let (mut kept, mut out) = (Vec::new(), Vec::new());
    let mut is_out = false;
    for term in terms.split([',', '\n']) {
        let (term, excepted) = match term.split_once("except ") {
            Some((term, excepted)) => (term, Some(excepted)),
            None => (term, None),
        };
        for (term, is_out) in [(Some(term), is_out), (excepted, true)] {
            let term = term.unwrap_or_default().trim();
            let plain = without_negation(term);
            let list = if is_out || plain.len() < term.len() { &mut out } else { &mut kept };
            list.extend((!plain.is_empty()).then(|| plain.to_owned()));
        }
        is_out |= excepted.is_some();
    }
    let kept = if kept.is_empty() { "*".to_owned() } else { kept.join(", ") };
    format!("{kept} except {}", out.join(", "))
}

/// A term without `!`, `-` or `not` before it.
fn without_negation(term: &str) -> &str {
    term.strip_prefix("not ").unwrap_or(term).trim_start_matches(['!', '-', ' '])
}

/// `[a, b]`: the text between the brackets.
fn listed(context: &Context<'_>, open: &Token<'_>, close: &str) -> NearMiss {
    let mut inside =
        lexis::words(context.text, open.end()).take_while(|token| !token.first_on_line);
    let close = inside.find(|token| token.is(close));
    let end = close.map_or(open.end(), |close| close.start);
    let names = context.text.get(open.end()..end).unwrap_or_default().trim();
    let names = if names.is_empty() { "a, b" } else { names };
    let last = close.unwrap_or(*open);
    NearMiss::ListedTools { names: names.to_owned(), span: span_from(context, open, &last) }
}

/// Whether alternatives of a pattern stand in parentheses.
fn is_alternatives(context: &Context<'_>, open: &Token<'_>) -> bool {
    let inside = line(context, open.end()).split(')').next();
    inside.is_some_and(|inside| inside.contains('|') && !inside.contains(' '))
}

/// `(get|list)_*`, `get_(issue|file)`
fn alternatives(context: &Context<'_>, open: &Token<'_>) -> Option<NearMiss> {
    let before = context.back(1).filter(|word| word.kind == Kind::Word && touch(word, open));
    let start = before.map_or(open.start, |word| word.start);
    let run = line(context, start).split([' ', '\t', ',', '{']).next()?;
    let (head, rest) = run.split_once('(')?;
    let (inside, tail) = rest.split_once(')')?;
    let names: Vec<_> = inside.split('|').map(|part| format!("{head}{part}{tail}")).collect();
    let is_plain = |name: &String| {
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-*".contains(&byte))
    };
    let span = Span::new(context.source, start, start + run.len());
    let names = names.iter().all(is_plain).then(|| names.join(", "))?;
    Some(NearMiss::ListedTools { names, span })
}

/// `{a, b}` and `{ rules }`.
fn braces(context: &Context<'_>, open: &Token<'_>) -> NearMiss {
    if after_brace_list(context.text, open.start).is_some() {
        return listed(context, open, "}");
    }
    let statement = context.before.first().map_or("", |first| first.text).to_owned();
    NearMiss::NoSelector { statement, span: context.span(open) }
}

/// `get_{a,b}`: the brace touches the name.
fn brace_glob(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let (name, open) = match token.is("{") {
        true => (context.back(1)?, token),
        false => (context.back(2)?, context.back(1).filter(|open| open.is("{"))?),
    };
    let first = context.before.first()?;
    let is_glob = HEADS.contains(&first.text) && name.kind == Kind::Word && touch(name, open);
    after_brace_list(context.text, token.start).filter(|_| is_glob)?;
    let NearMiss::ListedTools { names, span } = listed(context, open, "}") else { return None };
    let names: Vec<_> =
        names.split(',').map(|part| format!("{}{}", name.text, part.trim())).collect();
    Some(NearMiss::ListedTools { names: names.join(", "), span: context.span(name).to(span) })
}

/// Where a list of names in braces ends that begins at an offset, or before it: at its brace or at
/// its first name. `None` where something else stands there.
pub(in crate::syntax) fn after_brace_list(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end();
    let mut tokens = lexis::words(text, at).peekable();
    if tokens.next_if(|token| token.is("{")).is_none() && !before.ends_with('{') {
        return None;
    }
    let name = tokens.next().filter(|name| matches!(name.kind, Kind::Word | Kind::String))?;
    let next = tokens.next().filter(|next| next.is(",") || next.is("}"))?;
    if keywords::is_reserved(name.text) {
        return None;
    }
    let mut rest = std::iter::once(next).chain(tokens);
    rest.find(|token| token.is("}")).map(|close| close.end())
}

/// A plain name that goes on with characters that plain names don't have.
fn odd_name(context: &Context<'_>, token: &Token<'_>) -> Option<NearMiss> {
    let odd = |character: char| {
        matches!(character, '.' | '/' | ':' | '@' | '?')
            || !character.is_ascii() && character.is_alphanumeric()
    };
    let is_word = |token: &&Token<'_>| token.kind == Kind::Word;
    let before = match context.back(1) {
        // A dot that no word follows.
        Some(dot) if dot.is(".") => context.back(2).filter(is_word),
        _ if !token.text.starts_with(odd) => return None,
        before => before.filter(is_word).filter(|before| touch(before, token)),
    };
    let start = before.filter(|word| !keywords::is_reserved(word.text));
    let start = start.map_or(token.start, |word| word.start);
    let rest = context.text.get(start..)?;
    let plain = |character: char| character.is_ascii_alphanumeric() || "_-*".contains(character);
    let name = rest.split(|character| !plain(character) && !odd(character)).next()?;
    let named = name.starts_with(|character: char| character.is_alphabetic() || character == '*');
    named.then(|| named_oddly(context, start, name))
}

fn named_oddly(context: &Context<'_>, start: usize, name: &str) -> NearMiss {
    let span = Span::new(context.source, start, start + name.len());
    let whole = name.trim_end_matches([':', '.', '/']);
    if whole.len() < name.len() {
        let mark = name.get(whole.len()..).unwrap_or_default().to_owned();
        let span = Span::new(context.source, start + whole.len(), start + name.len());
        return NearMiss::StrayMark { mark, span };
    }
    match name.rsplit_once([':', '/']) {
        Some((_, last)) if !name.contains('@') => {
            NearMiss::PrefixedName { name: name.to_owned(), last: last.to_owned(), span }
        }
        _ if name.contains('?') => NearMiss::QuestionMark { glob: name.replace('?', "*"), span },
        _ => NearMiss::UnquotedName { name: name.to_owned(), span },
    }
}
