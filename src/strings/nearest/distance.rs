//! How far names are from each other, word by word.

/// No name that is farther from these words is near.
pub(super) fn most(words: &[String]) -> usize {
    let limits = || words.iter().map(|word| limit(word.chars().count()));
    let all = words.iter().map(|word| word.chars().count()).sum();
    limits().sum::<usize>().max(limit(all))
}

/// How far a name of some words is from one of others, if it is near: word by word where there are as many,
/// so that `delete_customer` isn't near to `create_customer`.
pub(super) fn of_names(words: &[String], others: &[String]) -> Option<usize> {
    if words.len() == others.len() {
        let pairs = words.iter().zip(others);
        return pairs.map(|(word, other)| word_distance(word, other)).sum();
    }
    word_distance(&words.concat(), &others.concat())
}

/// How many letters two words differ in, if one may be a misspelling of the other: a third of the
/// letters at most, and not the first if there are several.
fn word_distance(wrong: &str, word: &str) -> Option<usize> {
    if wrong == word {
        return Some(0);
    }
    let length = wrong.chars().count();
    let limit = limit(length);
    if word.chars().count().abs_diff(length) > limit || are_both_words(wrong, word) {
        return None;
    }
    let distance = strsim::osa_distance(wrong, word);
    let is_near = distance <= 1 || distance <= limit && wrong.chars().next() == word.chars().next();
    is_near.then_some(distance)
}

/// In how many letters a word of this length may be misspelled.
fn limit(length: usize) -> usize {
    (length / 3).max(1)
}

/// What parts the words of a name.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character, '_' | '-')
}

/// Words of tools' names that a letter alone tells from each other.
const VERBS: [&str; 20] = [
    "add", "clone", "close", "copy", "cut", "edit", "end", "exit", "get", "let", "list", "merge",
    "move", "post", "pull", "push", "put", "run", "send", "set",
];

fn are_both_words(wrong: &str, word: &str) -> bool {
    wrong != word && VERBS.contains(&wrong) && VERBS.contains(&word)
}

/// The words of a name in small letters: `createRefund` and `create_refund` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_after_small = false;
    for character in name.chars() {
        let is_mark = is_mark(character);
        if is_mark || is_after_small && character.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !is_mark) {
            word.extend(character.to_lowercase());
        }
        is_after_small = character.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
