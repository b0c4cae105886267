//! Other tools and commands that the model is told to run.

use super::Passage;
use super::data::address;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::lexicon::ENGLISH;
use crate::lint::rules::hinted_instructions::sentence::Word;

const RUNS: Set = Set::of(&[Concept::Call, Concept::Use]);
const TOOL: Set = Set::of(&[Concept::Tool]);

/// The words that ask for it.
pub(super) fn find(passage: &Passage<'_, '_>) -> Option<Word> {
    command(passage)
        .or_else(|| foreign(passage))
        .or_else(|| governed(passage))
        .or_else(|| hooked(passage))
}

/// A command of a shell.
fn command(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let runs = RUNS.or(Set::of(&[Concept::Put]));
    let mut verbs =
        sentence.told(runs).filter(|verb| passage.orders() && !passage.is_example(verb));
    let is_shell = |verb: &&Word| {
        let shell = sentence
            .words
            .iter()
            .find(|it| it.concepts.has(Concept::Shell) && it.start > verb.start);
        shell.is_some_and(|shell| is_command(sentence.between(shell.start, sentence.end)))
    };
    verbs.find(is_shell).copied()
}

/// Whether a command is written out, rather than spoken of.
fn is_command(text: &str) -> bool {
    let fetches = text.starts_with("curl") || text.starts_with("wget");
    !fetches || text.contains("://") || text.contains('|') || text.contains(" -")
}

/// A tool by its name that isn't the server's.
fn foreign(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let orders = Set::of(&[Concept::Order, Concept::Also, Concept::Trigger]);
    if !sentence.has(orders)
        || passage.is_opening() && !sentence.has(Set::of(&[Concept::Order, Concept::Also]))
    {
        return None;
    }
    let names = foreign_names(passage);
    let runs =
        |verb: &&Word| names.iter().any(|(at, length)| runs_name(passage, verb, *at, *length));
    let verb = sentence.told(RUNS).find(runs)?;
    (!passage.is_example(verb)).then_some(*verb)
}

/// "The transfer_money tool must always be given …", of a tool that isn't the server's.
fn governed(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let names = foreign_names(passage);
    let tools = sentence.words.iter().filter(|it| it.concepts.meets(TOOL));
    let named = tools.filter(|tool| {
        names.iter().any(|(at, length)| tool.start >= at + length && tool.start - at - length <= 2)
    });
    let orders = |tool: &&Word| {
        let rest = sentence.between(tool.end, sentence.end).trim_start();
        rest.starts_with("must")
            || rest.starts_with("should")
            || rest.starts_with("has to")
            || rest.starts_with("needs to")
    };
    named.filter(orders).find(|_| !passage.is_opening()).copied()
}

/// Whether the name at a place is what a verb runs.
fn runs_name(passage: &Passage<'_, '_>, verb: &Word, at: usize, length: usize) -> bool {
    let sentence = passage.sentence;
    let border = sentence
        .words
        .iter()
        .find(|it| it.clause > verb.clause)
        .map_or(sentence.end, |it| it.start);
    let gap = sentence.between(verb.end, at.max(verb.end));
    let is_after =
        at >= verb.end && at < border && gap.split(' ').filter(|it| !it.is_empty()).count() <= 3;
    let is_next = gap.split(' ').all(|it| matches!(it, "" | "the" | "also" | "to"));
    let is_before = sentence.language != ENGLISH && at < verb.start;
    let beside = sentence.words.iter().any(|it| {
        it.concepts.meets(TOOL)
            && (it.end <= at && at - it.end <= 2
                || it.start >= at + length && it.start - at - length <= 2)
    });
    (is_after || is_before)
        && (beside || verb.concepts.has(Concept::Call) && (is_next || sentence.language != ENGLISH))
}

/// So many names of a sentence are looked up.
const MAX_NAMES: usize = 16;

/// What looks like the name of a tool and isn't one of the server's: its place and length.
pub(super) fn foreign_names(passage: &Passage<'_, '_>) -> Vec<(usize, usize)> {
    let sentence = passage.sentence;
    let mut names = Vec::new();
    let mut at = sentence.start;
    for part in sentence.inner().split(|it: char| {
        !(it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.' | ':' | '/' | '@'))
    }) {
        let name = part.trim_matches(|it: char| it.is_ascii_punctuation());
        if names.len() < MAX_NAMES && is_tool_name(name) && !passage.is_own_tool(name) {
            names.push((at, part.len()));
        }
        at += part.len();
        at += sentence.between(at, sentence.end).chars().next().map_or(0, char::len_utf8);
    }
    names
}

/// Whether a word is spelled as names of tools are: `send_mail`, `sendMail`, `mail.send`.
fn is_tool_name(word: &str) -> bool {
    let inner = |character: char| word.split(character).filter(|it| !it.is_empty()).count() > 1;
    let is_camel = word
        .as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    let is_path = word.contains('/') || word.contains('@') || word.starts_with('.');
    (inner('_') || is_camel) && !is_path && word.chars().any(|it| it.is_ascii_lowercase())
}

/// What is to be done whenever another tool is used.
fn hooked(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let trigger = sentence.words.iter().position(|it| it.concepts.has(Concept::Trigger))?;
    let after = sentence.words.get(trigger + 1..)?;
    let clause = sentence.words.get(trigger)?.clause;
    let place =
        after.iter().position(|it| it.concepts.has(Concept::Other) && it.clause == clause)?;
    let others = after.get(place)?;
    let tool =
        after.get(place + 1).filter(|it| it.concepts.meets(TOOL) && it.start - others.end < 20);
    let name = sentence.between(others.start, sentence.end).get(..24).unwrap_or_default();
    let is_server = name.to_ascii_lowercase().contains("server");
    if tool.is_none() && !is_server {
        return None;
    }
    let acts = Set::of(&[
        Concept::Call,
        Concept::Use,
        Concept::Send,
        Concept::Put,
        Concept::Read,
        Concept::Change,
    ]);
    let mut verbs = sentence.told(acts).filter(|verb| verb.clause != others.clause);
    let own = Set::of(&[Concept::ThisTool]);
    let verb = verbs.find(|verb| !sentence.is_about(verb, own))?;
    (!passage.is_bounded(verb) || address(passage).is_some()).then_some(*verb)
}
