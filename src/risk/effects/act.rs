//! What one verb with its object does.

use super::access::gives_access;
use super::effect::Effect;
use super::objects::{How, RULES};
use super::secret::is_secret;
use super::set::Effects;
use super::taking::is_taking;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::{Topic, Verb};
use crate::risk::money::{self, Direction};
use crate::risk::object::Object;
use crate::risk::words::Word;

/// Verbs that show one thing or many, whichever they are about.
pub(in crate::risk) const SHOWING: &[&str] =
    &["get", "show", "retrieve", "fetch", "obtain", "view", "return", "display", "obter", "hole"];

/// Verbs by which things are chosen among many.
const CHOOSING: &[&str] = &["query", "suggest", "recommend", "lookup"];

/// Verbs that say whether a secret is right, not what it is.
const TESTING: &[&str] = &["verify", "validate", "check", "count", "test", "audit", "describe"];

/// Verbs that only tell of access, or are about a thing whose name holds such a word.
const TELLING: &[&str] =
    &["track", "log", "report", "press", "type", "refresh", "record", "open", "select", "close"];

/// Verbs by which a thing can be used from then on.
const MINTING: &[&str] =
    &["create", "generate", "regenerate", "rotate", "issue", "mint", "exchange", "new"];

/// What is made, for which one word is enough to be used.
const MINTED: &[&str] = &["key", "token", "apikey", "credential", "secret", "jwt", "kubeconfig"];

/// What is put into a store under a name where it is only created.
const STORED: &[&str] = &["secret", "credential"];

/// Things of access that are put down without giving it to anybody.
const NO_GRANT: &[&str] =
    &["secret", "password", "credential", "mfa", "restriction", "sso", "token", "refresh"];

/// Secrets that a list of them shows.
const SHOWN_IN_LISTS: &[&str] =
    &["env", "environment", "cookie", "variable", "storage", "localstorage", "sessionstorage"];

/// What one verb does, and the words that say so: the verb, and what decides of its object.
#[derive(Debug)]
pub(in crate::risk) struct Act<'w, 't> {
    /// What it does.
    pub(in crate::risk) effects: Effects,
    /// The words of its object that matter, with the effects that they give.
    pub(in crate::risk) things: Vec<(Effects, &'w Word<'t>)>,
}

