//! What the server's annotations add: claims. They never make an answer less severe that rests on
//! a clear word.

use super::answer::Answer;
use super::class::{Class, Confidence};
use super::effects::{Effect, Effects};
use super::evidence::{Evidence, Hint};
use super::lexicon::Topic;
use super::words::{self, Word};
use crate::catalog::{Hints, Tool};

/// How many words of a description are searched for a second sign of destruction.
const MAX_WORDS: usize = 60;

/// Words that speak of destruction.
const LOSS: &[&str] = &[
    "permanently",
    "irreversible",
    "irreversibly",
    "undone",
    "irrecoverable",
    "unrecoverable",
    "delete",
    "deleted",
    "deleting",
    "deletion",
    "remove",
    "removed",
    "removing",
    "removal",
    "destroy",
    "destroyed",
    "destroying",
    "destructive",
    "wipe",
    "wiped",
    "erase",
    "erased",
    "purge",
    "purged",
    "overwrite",
    "overwritten",
    "overwriting",
    "reset",
    "restore",
    "lost",
    "loss",
    "truncate",
    "discard",
    "discarded",
    "drops",
];

/// What a word that may be a noun is not believed to do against the claim that a tool only reads.
const UNCLEAR: &[Effects] = &[
    Effects::of(&[Effect::Create]),
    Effects::of(&[Effect::Update]),
    Effects::of(&[Effect::Create, Effect::Update]),
    Effects::of(&[Effect::Execute]),
];

/// Words by which a loss is none.
const NOT: &[&str] = &["not", "no", "without", "never", "nothing", "instead", "to", "use"];

/// Words for taking something away, which is no loss where it is one of [`MILD`].
const TAKEN: &[&str] =
    &["remove", "removed", "removing", "removal", "reset", "delete", "deleted", "deleting"];

/// Things that can be given again when they were taken away.
const MILD: &[Topic] =
    &[Topic::Relation, Topic::Mark, Topic::Guard, Topic::Protection, Topic::Transient];

/// Weighs the annotations against the answer so far.
pub(super) fn weigh(answer: &mut Answer, tool: &Tool) {
    let hints = tool.hints();
    if let Some(read_only) = hints.read_only.as_ref().map(|hint| hint.node) {
        weigh_read_only(answer, read_only);
    }
    if let Some(destructive) = hints.destructive.as_ref().map(|hint| hint.node) {
        weigh_destructive(answer, destructive, &hints, tool);
    }
}

/// Believes a server that says that a tool only reads, where nothing but a word that may be a noun
/// says that it makes, changes or runs something.
pub(super) fn believe(answer: &mut Answer) {
    let known = answer.found.effects();
    if !answer.is_clear() && UNCLEAR.contains(&known) && !answer.found.rests_on_things() {
        let overruled = std::mem::take(&mut answer.found).evidence();
        let read = if answer.is_many { Effect::List } else { Effect::Read };
        answer.found.always(Effects::of(&[read]), &[Evidence::Hint(Hint::ReadOnly, true)]);
        answer.doubt(overruled);
    }
}

fn weigh_read_only(answer: &mut Answer, read_only: bool) {
    let sign = Evidence::Hint(Hint::ReadOnly, read_only);
    match (answer.class(), read_only) {
        (None, true) => {
            let read = if answer.is_many { Effect::List } else { Effect::Read };
            answer.found.always(Effects::of(&[read]), &[sign]);
        }
        (None, false) => answer.claim(sign),
        (Some(Class::Read), false) => {
            let overruled = answer.found.evidence();
            answer.found.always(Effects::of(&[Effect::Update]), &[sign]);
            answer.doubt(overruled);
        }
        (Some(Class::Read), true) | (Some(_), false) => answer.agree(sign),
        (Some(_), true) => answer.doubt(vec![sign]),
    }
}

fn weigh_destructive(answer: &mut Answer, destructive: bool, hints: &Hints, tool: &Tool) {
    let sign = Evidence::Hint(Hint::Destructive, destructive);
    match (answer.class(), destructive) {
        (Some(Class::Destructive), true) => answer.agree(sign),
        (Some(Class::Destructive), false) => answer.doubt(vec![sign]),
        // What the description says is lost is what the argument takes away.
        (Some(Class::Write), true) if answer.found.some_delete() => answer.agree(sign),
        (Some(Class::Write | Class::Execute), true) => {
            if let Some(second) = second_sign(tool) {
                let signs: Vec<_> =
                    answer.found.evidence().into_iter().chain([second, sign]).collect();
                answer.found.always(Effects::of(&[Effect::Delete]), &signs);
                answer.confidence = Confidence::Medium;
            }
        }
        (Some(Class::Read), true) if hints.read_only.is_none() => answer.doubt(vec![sign]),
        _ => {}
    }
}

/// A word of the description that speaks of destruction.
fn second_sign(tool: &Tool) -> Option<Evidence> {
    let text = tool.description()?;
    let words = words::of_text(&text, MAX_WORDS);
    let denied = |at: usize| {
        let near = words.get(at.saturating_sub(2)..at).unwrap_or_default();
        near.iter().any(|word| word.is_any(NOT))
    };
    let mild = |at: usize| {
        let near = words.iter().skip(at + 1).take(3);
        let stays = |word: &Word<'_>| MILD.iter().any(|topic| word.entry.is(*topic));
        words.get(at).is_some_and(|word| word.is_any(TAKEN)) && near.into_iter().any(stays)
    };
    let mut speaks = words.iter().enumerate();
    let (_, word) = speaks.find(|(at, word)| word.is_any(LOSS) && !denied(*at) && !mild(*at))?;
    Some(Evidence::Description(word.text.to_owned()))
}
