//! The signs of one tool brought together into its effects, and the class that follows from them.

use super::answer::Answer;
use super::arguments::Given;
use super::class::{Class, Confidence};
use super::description::Opening;
use super::effects::FoundEffect;
use super::evidence::Evidence;
use super::known::OfTool;
use super::words::Word;
use super::{deeds, hints, words};
use crate::catalog::Tool;

/// What a tool can do, and why mcpol thinks so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classification {
    /// The class, which the most severe effect gives; none where nothing tells.
    pub class: Option<Class>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What it rests on, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// What speaks for another class, and was overruled.
    pub conflicts: Vec<Evidence>,
    /// What calls can do, the least severe first.
    pub effects: Vec<FoundEffect>,
    /// Whether it rests on a word that can't be understood in another way.
    pub(super) clear: bool,
    /// Where the verb of its name stands among the words.
    pub(super) verb: Option<usize>,
}

/// Says what a tool can do, from its own definition; it is found out once and kept with the tool.
///
/// The name speaks first. The description, the arguments and the annotations add to what it says;
/// they take its place where it says nothing, or says it in a word that may be a noun.
pub(crate) fn classify(tool: &Tool) -> &Classification {
    OfTool::of(tool).classification.get_or_init(|| found(tool))
}

fn found(tool: &Tool) -> Classification {
    let mut answer = weighed(tool, &words::of_name(tool.name()), tool.description().as_deref());
    hints::weigh(&mut answer, tool);
    answer.into()
}

/// What everything but the annotations says.
pub(super) fn before_hints(
    tool: &Tool,
    words: &[Word<'_>],
    description: Option<&str>,
) -> Classification {
    weighed(tool, words, description).into()
}

fn weighed(tool: &Tool, words: &[Word<'_>], description: Option<&str>) -> Answer {
    let mut answer = Answer::of_name(words);
    let named = answer.clone();
    let claims = tool.hints().read_only.is_some_and(|hint| hint.node);
    if let Some(text) = description {
        answer.hear(&Opening::of(text), words, claims);
    }
    if claims {
        hints::believe(&mut answer);
    }
    let seen = Seen { words, description, claims, given: Given::to(tool), named };
    deeds::add(&mut answer, &seen);
    answer
}

impl Classification {
    /// Whether the tool is known to do more than read.
    pub(super) fn changes(&self) -> bool {
        self.class.is_some_and(|class| class > Class::Read)
    }
}

/// What the arguments of a tool are looked at with.
#[derive(Debug)]
pub(super) struct Seen<'s, 't> {
    /// The words of its name.
    pub(super) words: &'s [Word<'s>],
    /// What the server says of it.
    pub(super) description: Option<&'s str>,
    /// Whether the server says that it only reads.
    pub(super) claims: bool,
    /// The arguments.
    pub(super) given: Given<'t>,
    /// What the name alone says.
    pub(super) named: Answer,
}

impl From<Answer> for Classification {
    fn from(answer: Answer) -> Self {
        let class = answer.class();
        let mut evidence = answer.found.evidence();
        evidence.extend(answer.claims);
        Self {
            class,
            confidence: answer.confidence,
            evidence,
            conflicts: answer.conflicts,
            effects: answer.found.into_sorted(),
            clear: answer.clear,
            verb: answer.verb,
        }
    }
}
