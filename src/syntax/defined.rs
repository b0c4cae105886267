//! Definitions that stand in a text, whether they can be read or not.

use super::lexis;

/// Whether a text has `let NAME` or `group NAME`, by the first word.
pub(crate) fn defines(text: &str, word: &str, name: &str) -> bool {
    name_ends(text, word, name).is_some()
}

/// What stands after `let NAME =` on its line.
pub(super) fn definition<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let line = text.get(name_ends(text, "let", name)?..)?.lines().next()?;
    let value = line.trim_start().strip_prefix('=')?;
    let comment = lexis::tokens(value, 0).find(|token| token.kind == lexis::Kind::Comment);
    let end = comment.map_or(value.len(), |comment| comment.start);
    value.get(..end).map(str::trim).filter(|value| !value.is_empty())
}

fn name_ends(text: &str, word: &str, name: &str) -> Option<usize> {
    let mut tokens = lexis::words(text, 0).peekable();
    while let Some(token) = tokens.next() {
        let named = tokens.peek().filter(|next| next.is(name));
        if let Some(named) = named.filter(|_| token.is(word) && !token.is_key) {
            return Some(named.end());
        }
    }
    None
}
