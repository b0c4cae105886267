//! Text that reads otherwise than it is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::alike;
use crate::finding::{Edit, Finding, Fix, Safety, escape, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::policy::Part;
use crate::source::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "confusable-text",
    weight: Weight::Deny,
    summary: "the text has invisible characters, or letters that look like others",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    subject.parts.iter().flat_map(of_part).map(Concern::of_policy).collect()
}

fn of_part(part: &Part<'_>) -> Vec<Finding> {
    let text = part.source.text();
    if !text.chars().any(is_suspect) {
        return Vec::new();
    }
    let words = words(text);
    let invisible = words.iter().filter_map(|word| invisible(part, word.clone()));
    let mixed = words.iter().flat_map(|word| letters(text, word.clone()));
    let mixed: Vec<_> = mixed.collect();
    invisible.chain(mixed.into_iter().filter_map(|word| mixed_up(part, word))).collect()
}

/// Whether a character may need a closer look.
fn is_suspect(letter: char) -> bool {
    !letter.is_ascii() || escape::is_unsafe(letter) && !matches!(letter, '\n' | '\t' | '\r')
}

/// What stands between spaces and quotes.
fn words(text: &str) -> Vec<Range<usize>> {
    runs(text, 0..text.len(), |letter| !matches!(letter, ' ' | '\n' | '\t' | '\r' | '"'))
}

/// What is read as one word: letters, digits and `_`.
fn letters(text: &str, word: Range<usize>) -> Vec<Range<usize>> {
    runs(text, word, |letter| letter.is_alphanumeric() || letter == '_')
}

/// The longest stretches inside `range` of characters that `belongs` takes, those with suspect ones.
fn runs(text: &str, range: Range<usize>, belongs: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let pieces = inside.split(|letter| !belongs(letter));
    let pieces = pieces.filter(|piece| piece.chars().any(is_suspect));
    let start = |piece: &str| piece.as_ptr().addr() - text.as_ptr().addr();
    pieces.map(|piece| start(piece)..start(piece) + piece.len()).collect()
}

fn invisible(part: &Part<'_>, at: Range<usize>) -> Option<Finding> {
    let word = part.source.text().get(at.clone())?;
    let is_first = at.start == 0;
    let unseen: Vec<char> = unseen(word, is_first).collect();
    if unseen.is_empty() {
        return None;
    }
    let points = code_points(&unseen);
    let seen: String = word.chars().filter(|letter| !unseen.contains(letter)).collect();
    let what = if unseen.len() == 1 { "an invisible character" } else { "invisible characters" };
    let finding = finding(part, &at, &format!("{} has {what}: {points}", tick(&shown(word))))
        .note("what is read isn't what is compared")
        .help("remove them; where the text must have them, write them as `\\u…` in a string");
    Some(finding.fix(Some(rewrite(part, at, seen, "remove the invisible characters"))))
}

/// The characters of a word that can't be seen and have no business there.
fn unseen(word: &str, is_first: bool) -> impl Iterator<Item = char> {
    let before = std::iter::once(None).chain(word.chars().map(Some));
    let pairs = before.zip(word.chars());
    let unseen = pairs.filter(move |(before, letter)| {
        let mark = is_first && before.is_none() && *letter == '\u{feff}';
        escape::is_unsafe(*letter) && !mark && !is_joined(*before, *letter)
    });
    unseen.map(|(_, letter)| letter)
}

/// Whether a joiner or variation selector follows what scripts and symbols use them with.
fn is_joined(before: Option<char>, letter: char) -> bool {
    let joins = matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
    let after = before.is_some_and(|before| !before.is_ascii() && !is_latin(before));
    joins
        && after
        && before.is_some_and(|before| !escape::is_unsafe(before) || before == '\u{fe0f}')
}

fn mixed_up(part: &Part<'_>, at: Range<usize>) -> Option<Finding> {
    let word = part.source.text().get(at.clone())?;
    if !word.chars().any(is_latin) {
        return None;
    }
    let doubles: BTreeSet<char> =
        word.chars().filter(|letter| alike::latin(*letter).is_some()).collect();
    let doubles: Vec<(char, char)> =
        doubles.iter().filter_map(|letter| Some((*letter, alike::latin(*letter)?))).collect();
    let (foreign, latin) = doubles.first()?;
    let plain: String = word.chars().map(|it| alike::latin(it).unwrap_or(it)).collect();
    let name = code_points(&[*foreign]);
    let message = format!("{} isn't {}", tick(&shown(word)), tick(&shown(&plain)));
    let finding = finding(part, &at, &message)
        .note(format!("{name} only looks like `{latin}`"))
        .help(format!("write it with Latin letters alone: {}", all(&doubles)));
    Some(finding.fix(Some(rewrite(part, at, plain, "write it with Latin letters"))))
}

/// As in ``U+0435 for `e`, U+043E for `o` ``.
fn all(doubles: &[(char, char)]) -> String {
    let one =
        |(foreign, latin): &(char, char)| format!("`{latin}` for {}", code_points(&[*foreign]));
    doubles.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter)
}

fn finding(part: &Part<'_>, at: &Range<usize>, message: &str) -> Finding {
    Finding::warn(LINT.name, Span::new(part.source.id(), at.start, at.end), message)
}

/// It changes what the policy says: only its author knows which was meant.
fn rewrite(part: &Part<'_>, at: Range<usize>, text: String, title: &str) -> Fix {
    let span = Span::new(part.source.id(), at.start, at.end);
    let edits = vec![Edit { span, text }];
    Fix { safety: Safety::Unsafe, title: title.to_owned(), edits }
}

/// As in `U+202E, U+2066`, each once.
fn code_points(letters: &[char]) -> String {
    let each: BTreeSet<char> = letters.iter().copied().collect();
    let points = each.iter().map(|letter| format!("U+{:04X}", u32::from(*letter)));
    points.collect::<Vec<_>>().join(", ")
}

/// How much of a word a message repeats, in characters.
const LONGEST: usize = 60;

fn shown(word: &str) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}
