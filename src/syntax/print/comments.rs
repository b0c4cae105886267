//! Brings every comment to a place where a line can end, so that laying the text out needn't move
//! any: what is written is then read back with the same comments at the same tokens.

use super::tokens::{Comment, Token};

/// Moves the comments that stand where no line may end. `breaks` tells before which tokens one may.
pub(super) fn attach_to_lines(tokens: &mut [Token<'_>], breaks: &[bool]) {
    let may_break = |at: usize| breaks.get(at).copied().unwrap_or_default();
    let mut last_break = 0;
    for at in 0..tokens.len() {
        if may_break(at) && !takes_inside(tokens, at) {
            last_break = at;
        } else if takes_inside(tokens, at) {
            move_inside(tokens, at);
        } else if !move_past_comma(tokens, at) {
            move_above(tokens, at, last_break);
        }
    }
}

/// Whether the comments before a token belong to what it opens: not where it is an element.
fn takes_inside(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let element = before.is_none_or(|token| token.opens() || token.is(","));
    tokens.get(at).is_some_and(Token::opens) && !element
}

/// Takes away the comments between the token before and this one.
fn take_before<'t>(tokens: &mut [Token<'t>], at: usize) -> Vec<Comment<'t>> {
    let beside = at.checked_sub(1).and_then(|at| tokens.get_mut(at)?.beside.take());
    let above = tokens.get_mut(at).map(|token| std::mem::take(&mut token.above));
    let beside = beside.map(|text| Comment { text, blank: false });
    let above = above.unwrap_or_default().into_iter();
    beside.into_iter().chain(above.map(|comment| Comment { blank: false, ..comment })).collect()
}

/// `in # hosts` and then `[`: the comment stands behind the bracket, or in front of what follows.
fn move_inside(tokens: &mut [Token<'_>], at: usize) {
    let on_line = at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(|token| token.beside);
    let mut before = take_before(tokens, at);
    let Some(token) = tokens.get_mut(at) else { return };
    if before.len() == 1 && on_line.is_some() && token.beside.is_none() {
        token.beside = on_line;
        return;
    }
    if !before.is_empty() {
        before.extend(token.beside.take().map(|text| Comment { text, blank: false }));
    }
    if let Some(first) = tokens.get_mut(at + 1) {
        first.above.splice(0..0, before);
    }
}

/// `a # why` and then `, b`: the comment stays at the end of its line, which the comma now ends.
fn move_past_comma(tokens: &mut [Token<'_>], at: usize) -> bool {
    let Some((before, [token, ..])) = tokens.split_at_mut_checked(at) else { return false };
    let room = token.is(",") && token.beside.is_none() && token.above.is_empty();
    if room && let Some(before) = before.last_mut() {
        token.beside = before.beside.take();
    }
    room
}

/// Any other comment stands above the line.
fn move_above(tokens: &mut [Token<'_>], at: usize, line: usize) {
    let before = take_before(tokens, at);
    if let Some(line) = tokens.get_mut(line) {
        line.above.extend(before);
    }
}
