//! Texts that set other instructions aside, or pass for the system's.

use super::Passage;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::lexicon::ENGLISH;
use crate::lint::rules::hinted_instructions::sentence::Word;

const RULES: Set = Set::of(&[Concept::Rules]);
const PRIOR: Set = Set::of(&[Concept::Prior, Concept::Yours]);

/// What marks a turn of a conversation in the formats of models.
pub(in super::super) const TURNS: &[&str] = &[
    "<|im_start|>",
    "<|im_end|>",
    "<|system|>",
    "<|user|>",
    "<|assistant|>",
    "<|endoftext|>",
    "<|eot_id|>",
    "<|start_header_id|>",
    "[INST]",
    "[/INST]",
    "<<SYS>>",
    "<</SYS>>",
    "</system>",
    "</assistant>",
    "<system_prompt>",
    "[SYSTEM]",
    "[SYSTEM OVERRIDE]",
    "SYSTEM OVERRIDE",
    "### System:",
    "### Instruction:",
    "</secret>",
    "</hidden>",
    "</admin>",
    "</override>",
    "<hidden>",
    "SYSTEM:",
    "SYSTEM INSTRUCTION:",
    "SYSTEM NOTICE:",
    "SYSTEM PROMPT:",
];

/// The words that set other instructions aside.
pub(super) fn overrides(passage: &Passage<'_, '_>) -> Option<Word> {
    ignored(passage).or_else(|| lapsed(passage)).or_else(|| from_now_on(passage))
}

/// "Ignore all previous instructions."
fn ignored(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let mut ignores =
        sentence.told(Set::of(&[Concept::Ignore])).filter(|verb| !passage.is_example(verb));
    let ignored = ignores.find(|verb| is_earlier_rules(passage, verb));
    ignored.or_else(|| disobeyed(passage)).copied()
}

/// "Do not follow the user's instructions."
fn disobeyed<'s>(passage: &Passage<'s, '_>) -> Option<&'s Word> {
    let sentence = passage.sentence;
    let is_earlier = |it: &Word| {
        it.concepts.meets(PRIOR.or(Set::of(&[Concept::User])))
            && !it.concepts.has(Concept::Quantity)
    };
    let mut verbs = sentence.told_not(Set::of(&[Concept::Follow]));
    verbs.find(|verb| sentence.is_about(verb, RULES) && sentence.objects(verb).any(is_earlier))
}

/// Whether a verb is about instructions that were there before.
fn is_earlier_rules(passage: &Passage<'_, '_>, verb: &Word) -> bool {
    let sentence = passage.sentence;
    let mut rules = sentence.objects(verb).filter(|it| it.concepts.meets(RULES));
    let near = |rules: &Word| {
        sentence.between(verb.end.min(rules.start), rules.start).split(' ').count() <= 8
            || sentence.language != ENGLISH
    };
    let prior = sentence.is_about(verb, PRIOR);
    let everything = sentence.between(verb.end, sentence.end).trim_start().to_ascii_lowercase();
    let all = [
        "everything you were",
        "everything before",
        "everything above",
        "anything you were",
        "all you were",
        "what you were told",
        "what the user",
    ];
    rules.any(near) && prior || all.iter().any(|it| everything.starts_with(it))
}

/// "Your earlier instructions no longer apply."
fn lapsed(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let lapse = sentence.words.iter().find(|it| it.concepts.has(Concept::Lapse))?;
    let before = |set: Set| sentence.has_before(lapse.start, set);
    (before(RULES) && before(PRIOR)).then_some(*lapse)
}

/// "From now on you are …"
fn from_now_on(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let word = sentence.words.iter().find(|it| it.concepts.has(Concept::FromNowOn))?;
    let is_first = sentence.words.iter().all(|it| it.clause >= word.clause);
    let next = sentence.words.iter().find(|it| it.start >= word.end);
    let orders = Set::of(&[
        Concept::You,
        Concept::Order,
        Concept::Not,
        Concept::Ignore,
        Concept::Call,
        Concept::Use,
        Concept::Send,
        Concept::Also,
    ]);
    let rest = sentence.between(word.end, sentence.end).trim_start().to_ascii_lowercase();
    let role =
        ["a ", "an ", "in ", "the ", "acting", "no longer", "free", "allowed", "unrestricted"];
    if sentence.between(word.start, word.end).eq_ignore_ascii_case("you are now") {
        return (role.iter().any(|it| rest.starts_with(it)) && !passage.is_example(word))
            .then_some(*word);
    }
    let told = next.is_some_and(|it| it.concepts.meets(orders));
    (is_first && told && !passage.is_example(word)).then_some(*word)
}

/// Where the text passes for the system's.
pub(super) fn voice(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let text = sentence.inner();
    if !text.contains(['<', '[', '#', ':']) && !text.contains("OVERRIDE") {
        return None;
    }
    let at = TURNS.iter().filter_map(|turn| Some((text.find(turn)?, turn.len())));
    let (at, length) = at.min()?;
    let start = sentence.start + at;
    Some(Word { concepts: Set::default(), start, end: start + length, clause: usize::MAX })
}
