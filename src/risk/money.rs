//! Whether what a tool changes is money, and whether that money leaves or is asked for.

use super::effects::{Effect, Effects};
use super::lexicon::Topic;
use super::object::Object;
use super::words::Word;

/// Words that make an `order` none that is paid.
const OTHER_ORDERS: &[&str] = &["work", "sort", "fulfillment", "change", "service", "display"];

/// Verbs that move what they are about, where that is money.
const MOVING: &[&str] = &[
    "create",
    "make",
    "send",
    "initiate",
    "submit",
    "place",
    "execute",
    "schedule",
    "confirm",
    "capture",
    "authorize",
    "approve",
    "process",
    "issue",
    "release",
    "retry",
    "complete",
    "fund",
    "new",
    "do",
    "perform",
    "trigger",
    "request",
    "add",
    "accept",
    "grant",
    "apply",
    "settle",
    "finalize",
    "claim",
    "activate",
    "reactivate",
    "start",
    "renew",
    "criar",
    "crear",
    "enviar",
    "emitir",
    "agendar",
    "solicitar",
    "realizar",
    "fazer",
    "hacer",
];

/// Verbs by which what was asked for is charged.
const CONFIRMING: &[&str] =
    &["confirm", "capture", "complete", "process", "pay", "accept", "charge"];

/// Money verbs that ask for money, where what they are about is asked for.
const COLLECTING: &[&str] = &["bill", "invoice", "facturar", "faturar", "cobrar", "charge"];

/// Where money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// It leaves, or a stored means of payment is charged.
    Out,
    /// Somebody still has to pay it.
    Asked,
}

/// The direction of the money that a verb is about, with the word that tells.
pub(super) fn direction<'w, 't>(
    verb: &Word<'_>,
    object: Object<'w, 't>,
) -> Option<(Direction, &'w Word<'t>)> {
    let money = self::object(object.0)?;
    if is_bracket(verb) && money.is_any(&["transaction"]) {
        return None;
    }
    let confirmed = verb.is_any(CONFIRMING) && object.of_topic(Topic::Asked).is_some();
    if let Some(asked) = object.of_topic(Topic::Asked).filter(|_| !confirmed) {
        return Some((Direction::Asked, asked));
    }
    verb.is_any(MOVING).then_some((Direction::Out, money))
}

/// What a verb of money does with what is only asked for.
pub(super) fn asking(verb: &Word<'_>) -> Effects {
    if verb.is_any(COLLECTING) {
        Effects::of(&[Effect::Create])
    } else {
        Effects::of(&[Effect::Pay])
    }
}
/// The word that says that a thing is money, if the last word doesn't make it a paper about money
/// (`invoice_template`).
pub(super) fn object<'w, 't>(words: &'w [Word<'t>]) -> Option<&'w Word<'t>> {
    let money = |at: &usize| is_money(words, *at);
    let at = (0..words.len()).rev().find(money)?;
    let head = words.get(at + 1..).unwrap_or_default();
    let paper = |word: &Word<'_>| word.entry.is(Topic::Paper) && !word.entry.is(Topic::Money);
    if head.iter().any(paper) { None } else { words.get(at) }
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
        "transaction" => !words.iter().any(|word| is_bracket(word) || word.entry.is(Topic::Code)),
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
