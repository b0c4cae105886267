//! What the user isn't to know.

use super::Passage;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::lexicon::ENGLISH;
use crate::lint::rules::hinted_instructions::sentence::Word;

const DOES: Set = Set::of(&[Concept::Read, Concept::Send, Concept::Put]);
const OWN: Set = Set::of(&[Concept::Step, Concept::SecretFile]);
const USER: Set = Set::of(&[Concept::User]);

/// The words that ask for it.
pub(super) fn find(passage: &Passage<'_, '_>) -> Option<Word> {
    untold(passage)
        .or_else(|| unknown(passage))
        .or_else(|| hidden(passage))
        .or_else(|| secretly(passage))
        .or_else(|| without_telling(passage))
}

/// "Do not tell the user about this."
fn untold(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let mut verbs = sentence.told_not(Set::of(&[Concept::Tell]));
    let is_kept = |verb: &&Word| is_about_the_step(passage, verb);
    verbs
        .find(is_kept)
        .filter(|verb| !passage.is_bounded(verb) && !passage.is_example(verb))
        .copied()
}

/// Whether what isn't told is what the model does, rather than what the tool gives back.
fn is_about_the_step(passage: &Passage<'_, '_>, verb: &Word) -> bool {
    let sentence = passage.sentence;
    let objects: Vec<&Word> = sentence.objects(verb).collect();
    let user = objects.iter().find(|it| it.concepts.meets(USER));
    if sentence.language != ENGLISH {
        let named = objects.iter().any(|it| it.concepts.meets(OWN.or(Set::of(&[Concept::This]))));
        return named
            && (user.is_some() || objects.iter().any(|it| it.concepts.has(Concept::Step)));
    }
    let end = objects.last().map_or(verb.end, |it| it.end);
    let tail = sentence.between(verb.end, clause_end(passage, verb).max(end));
    let rest = user
        .map_or(tail, |user| sentence.between(user.end, clause_end(passage, verb).max(user.end)));
    let is_claim = |text: &str| text.trim_start().starts_with("that ") || text.contains(" that ");
    if is_claim(rest) {
        return claims_own_deed(passage, verb);
    }
    let direct = tail.trim_start();
    let is_bare = user.is_some()
        && is_blank(rest)
        && is_blank(sentence.between(verb.end, user.map_or(verb.end, |it| it.start)));
    let pronoun = ["this", "it", "that", "these", "them", "anything"]
        .iter()
        .any(|word| begins_with_word(direct, word));
    let about = [" about this", " about it", " of this", " of it", " about that", " this"]
        .iter()
        .any(|it| rest.starts_with(it) && ends_soon(rest, it));
    let step = objects
        .iter()
        .any(|it| it.concepts.meets(OWN) && it.concepts.meets(Set::of(&[Concept::Step])))
        && has_pointer(tail);
    let file = objects.iter().any(|it| it.concepts.has(Concept::SecretFile));
    let thing = pronoun
        && (user.is_some() || ends_soon(direct, direct.split(' ').next().unwrap_or_default()));
    is_bare || thing && !is_clause_subject(direct) || about || step || file
}

/// The end of the clause of a verb in the reading.
fn clause_end(passage: &Passage<'_, '_>, verb: &Word) -> usize {
    let sentence = passage.sentence;
    let next = sentence.words.iter().find(|it| it.clause > verb.clause);
    next.map_or(sentence.end, |it| it.start)
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(|it: char| it.is_whitespace() || it.is_ascii_punctuation() || it == '—')
        .is_empty()
        || matches!(text.trim(), "the" | "to the" | "to")
}

fn begins_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
        && !text.get(word.len()..).unwrap_or_default().starts_with(|it: char| it.is_alphanumeric())
}

/// Whether nothing but the user, or how the model answers, follows a word.
fn ends_soon(text: &str, word: &str) -> bool {
    let rest = text.get(word.len()..).unwrap_or_default().trim_start();
    let next = rest
        .split(|it: char| !it.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        next.as_str(),
        "" | "to"
            | "in"
            | "step"
            | "call"
            | "instruction"
            | "instructions"
            | "request"
            | "action"
            | "as"
            | "anywhere"
            | "at"
            | "requirement"
            | "tool"
            | "process"
            | "operation"
            | "file"
            | "context"
            | "internal"
            | "extra"
            | "from"
            | "explicitly"
            | "or"
            | "and"
            | "since"
            | "because"
    )
}

