//! The signs of one tool brought together into one answer.

use super::arguments::Given;
use super::class::{Class, Confidence};
use super::description::Opening;
use super::evidence::Evidence;
use super::words::Word;
use super::{hints, money, name, words};
use crate::catalog::Tool;

/// What a tool can do, and why mcpol thinks so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classification {
    /// The class; none where nothing tells.
    pub class: Option<Class>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What it rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// What speaks for another class, and was overruled.
    pub conflicts: Vec<Evidence>,
    /// Whether it rests on a word that can't be understood in another way.
    pub(super) clear: bool,
}

/// Says what a tool can do, from its own definition.
///
/// The name speaks first. The description, the arguments and the annotations can make the answer
/// more severe, never less; where the name says nothing, they give it.
pub(crate) fn classify(tool: &Tool) -> Classification {
    by(tool, &words::of_name(tool.name()), tool.description().as_deref())
}

/// The same, where the words of the name and the description are at hand.
pub(super) fn by(tool: &Tool, words: &[Word<'_>], description: Option<&str>) -> Classification {
    let mut answer = before_hints(tool, words, description);
    hints::weigh(&mut answer, tool);
    answer
}

/// What everything but the annotations says.
pub(super) fn before_hints(
    tool: &Tool,
    words: &[Word<'_>],
    description: Option<&str>,
) -> Classification {
    let mut answer = Classification::of_name(words);
    let named = Named { reads: !answer.changes(), clear: answer.clear };
    if let Some(text) = description {
        answer.hear(&Opening::of(text));
    }
    answer.look_at(&Given::to(tool), named);
    answer
}

impl Classification {
    fn of_name(words: &[Word<'_>]) -> Self {
        let mut answer = Self::unknown();
        let Some(reading) = name::read(words) else { return answer };
        answer.class = Some(reading.class);
        let mixed = !reading.against.is_empty() && reading.class < Class::Destructive;
        answer.clear = reading.clear && !mixed;
        answer.confidence = if reading.clear { Confidence::High } else { Confidence::Medium };
        answer.evidence = reading.evidence;
        answer.doubt(reading.against);
        if answer.changes()
            && let Some(word) = money::beside(words, reading.at)
        {
            answer.support(Class::Financial, Evidence::Name(word.text.to_owned()));
        }
        answer
    }

    fn unknown() -> Self {
        Self {
            class: None,
            confidence: Confidence::Low,
            evidence: Vec::new(),
            conflicts: Vec::new(),
            clear: false,
        }
    }

    /// Whether the tool is known to do more than read.
    pub(super) fn changes(&self) -> bool {
        self.class.is_some_and(|class| class > Class::Read)
    }

    fn hear(&mut self, opening: &Opening<'_>) {
        let Some((class, sign, clear)) = opening.class() else { return };
        if self.class == Some(class) {
            self.agree(sign);
        } else if self.is_raised_by(class) {
            self.overrule(class, sign);
            self.clear = clear && self.changes();
        }
        if self.changes()
            && class > Class::Read
            && let Some(word) = money::in_prose(opening.object())
            && self.class != Some(Class::Financial)
        {
            self.support(Class::Financial, Evidence::Description(word.text.to_owned()));
            self.confidence = Confidence::Medium;
        }
    }

    /// Whether a description that speaks of `class` is to be believed against the name: one that
    /// runs what the name writes is not.
    fn is_raised_by(&self, class: Class) -> bool {
        match self.class {
            None => true,
            Some(Class::Read) => class > Class::Read,
            Some(known) => class > known && class >= Class::Destructive,
        }
    }

    fn look_at(&mut self, given: &Given<'_>, named: Named) {
        if self.class.is_none_or(|class| class < Class::Destructive)
            && let Some((class, sign)) = given.choice()
            && self.class.is_none_or(|known| class > known)
        {
            self.overrule_by_argument(class, vec![sign]);
        }
        if self.class.is_none_or(|class| class < Class::Execute)
            && let Some(signs) = named.program(given)
        {
            self.overrule_by_argument(Class::Execute, signs);
        }
        if self.changes()
            && self.class != Some(Class::Financial)
            && let Some(sign) = given.amount()
        {
            self.support(Class::Financial, sign);
            self.confidence = Confidence::Medium;
        }
    }

    fn overrule_by_argument(&mut self, class: Class, signs: Vec<Evidence>) {
        self.confidence = self.confidence.max(Confidence::Medium);
        let overruled = std::mem::replace(&mut self.evidence, signs);
        self.class = Some(class);
        self.doubt(overruled);
    }

    /// Takes another class, which this sign gives together with those before it.
    pub(super) fn support(&mut self, class: Class, sign: Evidence) {
        self.class = Some(class);
        if !self.evidence.contains(&sign) {
            self.evidence.push(sign);
        }
    }

    /// Takes another class, which this sign gives against those before it.
    pub(super) fn overrule(&mut self, class: Class, sign: Evidence) {
        let overruled = std::mem::take(&mut self.evidence);
        self.class = Some(class);
        self.evidence.push(sign);
        self.doubt(overruled);
    }

    /// Notes a sign for the class that it has.
    pub(super) fn agree(&mut self, sign: Evidence) {
        self.evidence.push(sign);
        if self.conflicts.is_empty() {
            self.confidence = self.confidence.up();
        }
    }

    /// Notes what speaks against the answer.
    pub(super) fn doubt(&mut self, signs: Vec<Evidence>) {
        if !signs.is_empty() {
            self.conflicts.extend(signs);
            self.confidence = self.confidence.down();
        }
    }
}

/// What the name alone says.
#[derive(Debug, Clone, Copy)]
struct Named {
    /// Nothing that changes anything.
    reads: bool,
    /// That, or something else, in a word that can't be understood in another way.
    clear: bool,
}

impl Named {
    /// The arguments that make a tool run what it is given. Under a clear name, what looks like a
    /// program is none (`get_country` has a `code`), but a request is one.
    fn program(self, given: &Given<'_>) -> Option<Vec<Evidence>> {
        let run = if self.clear { None } else { given.program().map(|sign| vec![sign]) };
        run.or_else(|| if self.reads { given.request() } else { None })
    }
}
