//! Fixes made in rounds, each of them proved.

use std::sync::Arc;

use super::{Offer, apply, compatible};
use crate::finding::Safety;
use crate::source::{Source, Sources};
use crate::syntax;

/// More rounds than fixes that wait for each other need; a bound, so that none go round in circles.
const MAX_ROUNDS: usize = 256;

/// What is known about a text.
#[derive(Debug, Clone)]
pub struct Examined {
    /// What could be mended, every edit in this text.
    pub offers: Vec<Offer>,
    /// What it compiles to; nothing where something is wrong.
    pub compiled: Option<String>,
    /// How many errors there are.
    pub errors: usize,
}

/// A text after its fixes.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The text; the one before where no fix was made.
    pub text: String,
    /// The fixes that were made, in the order in which they were.
    pub made: Vec<Offer>,
}

/// Makes every fix that is wanted (safe ones alone, or the others too) and holds its promise.
///
/// The result is formatted if the text was; else what isn't edited keeps its layout.
pub fn mend(text: &str, wanted: Safety, examine: impl FnMut(&str) -> Examined) -> Mended {
    let mut mender =
        Mender { wanted, formatted: formatted(text).as_deref() == Some(text), examine };
    let mut now = State { text: text.to_owned(), examined: (mender.examine)(text) };
    let mut made = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let Some((next, offers)) = mender.round(&now) else { break };
        now = next;
        made.extend(offers);
    }
    Mended { text: now.text, made }
}

/// A text and what is known about it.
struct State {
    text: String,
    examined: Examined,
}

/// A change that held its promise: what came out, and what was done.
type Change = (State, Vec<Offer>);

struct Mender<E> {
    wanted: Safety,
    formatted: bool,
    examine: E,
}

impl<E: FnMut(&str) -> Examined> Mender<E> {
    /// Some fixes made; nothing where none is left. Unsafe ones wait until the safe ones are done,
    /// so that these can be held to the compiled bytes.
    fn round(&mut self, now: &State) -> Option<Change> {
        let safe = self.of(Safety::Safe, now);
        if safe.is_some() || self.wanted == Safety::Safe {
            return safe;
        }
        self.of(Safety::Unsafe, now)
    }

    /// Fixes of one kind: all that go together, else all that hold by themselves, else one.
    fn of(&mut self, safety: Safety, now: &State) -> Option<Change> {
        let of_kind = |offer: &&Offer| offer.fix.safety == safety;
        let offers: Vec<&Offer> = now.examined.offers.iter().filter(of_kind).collect();
        let together = compatible(offers.iter().copied());
        if let Some(change) = self.attempt(now, &together) {
            return Some(change);
        }
        let mut sound = Vec::new();
        for offer in offers.iter().filter(|_| together.len() > 1) {
            if self.attempt(now, &[offer]).is_some() {
                sound.push(*offer);
            }
        }
        let first = sound.first().copied();
        let together = compatible(sound);
        self.attempt(now, &together).or_else(|| self.attempt(now, &[first?]))
    }

    /// The fixes made together, if the result is what it should be.
    fn attempt(&mut self, now: &State, offers: &[&Offer]) -> Option<Change> {
        let text = self.laid_out(apply(&now.text, offers)?)?;
        if text == now.text || !is_sound(&now.text, &text) {
            return None;
        }
        let examined = (self.examine)(&text);
        let safe = offers.iter().all(|offer| offer.fix.safety == Safety::Safe);
        let holds = if safe {
            examined.compiled.is_some() && examined.compiled == now.examined.compiled
        } else {
            examined.errors <= now.examined.errors
        };
        let made = offers.iter().map(|offer| Offer::clone(offer)).collect();
        holds.then_some((State { text, examined }, made))
    }

    fn laid_out(&self, text: String) -> Option<String> {
        if self.formatted { formatted(&text) } else { Some(text) }
    }
}

/// Whether a text has no fault that the one before hadn't, and all its comments.
fn is_sound(before: &str, after: &str) -> bool {
    faults(after) <= faults(before) && syntax::comments(after).eq(syntax::comments(before))
}

fn faults(text: &str) -> usize {
    source(text).map_or(usize::MAX, |source| syntax::parse(&source).findings.len())
}

fn formatted(text: &str) -> Option<String> {
    syntax::format(&*source(text)?).ok()
}

fn source(text: &str) -> Option<Arc<Source>> {
    Sources::default().add("mended", text)
}
