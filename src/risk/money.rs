//! Whether what a tool changes is money.

use super::lexicon::Topic;
use super::words::Word;

/// Words that make an `order` none that is paid.
const OTHER_ORDERS: &[&str] = &["work", "sort", "fulfillment", "change", "service", "display"];

/// The word that says that a thing is money, if the last word doesn't make it a paper about money
/// (`invoice_template`).
pub(super) fn object<'w, 't>(words: &'w [Word<'t>]) -> Option<&'w Word<'t>> {
    let money = |at: &usize| is_money(words, *at);
    let at = (0..words.len()).rev().find(money)?;
    let head = words.get(at + 1..).unwrap_or_default();
    let paper = |word: &Word<'_>| word.entry.is(Topic::Paper) && !word.entry.is(Topic::Money);
    if head.iter().any(paper) { None } else { words.get(at) }
}

/// The same among the words beside a verb, those after it first.
pub(super) fn beside<'w, 't>(words: &'w [Word<'t>], verb: usize) -> Option<&'w Word<'t>> {
    let (before, after) = words.split_at_checked(verb)?;
    let (verb, after) = after.split_first()?;
    let found = object(after).or_else(|| object(before));
    found.filter(|word| !(is_bracket(verb) && word.is_any(&["transaction"])))
}

/// The same among the words of a description, where an `order` may be anything.
pub(super) fn in_prose<'w, 't>(words: &'w [Word<'t>]) -> Option<&'w Word<'t>> {
    object(words).filter(|word| !word.text.to_ascii_lowercase().starts_with("order"))
}

fn is_money(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.entry.is(Topic::Money)) else {
        return false;
    };
    let text = word.text.to_ascii_lowercase();
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    match text.trim_end_matches('s') {
        "order" => !before.is_some_and(|before| {
            let before = before.text.to_ascii_lowercase();
            OTHER_ORDERS.contains(&before.as_str())
        }),
        "subscription" | "subscriber" => !words.iter().any(|word| word.entry.is(Topic::Announced)),
        "credit" | "debit" => !is_followed_by_card(words, at),
        "transaction" => !words.iter().any(is_bracket),
        _ => true,
    }
}

/// A `credit card` is a way to pay, not money.
fn is_followed_by_card(words: &[Word<'_>], at: usize) -> bool {
    let after = words.iter().skip(at + 1).take(2);
    after.map(|word| word.text.to_ascii_lowercase()).any(|word| word.starts_with("card"))
}

/// `begin`, `commit` and `rollback` are about transactions of a database.
fn is_bracket(word: &Word<'_>) -> bool {
    let text = word.text.to_ascii_lowercase();
    matches!(text.as_str(), "begin" | "start" | "commit" | "rollback" | "abort" | "savepoint")
}