impl<'w, 't> Act<'w, 't> {
    /// What the verb at `at` among words does with its object.
    pub(in crate::risk) fn of(
        words: &'w [Word<'t>],
        at: usize,
        verb: Verb,
        object: Object<'w, 't>,
    ) -> Self {
        let mut act = Self { effects: verb.effects, things: Vec::new() };
        let Some(word) = words.get(at) else { return act };
        act.by_rules(words, at, object);
        act.by_search(words, word);
        act.by_money(words, at, object);
        act.by_number(word, object);
        act.by_access(words, at, object);
        act.by_secret(words, at);
        act
    }

    /// Its effects with the words that tell them, as evidence.
    pub(in crate::risk) fn signed(
        &self,
        verb: Option<Evidence>,
        quote: impl Fn(&Word<'_>) -> Evidence,
    ) -> Vec<(Effects, Vec<Evidence>)> {
        let given = self.things.iter().fold(Effects::NONE, |all, (given, _)| all.and(*given));
        let own = self.effects.without(given);
        let own = (!own.is_empty()).then(|| (own, verb.iter().cloned().collect()));
        let things = self.things.iter().filter(|(given, _)| self.effects.meets(*given));
        let things = things
            .map(|(given, thing)| (*given, verb.iter().cloned().chain([quote(thing)]).collect()));
        own.into_iter().chain(things).collect()
    }

    fn instead(&mut self, gives: Effects, thing: &'w Word<'t>) {
        self.effects = gives;
        self.things.push((gives, thing));
    }

    fn also(&mut self, gives: Effects, thing: &'w Word<'t>) {
        self.effects = self.effects.and(gives);
        self.things.push((gives, thing));
    }

    fn by_rules(&mut self, words: &[Word<'_>], at: usize, object: Object<'w, 't>) {
        let Some(word) = words.get(at) else { return };
        let announced =
            object.of_topic(Topic::Announced).is_some() || is_announced(words, at, object);
        let fits = |how| {
            RULES
                .iter()
                .filter(move |rule| rule.how == how && object.of_topic(rule.about).is_some())
                .filter(move |rule| word.is_any(rule.verbs))
                .filter(move |rule| rule.about != Topic::Renewed || !announced)
                .filter_map(move |rule| object.decides(rule.about).map(|thing| (rule, thing)))
                .filter(|(rule, thing)| rule.about != Topic::Renewed || !thing.is_plural())
                .map(|(rule, thing)| (rule.gives, thing))
        };
        if let Some((gives, thing)) = fits(How::Instead).next() {
            self.instead(gives, thing);
        }
        for (gives, thing) in fits(How::Also) {
            self.also(gives, thing);
        }
    }

    /// What is searched for and replaced is a text.
    fn by_search(&mut self, words: &[Word<'_>], word: &Word<'_>) {
        let searches = || {
            words.iter().any(|word| {
                word.is_any(&[
                    "find",
                    "finds",
                    "search",
                    "text",
                    "placeholder",
                    "occurrence",
                    "variable",
                    "string",
                ])
            })
        };
        if word.is_any(&["replace"]) && searches() {
            self.effects = Effects::of(&[Effect::Update]);
        }
    }

    /// Money has a direction: what is asked for is only made, what leaves is paid.
    fn by_money(&mut self, words: &[Word<'_>], at: usize, object: Object<'w, 't>) {
        let Some(word) = words.get(at).filter(|_| !is_announced(words, at, object)) else { return };
        let ends = |next: &Word<'_>| next.entry.is(Topic::Preposition);
        let leads = words.get(at + 1).is_some_and(|next| !ends(next));
        let pays = self.effects.has(Effect::Pay);
        if pays && leads && word.entry.is(Topic::Moving) && moves_something_else(object) {
            let given = self.things.iter().fold(Effects::NONE, |all, (given, _)| all.and(*given));
            self.effects = Effects::of(&[Effect::Update]).and(given);
            return;
        }
        let Some((direction, thing)) = money::direction(word, object) else { return };
        match direction {
            Direction::Out if thing.entry.is(Topic::Renewed) => {
                self.also(Effects::of(&[Effect::Pay]), thing);
            }
            Direction::Out if word.is_any(&["authorize"]) => {
                self.also(Effects::of(&[Effect::Create, Effect::Pay]), thing);
            }
            Direction::Out if word.is_any(&["accept", "confirm", "reactivate"]) => {
                self.also(Effects::of(&[Effect::Pay]), thing);
            }
            Direction::Out => self.instead(Effects::of(&[Effect::Pay]), thing),
            Direction::Asked if pays => self.instead(money::asking(word), thing),
            Direction::Asked => {}
        }
    }

    /// Whether one thing is shown, or which there are.
    fn by_number(&mut self, word: &Word<'_>, object: Object<'w, 't>) {
        if self.effects == Effects::of(&[Effect::Read])
            && (word.is_any(SHOWING) || word.is_any(CHOOSING))
            && let Some(many) = object.is_many()
        {
            self.instead(Effects::of(&[Effect::List]), many);
        }
    }

    fn by_access(&mut self, words: &'w [Word<'t>], at: usize, object: Object<'w, 't>) {
        let makes = Effects::of(&[Effect::Create, Effect::Update, Effect::Send]);
        let Some(word) = words.get(at).filter(|word| !word.is_any(TELLING)) else { return };
        if !self.effects.meets(makes) || is_taking(word) {
            return;
        }
        let stands = |thing: &Word<'_>| object.0.iter().any(|own| std::ptr::eq(own, thing));
        let found = words.iter().enumerate().find(|(place, thing)| {
            let opens = stands(thing) && !thing.is_any(NO_GRANT);
            *place != at && opens && gives_access(words, Some(at), *place)
        });
        let grant = Effects::of(&[Effect::Grant]);
        match found {
            Some((_, thing)) if word.is_any(&["add"]) && is_membership(object) => {
                self.instead(grant, thing);
            }
            Some((_, thing)) => self.also(grant, thing),
            None => {}
        }
        let stored = word.is_any(&["create", "new"]);
        let minted = |head: &&Word<'_>| head.is_any(MINTED) && !(stored && head.is_any(STORED));
        if word.is_any(MINTING)
            && let Some(thing) = object.head().filter(minted)
        {
            self.also(Effects::of(&[Effect::Expose]), thing);
        }
    }

    fn by_secret(&mut self, words: &'w [Word<'t>], at: usize) {
        let Some(word) = words.get(at).filter(|word| !word.is_any(TESTING)) else { return };
        let reads = !self.effects.is_empty() && !self.effects.changes();
        let mut places = 0..words.len();
        let secret = places.find(|place| *place != at && is_secret(words, Some(at), *place));
        let Some(thing) = secret.and_then(|place| words.get(place)).filter(|_| reads) else {
            return;
        };
        let expose = Effects::of(&[Effect::Expose]);
        if !self.effects.has(Effect::List) || word.is_any(SHOWING) {
            self.instead(expose, thing);
        } else if thing.is_any(SHOWN_IN_LISTS) {
            self.also(expose, thing);
        }
    }
}

/// Whether what is subscribed to is news, not a service: `a subscription on a topic`.
fn is_announced(words: &[Word<'_>], at: usize, object: Object<'_, '_>) -> bool {
    let behind = words.iter().skip(at + 1 + object.0.len()).take(3);
    let before = words.iter().take(at);
    object.of_topic(Topic::Renewed).is_some()
        && before.chain(behind).any(|word| word.entry.is(Topic::Announced))
}

/// Whether what is added is somebody, not a thing.
fn is_membership(object: Object<'_, '_>) -> bool {
    object.0.iter().any(|word| word.is_any(&["member"]))
}

/// Whether what is transferred, swapped or settled has a name, and that isn't money's.
fn moves_something_else(object: Object<'_, '_>) -> bool {
    let stakes = [Topic::Coin, Topic::Position].into_iter().any(|it| object.of_topic(it).is_some());
    !object.0.is_empty() && money::object(object.0).is_none() && !stakes
}