/// Whether the text points at what it is itself about: this step, these instructions.
fn has_pointer(text: &str) -> bool {
    text.split(|it: char| !it.is_alphanumeric()).any(|word| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "this" | "these" | "extra" | "above" | "your" | "additional" | "hidden" | "such"
        )
    })
}

/// Whether a pronoun is only where a clause begins: "tell the user this may take a while".
fn is_clause_subject(text: &str) -> bool {
    let next = text.split(' ').nth(1).unwrap_or_default();
    matches!(
        next,
        "is" | "may" | "will" | "was" | "can" | "might" | "has" | "means" | "failed" | "works"
    )
}

/// Whether what isn't said is that the model did something: "that you have read the file".
fn claims_own_deed(passage: &Passage<'_, '_>, verb: &Word) -> bool {
    let sentence = passage.sentence;
    let words: Vec<&Word> = sentence.words.iter().filter(|it| it.start >= verb.end).collect();
    let you = words.iter().position(|it| it.concepts.has(Concept::You));
    let deed = you.and_then(|you| words.get(you + 1..)).is_some_and(|rest| {
        rest.iter().any(|it| it.concepts.meets(DOES.or(Set::of(&[Concept::Call]))))
    });
    let tail = sentence.between(verb.end, sentence.end).to_ascii_lowercase();
    deed || tail.contains("this tool")
        || words.iter().any(|it| it.concepts.has(Concept::SecretFile))
}

/// "The user must not know."
fn unknown(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let know = sentence
        .words
        .iter()
        .find(|it| it.concepts.has(Concept::Know) && sentence.is_negated(it))?;
    let before = sentence.clause(know.clause).take_while(|it| it.start < know.start);
    let before: Vec<&Word> = before.collect();
    let user = before.iter().find(|it| it.concepts.meets(USER))?;
    let strict = Set::of(&[Concept::Order, Concept::Tell]);
    let ordered = before
        .iter()
        .any(|it| it.concepts.meets(strict) || is_must_not(sentence.between(it.start, it.end)));
    let rest =
        sentence.between(know.end, clause_end(passage, know)).trim_start().to_ascii_lowercase();
    let of_step = is_blank(&rest)
        || rest.starts_with("about this")
        || rest.starts_with("about it")
        || rest.starts_with("of this")
        || rest.starts_with("this ")
        || rest.starts_with("that you")
        || rest.starts_with("that this")
        || rest.starts_with("the extra")
        || sentence.words.iter().any(|it| {
            it.start > know.end && it.concepts.has(Concept::Step) && it.clause == know.clause
        })
        || rest.starts_with("that ");
    let purpose =
        sentence.between(sentence.start, user.start).to_ascii_lowercase().contains("so that");
    (ordered && of_step && !purpose && !passage.is_bounded(know)).then_some(*know)
}

fn is_must_not(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "must not" | "mustn't" | "should not" | "shouldn't" | "cannot" | "never" | "can't"
    )
}

/// "Hide this call from the user", "keep it between us".
fn hidden(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let mut verbs = sentence.told(Set::of(&[Concept::Hide]));
    let verb = verbs.find(|verb| {
        let own = sentence.is_about(verb, Set::of(&[Concept::This, Concept::Step]));
        let from =
            sentence.is_about(verb, USER) || sentence.is_about(verb, Set::of(&[Concept::Hidden]));
        own && from
    })?;
    (!passage.is_bounded(verb) && !passage.is_example(verb)).then_some(*verb)
}

/// "Then quietly forward it."
fn secretly(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let secretly = sentence.words.iter().find(|it| it.concepts.has(Concept::Secretly))?;
    let acts = DOES.or(Set::of(&[Concept::Call, Concept::Use]));
    let mut verbs = sentence.told(acts).filter(|verb| verb.clause == secretly.clause);
    let verb = verbs.next().filter(|_| passage.orders() && !passage.is_bounded(secretly))?;
    let flag = sentence.is_first && !passage.is_opening();
    (!flag && !sentence.is_negated(secretly)).then_some(*verb)
}

/// "Copy it without telling the user."
fn without_telling(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let without = sentence.words.iter().find(|it| it.concepts.has(Concept::Without))?;
    let tell = sentence.objects(without).find(|it| it.concepts.has(Concept::Tell))?;
    let user = sentence.is_about(tell, USER);
    let verb = sentence
        .told(DOES.or(Set::of(&[Concept::Call, Concept::Use])))
        .find(|it| it.start < without.start)?;
    (user && passage.orders() && !sentence.is_negated(without) && !passage.is_bounded(without))
        .then_some(*verb)
}
