//! Tools that are called after what runs the text that they are given: `python`, `ssh`.

use super::answer::Answer;
use super::class::Confidence;
use super::classify::Seen;
use super::effects::{Effect, Effects};
use super::evidence::Evidence;

/// What runs a text.
const INTERPRETERS: &[&str] = &[
    "python",
    "python3",
    "ipython",
    "node",
    "nodejs",
    "deno",
    "bun",
    "ruby",
    "perl",
    "php",
    "lua",
    "julia",
    "javascript",
    "typescript",
    "applescript",
    "osascript",
    "powershell",
    "pwsh",
    "zsh",
    "sh",
    "ssh",
    "repl",
    "interpreter",
];

/// Words that may stand beside it in a name.
const BESIDE: &[&str] = &["code", "tool", "mcp", "sandbox"];

/// A tool whose name is nothing else, and that is given a text.
pub(super) fn add(answer: &mut Answer, seen: &Seen<'_, '_>) {
    if answer.class().is_some() {
        return;
    }
    let runs = seen.words.iter().find(|word| word.is_any(INTERPRETERS));
    let nothing_else =
        seen.words.iter().all(|word| word.is_any(INTERPRETERS) || word.is_any(BESIDE));
    let Some((word, text)) = runs.zip(seen.given.text()).filter(|_| nothing_else) else { return };
    let signs = [Evidence::Name(word.text.to_owned()), text];
    answer.found.always(Effects::of(&[Effect::Execute]), &signs);
    answer.confidence = answer.confidence.max(Confidence::Medium);
}
