//! Which way the money of a tool goes.

use crate::risk::effects::Effect;
use crate::risk::money;
use crate::risk::profile::Profile;
use crate::risk::words;

/// Which way money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Money {
    /// It leaves, or is taken by a means of payment that is stored.
    Out,
    /// A person still has to agree.
    Asked,
}

/// Verbs by which somebody is asked for money.
const MAKING: &[&str] = &[
    "create", "make", "new", "add", "generate", "issue", "send", "finalize", "invoice", "bill",
    "criar", "crear", "gerar", "generar", "emitir",
];

/// What somebody is asked for money with.
const ASKING: &[&str] =
    &["link", "invoice", "checkout", "quote", "quotation", "qr", "qrcode", "boleto", "preference"];

/// Payments that no one has to agree to any more.
const SETTLED: &[&str] = &["refund", "transfer", "payout", "withdrawal", "subscription", "pay"];

/// Where the one who pays is led afterwards: `redirect_url`, `success_url`, `back_urls`.
const BACK: &[&str] = &["redirect", "success", "cancel", "back"];

impl Profile<'_> {
    /// Which way the money goes that its calls move; none where they move none.
    pub(crate) fn money(&self) -> Option<Money> {
        if self.asks_for_money() {
            return Some(Money::Asked);
        }
        let pays = self.effects().iter().any(|found| found.effect == Effect::Pay);
        pays.then_some(Money::Out)
    }

    fn asks_for_money(&self) -> bool {
        let makes = self.changes() && self.verb_is(MAKING) && money::object(&self.words).is_some();
        let names = |list| self.words.iter().any(|word| word.is_any(list));
        makes && (names(ASKING) || !names(SETTLED) && self.waits())
    }

    /// Whether an argument at the top says where the one who pays is led, or when it lapses.
    fn waits(&self) -> bool {
        let has = |name: &str, list| words::parts(name).any(|word| words::is_any(word, list));
        let leads_back = |name: &str| has(name, &["url", "uri"]) && has(name, BACK);
        let lapses = |name: &str| has(name, &["expires"]) && has(name, &["at", "in", "on"]);
        !self.given.fitting(|name| leads_back(name) || lapses(name)).is_empty()
    }
}
