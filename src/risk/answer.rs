//! What is known of a tool while its signs are brought together.

use super::class::{Class, Confidence};
use super::description::{Opening, Told};
use super::effects::{Effect, Effects, Found, SHOWING};
use super::evidence::Evidence;
use super::name;
use super::object::Object;
use super::words::Word;

/// An answer in the making.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The effects so far.
    pub(super) found: Found,
    /// How sure they are.
    pub(super) confidence: Confidence,
    /// What speaks against them.
    pub(super) conflicts: Vec<Evidence>,
    /// Whether they rest on a word that can't be understood in another way.
    pub(super) clear: bool,
    /// Whether the verb of the name shows one thing or many, as may be.
    shows: bool,
    /// Whether the verb of the name asks a database.
    pub(super) asks: bool,
    /// Where the verb of the name stands.
    pub(super) verb: Option<usize>,
    /// What the annotations say of a tool of which nothing else tells.
    pub(super) claims: Vec<Evidence>,
    /// Whether the description says in a word that is nothing but a verb that something changes.
    insists: bool,
    /// Whether the name is about many things.
    pub(super) is_many: bool,
}

impl Answer {
    /// What the name says.
    pub(super) fn of_name(words: &[Word<'_>]) -> Self {
        let mut answer = Self {
            found: Found::default(),
            confidence: Confidence::Low,
            conflicts: Vec::new(),
            clear: false,
            shows: true,
            asks: false,
            verb: None,
            claims: Vec::new(),
            insists: false,
            is_many: Object(words).is_many().is_some(),
        };
        let Some(reading) = name::read(words) else { return answer };
        for (effects, evidence) in &reading.acts {
            answer.found.always(*effects, evidence);
        }
        answer.confidence = if reading.clear { Confidence::High } else { Confidence::Medium };
        let weaker = reading.weaker();
        let mixed = !weaker.is_empty() && answer.class() < Some(Class::Destructive);
        answer.clear = reading.clear && !mixed;
        answer.verb = Some(reading.at);
        let verb = words.get(reading.at);
        answer.asks = verb.is_some_and(|verb| verb.is_any(&["query"]));
        answer.shows = verb.is_none_or(|verb| verb.is_any(SHOWING) || verb.is_any(&["query"]));
        answer.doubt(weaker);
        answer
    }

    /// The class so far.
    pub(super) fn class(&self) -> Option<Class> {
        self.found.effects().class()
    }

    /// Whether the tool is known to do more than read.
    pub(super) fn changes(&self) -> bool {
        self.found.effects().changes()
    }

    /// Whether a word says what it does that is nothing but a verb.
    pub(super) fn is_clear(&self) -> bool {
        self.clear || self.insists
    }

    /// Adds what the description opens with.
    pub(super) fn hear(&mut self, opening: &Opening<'_>, words: &[Word<'_>], claims_to_read: bool) {
        let told = opening.acts();
        let Some(main) = told.iter().rev().max_by_key(|told| told.effects.class()) else { return };
        let class = main.effects.class();
        self.insists = told.iter().any(|told| told.clear && told.effects.changes());
        if self.class().is_none() {
            self.take(&told);
        } else if self.is_noun(words, opening, main, claims_to_read) {
            let overruled = std::mem::take(&mut self.found).evidence();
            self.take(&told);
            self.doubt(overruled);
        } else if class == self.class() {
            self.refine(&told);
            self.agree(main.sign.clone());
        } else if self.is_raised_by(main.effects) {
            let overruled = self.found.evidence();
            self.take(&told);
            self.clear = main.clear;
            self.doubt(overruled);
        }
    }

    fn take(&mut self, told: &[Told]) {
        for told in told {
            self.found.always(told.effects, std::slice::from_ref(&told.sign));
        }
    }

    /// Whether the word of the name that may be a verb is a thing: the description reads, and
    /// speaks of the thing, or the server says that the tool only reads.
    fn is_noun(
        &self,
        words: &[Word<'_>],
        opening: &Opening<'_>,
        told: &Told,
        claims_to_read: bool,
    ) -> bool {
        let verb = self.verb.and_then(|at| words.get(at));
        let thing = verb.is_some_and(|verb| opening.has_thing(verb.text));
        let reads = told.clear && !told.effects.is_empty() && !told.effects.changes();
        !self.clear && self.changes() && reads && (thing || claims_to_read)
    }

    /// Whether a description that speaks of `class` is to be believed against the name: one that
    /// runs what the name writes is not.
    fn is_raised_by(&self, told: Effects) -> bool {
        let class = told.class();
        let reads = self.clear && told.has(Effect::Read);
        (self.class() == Some(Class::Read) && !reads)
            || (class > self.class() && class >= Some(Class::Destructive))
    }

    /// What a description of the same class says more exactly.
    fn refine(&mut self, told: &[Told]) {
        const SHOWS: Effects = Effects::of(&[Effect::Read]);
        const MAKES: Effects = Effects::of(&[Effect::Create, Effect::Update, Effect::Send]);
        const MADE: Effects = Effects::of(&[Effect::Create, Effect::Update]);
        let all = told.iter().fold(Effects::NONE, |all, told| all.and(told.effects));
        let known = self.found.effects();
        let exact = self.shows && known == SHOWS && !all.changes() && !all.has(Effect::Read);
        let new = !all.without(known).is_empty();
        let other = new
            && !self.clear
            && !self.found.rests_on_things()
            && known.meets(MAKES)
            && all.meets(MAKES);
        if exact || other {
            self.found.drop(if exact { SHOWS } else { MAKES });
            self.take(told);
        } else if told.len() > 1 || (known.changes() && known.without(all).is_empty()) {
            self.take(told);
        } else if all.has(Effect::Expose) && !known.changes() {
            self.found.drop(SHOWS);
            self.take(told);
        } else if known.changes() {
            for told in told {
                let more = told.effects.without(MADE).without(SHOWS);
                self.found.always(more, std::slice::from_ref(&told.sign));
            }
        }
    }

    /// Notes a sign for the class that it has.
    pub(super) fn agree(&mut self, sign: Evidence) {
        if let Some(class) = self.class() {
            self.found.support(class, &sign);
        }
        if self.conflicts.is_empty() {
            self.confidence = self.confidence.up();
        }
    }

    /// Notes what the annotations say of a tool of which nothing else tells.
    pub(super) fn claim(&mut self, sign: Evidence) {
        self.claims.push(sign);
    }

    /// Notes what speaks against the answer.
    pub(super) fn doubt(&mut self, signs: Vec<Evidence>) {
        if !signs.is_empty() {
            self.conflicts.extend(signs);
            self.confidence = self.confidence.down();
        }
    }
}
