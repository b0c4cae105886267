//! Pieces of the text as messages show them.

use crate::syntax::diagnose::Context;
use crate::syntax::lexis::{self, Kind, Token};

/// The text from an offset to the end of its line.
pub(super) fn line<'t>(context: &Context<'t>, start: usize) -> &'t str {
    context.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// The tokens of a line from an offset on, up to a brace, a comment or another rule, as one text; no
/// more than a message can hold.
pub(super) fn clause(context: &Context<'_>, start: usize) -> String {
    const LONGEST: usize = 120;
    let line = line(context, start);
    let end = clause_end(line.get(..LONGEST * 4).unwrap_or(line));
    let clause = line.get(..end.unwrap_or(line.len())).unwrap_or_default().trim();
    match clause.char_indices().nth(LONGEST) {
        Some((end, _)) => clause.get(..end).unwrap_or_default().to_owned() + "…",
        None => clause.to_owned(),
    }
}

/// Where a brace, a comment or another rule stands in a line.
fn clause_end(line: &str) -> Option<usize> {
    let mut tokens = lexis::tokens(line, 0).peekable();
    let mut is_first = true;
    while let Some(token) = tokens.next() {
        let ends = token.kind == Kind::Comment || matches!(token.text, "{" | "}");
        if ends || !is_first && begins_rule(&token, tokens.peek()) {
            return Some(token.start);
        }
        is_first = false;
    }
    None
}

/// Whether a rule begins with a token and not, say, an argument of this name.
fn begins_rule(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let is_followed_by = |is: fn(&Token<'_>) -> bool| next.is_some_and(is);
    match token.text {
        _ if token.is_key => false,
        "require" => is_followed_by(|next| next.is("args") || next.is("(")),
        "limit" => is_followed_by(|next| next.kind == Kind::Number),
        "deny" | "approve" => is_followed_by(|next| next.is("when")),
        _ => false,
    }
}
