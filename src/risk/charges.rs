//! What the arguments and the description say of money: how much of it, who pays it, and whether
//! it is money at all.

use super::answer::Answer;
use super::class::Class;
use super::classify::Seen;
use super::effects::{Act, Effect, Effects};
use super::lexicon::Topic;
use super::object::Object;
use super::words::{self, Word};

/// Words for what somebody still has to pay, or to agree to.
const ASKED: &[&str] = &[
    "link",
    "intent",
    "quote",
    "consent",
    "mandate",
    "qrcode",
    "qr",
    "expense",
    "claim",
    "receipt",
    "journal",
    "ledger",
    "budget",
    "price",
    "product",
    "estimate",
    "opportunity",
    "deal",
    "tax",
];

/// Words of a description by which a charge is only asked for.
const COLLECTED: &[&str] = &["qr", "qrcode", "link", "collecting", "boleto", "redirect"];

/// What a payer may be asked for.
const CHARGES: &[&str] = &["charge", "payment", "checkout", "order", "subscription"];

/// Words by which one subscribes to news.
const NEWS: &[&str] = &[
    "create",
    "new",
    "add",
    "update",
    "confirm",
    "accept",
    "activate",
    "verify",
    "subscription",
    "subscribe",
];

/// Adds what is said of money, or takes away what isn't.
pub(super) fn add(answer: &mut Answer, seen: &Seen<'_, '_>) {
    by_amount(answer, seen);
    by_redirect(answer, seen);
    by_news(answer, seen);
    by_move(answer, seen);
}

/// An amount of money in a tool that makes something of which nothing says what it is.
fn by_amount(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let makes = answer.found.effects().has(Effect::Create);
    if !makes || answer.class() == Some(Class::Financial) || seen.asks() {
        return;
    }
    if let Some(sign) = seen.given.amount() {
        let signs: Vec<_> = answer.found.evidence().into_iter().chain([sign]).collect();
        answer.found.always(Effects::of(&[Effect::Pay]), &signs);
        answer.confidence = super::Confidence::Medium;
    }
}

/// A charge whose payer is sent to a page and back is asked for.
fn by_redirect(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let pays = Effects::of(&[Effect::Pay]);
    let asked = seen.words.iter().any(|word| word.is_any(CHARGES));
    let makes = seen.words.iter().any(|word| word.is_any(&["create", "make", "new"]));
    let said = seen.description.map(|text| words::of_sentence(text, 24));
    let says = |word: &Word<'_>| word.entry.verb.is_some_and(|it| it.effects.has(Effect::Pay));
    if said.as_ref().and_then(|words| words.first()).is_some_and(says) {
        return;
    }
    let collected = || said.iter().flatten().any(|word| word.is_any(COLLECTED));
    if asked
        && makes
        && answer.found.effects().meets(pays)
        && (seen.given.redirects() || collected())
    {
        let signs = answer.found.drop(pays);
        answer.found.always(Effects::of(&[Effect::Create]), &signs);
    }
}

/// A subscription to news costs nothing: `Create a webhook subscription for events`.
fn by_news(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let said = words::of_sentence(seen.description.unwrap_or_default(), 24);
    let news = said.iter().any(|word| word.is_any(&["webhook", "topic", "feed", "newsletter"]));
    let pays = Effects::of(&[Effect::Pay]);
    if news && answer.found.effects().meets(pays) {
        let signs = answer.found.drop_resting_on(pays, NEWS);
        answer.found.always(Effects::of(&[Effect::Create]), &signs);
    }
}

/// What is moved need not be money: `Transfer an image to another region`.
fn by_move(answer: &mut Answer, seen: &Seen<'_, '_>) {
    let pays = Effects::of(&[Effect::Pay]);
    let said = words::of_sentence(seen.description.unwrap_or_default(), 24);
    let Some(verb) = said.first().filter(|word| word.is_any(&["transfer", "swap"])) else { return };
    let Some(moved) = verb.entry.verb else { return };
    let act = Act::of(&said, 0, moved, Object::in_prose(&said, 0));
    if !act.effects.has(Effect::Pay) {
        let text = verb.text.to_ascii_lowercase();
        let signs = answer.found.drop_resting_on(pays, &[&text]);
        answer.found.always(act.effects, &signs);
    }
}

impl Seen<'_, '_> {
    /// Whether the name or the description speaks of money that somebody still has to pay.
    fn asks(&self) -> bool {
        let asked = |word: &Word<'_>| {
            word.entry.is(Topic::Asked) && word.entry.is(Topic::Money) || word.is_any(ASKED)
        };
        let text = self.description.unwrap_or_default();
        self.words.iter().any(asked) || words::of_sentence(text, 24).iter().any(asked)
    }
}
