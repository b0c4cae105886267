//! The difference between two texts, word by word, with what people can't see written out.

use std::borrow::Cow;

use similar::{ChangeTag, TextDiff};

use crate::render::terminal::{Style, Terminal};
use crate::strings::{counted, escape};

/// How many words are shown on each side of a change.
const CONTEXT: usize = 4;

/// How many bytes the texts may have together that are compared word by word.
const MAX_BYTES: usize = 32_768;

/// How many characters of a stretch are shown.
const MAX_CHARACTERS: usize = 4_000;

/// The new text with its changes, as in `Sends [-a mail-] {+a mail to anyone+} and waits …`; safe to
/// print.
pub(super) fn shown(old: &str, new: &str, terminal: Terminal) -> String {
    if old.len() + new.len() > MAX_BYTES {
        return [
            changed(ChangeTag::Delete, old, terminal),
            changed(ChangeTag::Insert, new, terminal),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    }
    let runs = runs(old, new);
    let last = runs.len().saturating_sub(1);
    let shown = runs.iter().enumerate().filter_map(|(at, (tag, text))| match tag {
        ChangeTag::Equal => equal(text, at == 0, at == last),
        tag => changed(*tag, text, terminal),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Stretches of words that are in both texts or in one.
fn runs(old: &str, new: &str) -> Vec<(ChangeTag, String)> {
    let (old_words, new_words) = (words(old), words(new));
    let diff = TextDiff::from_slices(&old_words, &new_words);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, text)) => text.push_str(change.value()),
            None => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs
}

/// The words of a text, each with the blanks behind it.
fn words(text: &str) -> Vec<&str> {
    let is_end = |at: usize, letter: char| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !letter.is_whitespace() && before.is_some_and(char::is_whitespace)
    };
    let starts = text.char_indices().filter(|(at, letter)| is_end(*at, *letter)).map(|(at, _)| at);
    let mut start = 0;
    starts
        .chain([text.len()])
        .filter_map(|end| {
            let word = text.get(start..end)?;
            start = end;
            (!word.is_empty()).then_some(word)
        })
        .collect()
}

/// The words of a stretch that are next to a change.
fn equal(text: &str, is_first: bool, is_last: bool) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (before, after) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    let shown = match words.len() > before + after + 1 {
        false => words.join(" "),
        true => {
            let head = words.get(..before).unwrap_or_default().join(" ");
            let tail = words.get(words.len() - after..).unwrap_or_default().join(" ");
            [head, "…".to_owned(), tail].join(" ").trim().to_owned()
        }
    };
    (!shown.is_empty()).then(|| without_marks(&escape::inline(&shown)))
}

/// The text with its own brackets told from those of changes.
fn without_marks(text: &str) -> String {
    let marks = ["[-", "-]", "{+", "+}"];
    marks.into_iter().fold(text.to_owned(), |text, mark| {
        let (first, last) = mark.split_at(1);
        text.replace(mark, &format!("{first}\\{last}"))
    })
}

/// As much of a stretch as is shown.
fn clipped(text: &str) -> String {
    let clipped = text.char_indices().nth(MAX_CHARACTERS);
    match clipped.and_then(|(end, _)| text.split_at_checked(end)) {
        Some((shown, rest)) => {
            format!("{shown}… ({} more)", counted(rest.chars().count(), "character"))
        }
        None => text.to_owned(),
    }
}

/// A stretch that one text has, between marks.
fn changed(tag: ChangeTag, text: &str, terminal: Terminal) -> Option<String> {
    let text = without_marks(&visible(&clipped(text.trim_matches(' '))));
    let (style, marked) = match tag {
        ChangeTag::Delete => (Style::Error, format!("[-{text}-]")),
        ChangeTag::Insert => (Style::Success, format!("{{+{text}+}}")),
        ChangeTag::Equal => return None,
    };
    (!text.is_empty()).then(|| terminal.paint(style, &marked))
}

/// The text with every character written out that people can't see or take for a blank.
fn visible(text: &str) -> String {
    let is_odd = |letter: char| letter.is_whitespace() && letter != ' ';
    let text = escape::inline(text);
    match text.contains(is_odd) {
        false => Cow::into_owned(text),
        true => text
            .chars()
            .map(|letter| match is_odd(letter) {
                true => format!("\\u{{{:x}}}", u32::from(letter)),
                false => letter.to_string(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> String {
        shown(old, new, Terminal::PIPE)
    }

    #[test]
    fn words_that_change_are_marked() {
        assert_eq!(
            diff("Sends a mail.", "Sends a mail to anyone."),
            "Sends a [-mail.-] {+mail to anyone.+}"
        );
        assert_eq!(diff("", "New."), "{+New.+}");
        assert_eq!(diff("Old.", ""), "[-Old.-]");
        assert_eq!(diff("a\nb", "a b"), "[-a\\u{a}-] {+a+} b");
    }

    #[test]
    fn what_stays_is_shown_next_to_changes_alone() {
        let old = "a b c d e f g h i j k l m n o p q r s t";
        let new = "a b c d e f g h i X k l m n o p q r s t";
        assert_eq!(diff(old, new), "… f g h i [-j-] {+X+} k l m n …");
    }

    #[test]
    fn what_nobody_sees_is_written_out() {
        let new = "Reads\u{200b} a\u{a0}file\u{202e}.";
        assert_eq!(
            diff("Reads a file.", new),
            "[-Reads a file.-] {+Reads\\u{200b} a\\u{a0}file\\u{202e}.+}"
        );
    }

    #[test]
    fn of_long_texts_the_beginning_is_shown() {
        let (old, new) = ("a ".repeat(20_000), "b ".repeat(20_000));
        let shown = diff(&old, &new);
        assert!(
            shown.starts_with("[-a a ") && shown.contains("a … (35999 characters more)-] {+b b")
        );
    }

    #[test]
    fn marks_of_the_texts_are_told_from_those_of_changes() {
        assert_eq!(
            diff("Gets rows.", "Gets+} of {+rows."),
            "[-Gets rows.-] {+Gets+\\} of {\\+rows.+}"
        );
        assert_eq!(diff("a [-b-] c", "a [-b-] d"), "a [\\-b-\\] [-c-] {+d+}");
    }
}
