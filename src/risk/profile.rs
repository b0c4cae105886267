//! One tool looked at: its class, and the words that its other traits are found in.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::arguments::Given;
use super::class::Class;
use super::classify::{self, Classification};
use super::effects::FoundEffect;
use super::evidence::Evidence;
use super::lexicon::Topic;
use super::name;
use super::roles::{self, FoundRole};
use super::words::{self, Word};
use crate::catalog::Tool;

/// How many words of a description are searched for a trait.
const MAX_WORDS: usize = 40;

/// Words after a thing that only say that it is looked at.
const TAILS: &[&str] = &[
    "content",
    "contents",
    "detail",
    "info",
    "information",
    "data",
    "list",
    "all",
    "full",
    "body",
    "request",
];

/// Methods of HTTP, which name no thing behind the word `API`.
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete"];

/// One tool with its class. What else is known of it are its methods, one file each under
/// `traits`; each answers with the evidence, which is empty where the tool hasn't the trait.
#[derive(Debug)]
pub(crate) struct Profile<'t> {
    pub(super) tool: &'t Tool,
    pub(super) given: Given<'t>,
    /// What it can do.
    pub classification: &'t Classification,
    pub(super) words: Vec<Word<'t>>,
    /// Where the verb stands among them.
    pub(super) verb: Option<usize>,
    pub(super) description: Option<Cow<'t, str>>,
    roles: OnceCell<Vec<FoundRole<'t>>>,
}

impl<'t> Profile<'t> {
    /// Looks at a tool.
    pub(crate) fn of(tool: &'t Tool) -> Self {
        let words = words::of_name(tool.name());
        let description = tool.description();
        let classification = classify::classify(tool);
        let verb = classification.verb;
        Self {
            tool,
            given: Given::to(tool),
            classification,
            words,
            verb,
            description,
            roles: OnceCell::new(),
        }
    }

    /// The tool.
    pub(crate) fn tool(&self) -> &'t Tool {
        self.tool
    }

    /// What its calls can do.
    pub(crate) fn effects(&self) -> &[FoundEffect] {
        &self.classification.effects
    }

    /// What its arguments are, members of objects and items of lists among them.
    pub(crate) fn roles(&self) -> &[FoundRole<'t>] {
        self.roles.get_or_init(|| roles::of(self))
    }

    /// Whether it only reads, as far as can be told.
    pub(super) fn reads(&self) -> bool {
        self.classification.class == Some(Class::Read)
    }

    /// Whether it changes, runs, destroys or pays something.
    pub(super) fn changes(&self) -> bool {
        self.classification.changes()
    }

    /// The words of its name without the verb, each with its place.
    pub(super) fn things(&self) -> impl Iterator<Item = (usize, &Word<'t>)> {
        self.words.iter().enumerate().filter(|(at, _)| Some(*at) != self.verb)
    }

    /// The verb of its name, quoted.
    pub(super) fn verb_sign(&self) -> Option<Evidence> {
        self.verb.and_then(|at| self.words.get(at)).map(sign)
    }

    /// Whether the verb of its name is one of these.
    pub(super) fn verb_is(&self, verbs: &[&str]) -> bool {
        self.verb.and_then(|at| self.words.get(at)).is_some_and(|word| word.is_any(verbs))
    }

    /// The thing of this topic that the name is about: the issue of `get_issue` and
    /// `issues_list_by_label`, not that of `get_issue_template`.
    pub(super) fn thing(&self, topic: Topic) -> Option<&Word<'t>> {
        let core = self.words.get(..name::core(&self.words)).unwrap_or_default();
        let is_method = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| core.get(before));
            before.is_some_and(|before| before.is_any(&["api"]))
                && core.get(at).is_some_and(|word| word.is_any(METHODS))
        };
        let is_verb = |at: usize| Some(at) == self.verb || is_method(at);
        let things = core.iter().enumerate().filter(|(at, _)| !is_verb(*at));
        let mut ended = things.map(|(_, word)| word).rev().skip_while(|word| word.is_any(TAILS));
        ended.next().filter(|word| word.entry.is(topic))
    }

    /// The first words of its description.
    pub(super) fn prose(&self) -> Vec<Word<'_>> {
        words::of_sentence(self.description.as_deref().unwrap_or_default(), MAX_WORDS)
    }

    /// Whether its name or the first sentence of its description has one of these words.
    pub(super) fn mentions(&self, list: &[&str]) -> bool {
        let has = |words: &[Word<'_>]| words.iter().any(|word| word.is_any(list));
        has(&self.words) || has(&self.prose())
    }
}

/// A word of a name as evidence.
pub(super) fn sign(word: &Word<'_>) -> Evidence {
    Evidence::Name(word.text.to_owned())
}
