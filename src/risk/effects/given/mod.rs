//! Arguments by which some calls do more: a file to write, people to tell, a check to skip.

mod rules;

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::When;
use super::effect::Effect;
use super::forwarding::forwarded;
use super::set::Effects;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::risk::arguments::Given;
use crate::risk::evidence::Evidence;
use crate::risk::leaves::LeafPath;
use crate::risk::lexicon::Topic;
use crate::risk::words::{self, Word};
use crate::strings::Quick;

/// What an argument's name must be like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// Its words joined are one of these.
    Whole(&'static [&'static str]),
    /// It has a word of the first and one of the second list.
    Both(&'static [&'static str], &'static [&'static str]),
    /// It has a word of the list and one of the topic.
    About(&'static [&'static str], Topic),
}

/// Which tools a rule is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tools {
    Any,
    /// Those that change something.
    Changing,
    /// Those that make or change something.
    Making,
    /// Those that show one thing.
    Showing,
}

/// Arguments that give an effect.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) named: Named,
    pub(super) kinds: &'static [Kind],
    /// Words of which the argument's description must have one; none where the name is enough.
    pub(super) said: &'static [&'static str],
    /// Which tools have the effect.
    pub(super) of: Tools,
    pub(super) gives: Effect,
}

/// Words of a switch that takes something away when it is off.
const KEEPING: &[&str] =
    &["verify", "enable", "protection", "require", "required", "enforce", "only"];

/// Words of a switch that takes something away when it is on.
const TAKING: &[&str] =
    &["skip", "no", "disable", "bypass", "insecure", "ignore", "allow", "unsafe"];

/// The effects that a tool's arguments give, each with the calls that have it and the argument;
/// `named` are the words of its name.
pub(in crate::risk) fn given_effects(
    given: &Given<'_>,
    named: &[Word<'_>],
    known: Effects,
) -> Vec<(Effect, When, Evidence)> {
    let mut found = if known.changes() { forwarded(given, named) } else { Vec::new() };
    for name in given.names() {
        let name = Name::new(name);
        if !Heads::own().may_begin(&name) {
            continue;
        }
        let fits = |rule: &&Rule| rule.of.fits(known) && rule.named.fits(&name);
        let mut rules = rules::RULES.iter().filter(fits).peekable();
        // The schema is read only where a name asks for that.
        let Some(argument) = rules.peek().and_then(|_| given.named(name.text)) else { continue };
        for rule in rules.filter(|rule| rule.fits(given, &argument)) {
            let sign = given.evidence(name.text, &argument, rule.said);
            found.push((rule.gives, when(name.text, &name.words, &argument), sign));
        }
    }
    found
}

/// An argument's name.
struct Name<'n> {
    text: &'n str,
    words: Vec<Word<'n>>,
    /// Its words as one.
    joined: String,
}

impl<'n> Name<'n> {
    fn new(text: &'n str) -> Self {
        let words = words::of_name(text);
        let joined = words.iter().map(|word| word.text).collect();
        Self { text, words, joined }
    }
}

/// What the names begin with that some rule is about: most names are told apart by two look-ups.
struct Heads {
    wholes: HashSet<&'static str, BuildHasherDefault<Quick>>,
    words: HashSet<&'static str, BuildHasherDefault<Quick>>,
}

impl Heads {
    fn own() -> &'static Self {
        static OWN: LazyLock<Heads> = LazyLock::new(|| Heads::of(rules::RULES));
        &OWN
    }

    fn of(rules: &[Rule]) -> Self {
        let mut heads = Self { wholes: HashSet::default(), words: HashSet::default() };
        for rule in rules {
            match rule.named {
                Named::Whole(list) => heads.wholes.extend(list),
                Named::Both(list, _) | Named::About(list, _) => heads.words.extend(list),
            }
        }
        heads
    }

    /// Whether a rule may be about such a name.
    fn may_begin(&self, name: &Name<'_>) -> bool {
        let has = |word: &Word<'_>| {
            let word = words::folded(word.text);
            let singular = word.strip_suffix('s').unwrap_or(&word);
            self.words.contains(&*word) || self.words.contains(singular)
        };
        self.wholes.contains(&*name.joined.to_ascii_lowercase()) || name.words.iter().any(has)
    }
}

/// The calls in which an argument has its effect: a switch in one position, another one wherever
/// it is given.
fn when(name: &str, words: &[Word<'_>], argument: &Argument<'_>) -> When {
    let path = LeafPath::top(name);
    let has = |list: &[&str]| words.iter().any(|word| word.is_any(list));
    let is_switch =
        argument.kinds().into_iter().all(|kind| matches!(kind, Kind::Boolean | Kind::Null));
    if is_switch {
        let off = has(KEEPING) && (!has(TAKING) || has(&["only"]));
        return When::OneOf(path, vec![if off { "false" } else { "true" }.to_owned()]);
    }
    if argument.is_optional() { When::Given(path) } else { When::Always }
}

impl Rule {
    /// Whether an argument fits whose name does.
    fn fits(&self, given: &Given<'_>, argument: &Argument<'_>) -> bool {
        self.kinds.iter().any(|kind| argument.may_be(*kind))
            && !(self.gives == Effect::Execute && argument.values().is_some())
            && (self.said.is_empty() || given.words_on(argument, self.said).is_some())
    }
}

impl Tools {
    fn fits(self, known: Effects) -> bool {
        match self {
            Self::Any => true,
            Self::Changing => known.changes(),
            Self::Making => known.meets(Effects::of(&[Effect::Create, Effect::Update])),
            Self::Showing => !known.changes() && known.has(Effect::Read),
        }
    }
}

impl Named {
    fn fits(self, name: &Name<'_>) -> bool {
        let words = &name.words;
        let has = |list: &[&str]| words.iter().any(|word| word.is_any(list));
        match self {
            Self::Whole(list) => list.iter().any(|it| it.eq_ignore_ascii_case(&name.joined)),
            Self::Both(one, other) => both(words, one, other),
            Self::About(list, topic) => has(list) && words.iter().any(|word| word.entry.is(topic)),
        }
    }
}

/// Whether one word is in the first list and another one in the second.
fn both(words: &[Word<'_>], one: &[&str], other: &[&str]) -> bool {
    let places = |list: &[&str]| -> Vec<usize> {
        let found = words.iter().enumerate().filter(|(_, word)| word.is_any(list));
        found.map(|(at, _)| at).collect()
    };
    let others = places(other);
    places(one).into_iter().any(|at| others.iter().any(|second| *second != at))
}
