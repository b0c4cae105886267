//! Leaves out the parentheses that say nothing: all but those where `and` meets `or`.

use super::tokens::{Comment, Token};

/// A parenthesis that is still open, and the connective that was met inside it.
struct Open {
    at: usize,
    inside: Option<&'static str>,
}

/// Takes needless parentheses out; the comments round them stay with the tokens that are left.
pub(super) fn drop_needless(tokens: &mut Vec<Token<'_>>) {
    let mut needless = needless(tokens);
    needless.sort_unstable();
    let mut needless = needless.into_iter().peekable();
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut carried = Vec::new();
    for (at, mut token) in std::mem::take(tokens).into_iter().enumerate() {
        if needless.next_if_eq(&at).is_some() {
            carry(token, kept.last_mut(), &mut carried);
        } else {
            carried.append(&mut token.above);
            token.above = std::mem::take(&mut carried);
            kept.push(token);
        }
    }
    *tokens = kept;
}

/// The comments of a token that is left out: one at the end of its line goes to the token before,
/// where there is room for it, every other one to the token after.
fn carry<'t>(token: Token<'t>, last: Option<&mut Token<'t>>, carried: &mut Vec<Comment<'t>>) {
    let closes = token.closes();
    carried.extend(token.above);
    let Some(beside) = token.beside else { return };
    match last {
        Some(last) if closes && last.beside.is_none() && carried.is_empty() => {
            last.beside = Some(beside);
        }
        _ => carried.push(Comment { text: beside, blank: false }),
    }
}

/// The places of the parentheses that can go.
fn needless(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut open: Vec<Open> = Vec::new();
    let mut needless = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.is("(") {
            open.push(Open { at, inside: None });
        } else if let Some(connective) = connective(tokens, at) {
            open.iter_mut().last().map(|open| open.inside.get_or_insert(connective));
        } else if token.is(")")
            && let Some(pair) = open.pop()
            && is_needless(tokens, &pair, at)
        {
            needless.extend([pair.at, at]);
            // What stood inside now stands in what is round it.
            if let (Some(outer), Some(inside)) = (open.last_mut(), pair.inside) {
                outer.inside.get_or_insert(inside);
            }
        }
    }
    needless
}

/// Whether one kind of connective stands inside and beside a pair of parentheses.
fn is_needless(tokens: &[Token<'_>], pair: &Open, close: usize) -> bool {
    let before = pair.at.checked_sub(1).and_then(|at| connective(tokens, at));
    let outside = before.or_else(|| connective(tokens, close + 1));
    pair.inside.is_none() || outside.is_none() || pair.inside == outside
}

/// `and` or `or`, if it is one; after a dot it is a key.
fn connective(tokens: &[Token<'_>], at: usize) -> Option<&'static str> {
    let key = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is("."));
    let token = tokens.get(at).filter(|_| !key)?;
    ["and", "or"].into_iter().find(|word| token.is(word))
}
