//! A statement among the rules of another one.

use super::NearMiss;
use super::statement::selector_text;
use crate::syntax::diagnose::Context;
use crate::syntax::keywords;
use crate::syntax::lexis::{self, Kind, Token};

/// How far back the statement is looked for whose braces are open.
const FURTHEST: usize = 4096;

/// `hide b` between braces, with the line that stands outside them.
pub(super) fn statement(context: &Context<'_>, token: &Token<'_>) -> NearMiss {
    let statement = token.text.to_owned();
    let line = line(context, token);
    NearMiss::StatementInsideBraces { statement, line, span: context.span(token) }
}

/// `approve b because "…"`, as it is written; of the tools of the open braces where it names none.
fn line(context: &Context<'_>, token: &Token<'_>) -> Option<String> {
    if !["approve", "deny", "hide"].contains(&token.text) {
        return None;
    }
    let written = super::clause(context, token.end());
    if lexis::words(&written, 0).any(|word| word.is("when")) {
        return None;
    }
    let is_named = lexis::words(&written, 0).next().is_some_and(|word| !word.is("because"));
    let selector = match is_named {
        true => None,
        false => Some(selector_around(context, token)?),
    };
    let parts = [Some(token.text.to_owned()), selector, Some(written)];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Some(parts.join(" "))
}

/// The selector of the `allow` or `restrict` whose braces a token stands in.
fn selector_around(context: &Context<'_>, token: &Token<'_>) -> Option<String> {
    let start = statement_before(context.text, token.start)?;
    let (mut selector, mut opened) = (None, None);
    for word in lexis::words(context.text.get(..token.start)?, start) {
        match word.text {
            "allow" | "restrict" if opened.is_none() => selector = Some(word.end()),
            "{" if word.kind == Kind::Mark && opened.is_none() => {
                opened = selector.and_then(|start| context.text.get(start..word.start));
            }
            "}" if word.kind == Kind::Mark => (selector, opened) = (None, None),
            _ => {}
        }
    }
    opened.map(selector_text)
}

/// The `allow` or `restrict` that stands above with its tools, where nothing but rules stands
/// between: its braces are missing.
pub(super) fn statement_above(context: &Context<'_>, at: usize) -> Option<String> {
    let above = context.text.get(statement_before(context.text, at)?..at)?;
    let mut lines = above.lines();
    let head = selector_text(lines.next()?.trim_end_matches([' ', ':', ',']));
    let begins_rule = |line: &str| {
        let word = line.split_whitespace().next();
        word.is_none_or(|word| keywords::RULES.contains(&word))
    };
    let is_plain = !above.contains(['{', '#']) && lines.all(begins_rule);
    (is_plain && head.contains(' ')).then_some(head)
}

/// Where the last line begins that such a statement stands at the margin of.
fn statement_before(text: &str, end: usize) -> Option<usize> {
    let least = end.saturating_sub(FURTHEST);
    let least = (0..=least).rev().find(|at| text.is_char_boundary(*at))?;
    let near = text.get(least..end)?;
    let begins = |at: &usize| {
        let rest = near.get(*at..).unwrap_or_default();
        ["allow ", "restrict "].iter().any(|word| rest.starts_with(word))
    };
    let lines = near.match_indices('\n').map(|(at, _)| at + 1);
    let first = (least == 0).then_some(0);
    Some(least + first.into_iter().chain(lines).rfind(begins)?)
}
