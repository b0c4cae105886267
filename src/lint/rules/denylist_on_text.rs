//! Refusals of some spellings of what has many.

use std::sync::Arc;

use super::kinds::{self, is_kind};
use super::texts::refused::Place;
use super::texts::{self, Question, TextCheck, TextTest, WeakTest, matches, refused};
use super::tool_names::list_if_several;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::re2::escaped;
use crate::risk::Content;
use crate::strings::tick;
use crate::syntax::argument_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "denylist-on-text",
    weight: Weight::Warn,
    summary: "refusing some commands, statements, paths or branches leaves their other spellings",
    check: Check::Text(TextCheck { questions, draft, is_taste: texts::never }),
};

/// What a question about a list is about besides the word.
const IN_LIST: &str = "in a list";

/// Beside a rule that says what is good, a refusal is a second net.
fn questions(text: &TextTest<'_, '_>) -> Vec<Question> {
    let operator = &text.test.operator;
    let place = Place::of(operator);
    if text.pinned {
        return Vec::new();
    }
    if place == Place::Whole && text.description().is_some_and(says_several) {
        return refused::words(operator).into_iter().map(|word| in_list(text, word)).collect();
    }
    let is_kind = text.test.path.last().is_some_and(|name| is_kind(name));
    let question = |word: String| {
        let spellings = match text.content {
            _ if is_kind => kinds::other_names(&word),
            Some(content) => spellings(content, &word, place),
            None => Vec::new(),
        };
        let spellings = spellings.into_iter();
        let place = if is_kind { Place::Whole } else { place };
        let patterns: Vec<_> = spellings.map(|it| place.pattern(&escaped(&it))).collect();
        let best = patterns.iter().map(|pattern| matches(text.test, pattern.as_str())).collect();
        Question { about: vec![word], slips: refused::unknown(text, &patterns), best }
    };
    refused::words(operator).into_iter().map(question).collect()
}

/// How descriptions say that a text may be several.
const SEVERAL: &[&str] =
    &["comma-separated", "comma separated", "separated by commas", "separated by comma"];

fn says_several(description: &str) -> bool {
    let description = description.to_ascii_lowercase();
    SEVERAL.iter().any(|words| description.contains(words))
}

/// A word beside others, in one text.
fn in_list(text: &TextTest<'_, '_>, word: String) -> Question {
    let word_pattern = escaped(&word);
    let listed = format!(r"\A([^,]*,)+\s*{word_pattern}\z");
    let slips = refused::unknown(text, &[listed]);
    let best = ["pods", "x"].map(|other| format!(r"\A{other},{word_pattern}\z"));
    let best = best.map(|pattern| matches(text.test, pattern)).into();
    Question { about: vec![word, IN_LIST.to_owned()], slips, best }
}

/// Other spellings of a word that mean the same to what reads it, the plainest first.
fn spellings(content: Content, word: &str, place: Place) -> Vec<String> {
    match content {
        Content::Command => of_command(word),
        Content::Sql => of_statement(word),
        Content::Path => of_path(word, place),
        Content::Branch => of_branch(word),
        Content::Url | Content::Host | Content::Email | Content::Prose => Vec::new(),
    }
}

/// More space between words; quotes and a backslash, which a shell takes away.
fn of_command(word: &str) -> Vec<String> {
    let Some(letter) = word.find(|character: char| character.is_ascii_alphabetic()) else {
        return Vec::new();
    };
    let (start, rest) = word.split_at(letter + 1);
    let wide = word.contains(' ').then(|| word.replace(' ', "  "));
    wide.into_iter().chain([format!("{start}''{rest}"), format!("{start}\\{rest}")]).collect()
}

/// The other case; a comment for a space; a keyword put together from two texts.
fn of_statement(word: &str) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let other = if lower == word { word.to_ascii_uppercase() } else { lower };
    let comment = word.contains(' ').then(|| word.replace(' ', "/**/"));
    let (start, rest) = word.split_at(1);
    let built = format!("EXECUTE '{start}' || '{rest}'");
    [other].into_iter().chain(comment).chain([built]).collect()
}

/// `/./etc`, `//etc`, `secrets/./key`
fn of_path(word: &str, place: Place) -> Vec<String> {
    let mut spellings = Vec::new();
    if let Some((before, after)) = word.split_once('/').filter(|(_, after)| !after.is_empty()) {
        spellings.extend([format!("{before}/./{after}"), format!("{before}//{after}")]);
    }
    if !word.starts_with(['/', '~']) && matches!(place, Place::Whole | Place::Start) {
        spellings.push(format!("./{word}"));
    }
    spellings
}

fn of_branch(word: &str) -> Vec<String> {
    let is_full = word.starts_with("refs/");
    let full = (!is_full).then(|| format!("refs/heads/{word}"));
    full.into_iter().collect()
}

fn draft(_: &LintContext<'_>, weak: &WeakTest<'_>, tools: &[Arc<str>]) -> Draft {
    let argument = argument_text(&weak.test.path);
    let good = match weak.content {
        Some(Content::Command) => "command in [\"git status\", \"npm test\"]",
        Some(Content::Path) => "under \"/workspace\"",
        Some(Content::Branch) => "starts with \"agent/\"",
        Some(Content::Sql) => "in [\"SELECT …\"]",
        _ => "in […]",
    };
    let word = tick(weak.first());
    let (message, note) = match weak.about.get(1) {
        Some(list) => {
            (format!("this rule does not refuse {word} {list}"), "matches only one value")
        }
        None => (
            format!("this rule does not refuse other spellings of {word}"),
            "matches only some spellings",
        ),
    };
    Draft::new(weak.test.span, message).note(note).help(format!(
        "list what is allowed: `require {argument} {good}`{}",
        list_if_several(tools)
    ))
}
