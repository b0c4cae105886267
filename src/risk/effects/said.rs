//! What a description says beyond its first verb: what is overwritten, and where files land.

use super::act::SHOWING;
use super::effect::Effect;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::words::{self, Word};

/// How many words of a description are looked at.
const MAX_WORDS: usize = 120;

/// Words by which what follows is not done.
const NOT: &[&str] = &[
    "not", "never", "without", "no", "avoid", "prevent", "don't", "doesn't", "won't", "fail",
    "nothing", "cannot", "t",
];

/// Words by which only some calls do it.
const MAYBE: &[&str] =
    &["if", "unless", "when", "may", "can", "could", "option", "optionally", "or"];

/// How many words before one are searched for `not` and `if`.
const NEAR: usize = 5;

/// The effects that a description tells of, with the word.
pub(in crate::risk) fn said_effects(text: &str) -> Vec<(Effect, Evidence)> {
    let words = words::of_text(text, MAX_WORDS);
    let told = |at: usize| {
        let effect = effect(&words, at).filter(|_| !is_denied(&words, at))?;
        let word = words.get(at)?;
        Some((effect, Evidence::Description(word.text.to_owned())))
    };
    (0..words.len()).filter_map(told).collect()
}

fn effect(words: &[Word<'_>], at: usize) -> Option<Effect> {
    let word = words.get(at)?;
    let next = |list: &[&str]| {
        let after = words.iter().skip(at + 1).take(3);
        after.into_iter().any(|word| word.is_any(list))
    };
    let text = word.text.to_ascii_lowercase();
    if text.starts_with("overwrit") || text == "overwrote" {
        return Some(Effect::Overwrite);
    }
    if word.is_any(&["replace", "replacing"])
        && next(&["entire", "whole", "complete", "existing", "current", "previous", "what"])
    {
        return Some(Effect::Overwrite);
    }
    if is_done_too(words, at) {
        return Some(Effect::Pay);
    }
    if word.is_any(&["lost"]) && is_of_data(words, at) {
        return Some(Effect::Overwrite);
    }
    if word.is_any(&["return", "returned", "reveal"]) && hands_out(words, at) {
        return Some(Effect::Expose);
    }
    if word.is_any(&["kubeconfig"]) && is_form(words, at) {
        return Some(Effect::Expose);
    }
    let saves =
        word.is_any(&["save", "saved", "saving", "write", "written", "download", "downloaded"]);
    (saves && lands_on_disk(words, at)).then_some(Effect::WriteLocalFile)
}

/// `cancels an order, optionally refunding`
fn is_done_too(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.text.ends_with("ing")) else { return false };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let too = before.is_some_and(|before| before.is_any(&["and", "or", "optionally"]));
    too && word.entry.verb.is_some_and(|verb| verb.effects.has(Effect::Pay))
}

/// `data written since is lost`
fn is_of_data(words: &[Word<'_>], at: usize) -> bool {
    let before = words.get(at.saturating_sub(8)..at).unwrap_or_default();
    before.iter().any(|word| word.is_any(&["data", "change", "content", "file", "history"]))
}

/// `Returns the root password`, but not `returns the status of a password`.
fn hands_out(words: &[Word<'_>], at: usize) -> bool {
    let after = words.iter().skip(at + 1).take(4);
    let mut near = after.take_while(|word| !word.entry.is(Topic::Preposition) && !word.after_comma);
    near.any(|word| {
        word.is_any(&["password", "credential", "passphrase", "kubeconfig", "secret", "dsn"])
    })
}

/// `Shows the configuration as a kubeconfig`
fn is_form(words: &[Word<'_>], at: usize) -> bool {
    let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
    words.first().is_some_and(|verb| verb.is_any(SHOWING))
        && before.iter().any(|it| it.text == "as")
}

/// `to local disk`, `to the local filesystem`
fn lands_on_disk(words: &[Word<'_>], at: usize) -> bool {
    let after = words.get(at + 1..).unwrap_or_default();
    let mut near =
        after.iter().take(7).skip_while(|word| !word.is_any(&["to", "on", "into"])).skip(1);
    near.any(|word| word.is_any(&["disk", "filesystem", "local", "locally", "disc"]))
        || after.iter().take(4).any(|word| word.is_any(&["locally"]))
}

fn is_denied(words: &[Word<'_>], at: usize) -> bool {
    let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let after = words.get(at + 1..(at + 2).min(words.len())).unwrap_or_default();
    before.iter().any(|word| word.is_any(NOT) || word.is_any(MAYBE))
        || after.iter().any(|word| word.is_any(&["nothing", "none"]))
}

/// Whether a text says that only reading statements run.
pub(in crate::risk) fn is_read_only(text: &str) -> bool {
    let words = words::of_text(text, MAX_WORDS);
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| word.is_any(list));
    (0..words.len()).any(|at| {
        is(at, &["readonly"])
            || (is(at, &["read"]) && is(at + 1, &["only"]))
            || (is(at, &["only"]) && is(at + 1, &["select", "read"]))
            || (is(at, &["select"]) && is(at + 1, &["only", "query", "queries", "statement"]))
    })
}
