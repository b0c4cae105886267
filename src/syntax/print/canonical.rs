//! The one spelling that each token has: quotes, escapes, plural forms, digits.

use std::borrow::Cow;

use super::spelling;
use super::tokens::Token;
use crate::syntax::keywords;
use crate::syntax::lexis::Kind;

/// Spells every token as it is spelled in a formatted file.
pub(super) fn respell(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        if let Some(text) = spelled(tokens, at)
            && let Some(token) = tokens.get_mut(at)
        {
            token.text = Cow::Owned(text);
        }
    }
}

/// A token's spelling, where it may differ from what is written.
fn spelled(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::String => Some(string(tokens, at, serde_json::from_str(&token.text).ok()?)),
        Kind::Number => whole_number(&token.text),
        Kind::Word => counted(tokens, at),
        Kind::Comment | Kind::Regex | Kind::Mark => None,
    }
}

fn string(tokens: &[Token<'_>], at: usize, text: String) -> String {
    if may_be_plain(tokens, at, &text) { text } else { spelling::quoted(&text) }
}

/// Whether quotes round this text say nothing where it stands: round a key, a tool that is called
/// and a class or group, but not round a tool in a selector, where a quoted name is never a class
/// or group.
fn may_be_plain(tokens: &[Token<'_>], at: usize, text: &str) -> bool {
    let before = |word| at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(is(word));
    let after = |word| tokens.get(at + 1).is_some_and(is(word));
    let key = before(".") || after(":");
    let name = before("call") || after("tools");
    spelling::is_plain(text) && (key || name && !keywords::is_reserved(text))
}

fn is(word: &str) -> impl Fn(&Token<'_>) -> bool {
    move |token| token.is(word)
}

/// A count without zeros in front. Other numbers have none, and keep their spelling.
fn whole_number(text: &str) -> Option<String> {
    let digits = text.trim_start_matches('0');
    let counts = text.bytes().all(|byte| byte.is_ascii_digit());
    (counts && !digits.is_empty() && digits.len() < text.len()).then(|| digits.to_owned())
}

/// `1 time`, `2 times`, `wait 1 minute`, `wait 2 minutes`.
fn counted(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let count = tokens.get(at.checked_sub(1)?).filter(|token| token.kind == Kind::Number)?;
    let noun = tokens.get(at)?.text.trim_end_matches('s').to_owned();
    let plural = if count.text == "1" { "" } else { "s" };
    let nouns = ["time", "minute", "hour", "day"];
    nouns.contains(&noun.as_str()).then(|| noun + plural)
}
