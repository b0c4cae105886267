//! What a text asks the model to do beside using the tool.
//!
//! Each sentence is read on its own: whom it addresses, what is to be done, to what. What a tool
//! says of its own arguments, results and steps asks for nothing else.

mod approval;
mod authority;
mod data;
mod files;
mod hiding;
mod preference;
mod tools;

pub(super) use authority::TURNS;
pub(super) use files::HOMES;

use super::concept::{Concept, Set};
use super::sentence::{Sentence, Word, sentences};

/// What a text asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Files or keys are to be read.
    Files,
    /// Other tools, or commands, are to be run.
    Tools,
    /// The user isn't to know.
    Hiding,
    /// The conversation or other data is to be given away.
    Data,
    /// The tool is to be taken instead of others.
    Preference,
    /// The user isn't to be asked.
    Approval,
    /// Other instructions aren't to be followed.
    Override,
    /// The text passes for the system's.
    Voice,
}

/// One thing that a text asks for, and which bytes of the reading do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where a text stands, and what its server offers.
pub(super) trait Around {
    /// Whether it is the description of the tool, whose first sentence says what the tool does.
    fn is_description(&self) -> bool;
    /// Whether a word names one of the server's tools.
    fn is_own_tool(&self, name: &str) -> bool;
    /// What the tool's name and the first sentence of its description are about.
    fn job(&self) -> Set;
}

/// A sentence and what is around it.
pub(super) struct Passage<'s, 't> {
    pub(super) sentence: &'s Sentence<'t>,
    around: &'s dyn Around,
}

type Rule = fn(&Passage<'_, '_>) -> Option<Word>;

const RULES: &[(Kind, Rule)] = &[
    (Kind::Voice, authority::voice),
    (Kind::Override, authority::overrides),
    (Kind::Files, files::find),
    (Kind::Data, data::find),
    (Kind::Tools, tools::find),
    (Kind::Hiding, hiding::find),
    (Kind::Approval, approval::find),
    (Kind::Preference, preference::find),
];

/// What a reading asks for, each kind once.
pub(super) fn find(text: &str, around: &dyn Around) -> Vec<Ask> {
    let sentences = sentences(text);
    let mut asks: Vec<Ask> = Vec::new();
    for sentence in &sentences {
        let passage = Passage { sentence, around };
        if passage.is_about_attacks() {
            continue;
        }
        for (kind, rule) in RULES {
            if asks.iter().all(|ask| ask.kind != *kind)
                && let Some(word) = rule(&passage)
            {
                asks.push(passage.ask(*kind, &word));
            }
        }
    }
    asks
}

/// What the first sentence of a reading is about, unless it orders something.
pub(super) fn job(text: &str) -> Set {
    let first = sentences(text).into_iter().next();
    let first =
        first.filter(|it| !it.has(Set::of(&[Concept::Order, Concept::Trigger, Concept::You])));
    let words = first.map(|it| it.words).unwrap_or_default();
    words.iter().fold(Set::default(), |set, word| set.or(word.concepts))
}

impl Passage<'_, '_> {
    /// Whether the sentence tells what the tool does, rather than what the reader has to do.
    pub(super) fn is_opening(&self) -> bool {
        self.sentence.is_first && self.around.is_description()
    }

    /// Whether what it tells to do is more than what the tool is for.
    pub(super) fn orders(&self) -> bool {
        const ORDERS: Set =
            Set::of(&[Concept::Order, Concept::Also, Concept::Trigger, Concept::You]);
        !self.is_opening() || self.sentence.has(ORDERS)
    }

    /// Whether the tool says that it is there to look for such texts.
    fn is_about_attacks(&self) -> bool {
        self.sentence.has(Set::of(&[Concept::Detects]))
            && self.sentence.has(Set::of(&[Concept::Attack]))
    }

    /// Whether a word holds only under a condition, which is said in its clause or before it.
    pub(super) fn is_bounded(&self, word: &Word) -> bool {
        let mut words = self.sentence.words.iter().filter(|it| it.clause <= word.clause);
        words.any(|it| it.concepts.has(Concept::Condition))
    }

    /// Whether what follows an example's sign is meant.
    pub(super) fn is_example(&self, word: &Word) -> bool {
        self.sentence.has_before(word.start, Set::of(&[Concept::Example]))
    }

    /// Whether the tool is for such things anyway.
    pub(super) fn is_job(&self, concept: Concept) -> bool {
        self.around.job().has(concept)
    }

    pub(super) fn is_own_tool(&self, name: &str) -> bool {
        self.around.is_own_tool(name)
    }

    /// The clause of a word, as what asks.
    fn ask(&self, kind: Kind, word: &Word) -> Ask {
        let clause = self.sentence.clause(word.clause);
        let (start, end) = clause.fold((word.start, word.end), |(start, end), word| {
            (start.min(word.start), end.max(word.end))
        });
        Ask { kind, start, end }
    }
}
