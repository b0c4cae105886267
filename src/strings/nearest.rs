//! "Did you mean": the one place that decides which name is near another.

/// A name that is near enough to another one to be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    /// The name.
    pub name: String,
    /// Whether no other name is as near.
    pub only: bool,
}

/// The name nearest to `wrong` among `names`, where one is near enough to be meant; of equally
/// near ones the first. Case, `_` and `-` hardly count.
pub(crate) fn nearest<'a>(
    wrong: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    search(wrong, names).map(|(name, _)| name)
}

/// The same name, and whether it is the only one as near.
pub(crate) fn near<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Near> {
    search(wrong, names).map(|(name, only)| Near { name: name.to_owned(), only })
}

fn search<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<(&'a str, bool)> {
    let words = words(wrong);
    let (letters, most) = (Letters::of(wrong), most_distant(&words));
    let mut best: Option<(usize, &str, bool)> = None;
    for name in names {
        // A distance is at least the difference of the lengths: most names need no closer look.
        if name.len().abs_diff(wrong.len()) > wrong.len() * 2 {
            continue;
        }
        let most = best.map_or(most, |(least, ..)| least.min(most));
        if letters.distance(&Letters::of(name)) > most {
            continue;
        }
        let Some(distance) = names_distance(&words, name) else { continue };
        match &mut best {
            Some((least, first, only)) if distance == *least => *only &= *first == name,
            Some((least, ..)) if distance > *least => {}
            _ => best = Some((distance, name, true)),
        }
    }
    best.map(|(_, name, only)| (name, only))
}

/// No name that is farther from these words is near.
fn most_distant(words: &[String]) -> usize {
    let limits = || words.iter().map(|word| limit(word.chars().count()));
    let all = words.iter().map(|word| word.chars().count()).sum();
    limits().sum::<usize>().max(limit(all))
}

/// How often each letter stands in a name, marks and case aside; some letters count as one.
struct Letters([i32; 64]);

impl Letters {
    fn of(name: &str) -> Self {
        let mut counts = [0; 64];
        for letter in name.chars().filter(|it| !is_mark(*it)).flat_map(char::to_lowercase) {
            if let Some(count) = counts.get_mut(letter as usize % 64) {
                *count += 1;
            }
        }
        Self(counts)
    }

    /// How many letters two names differ in at least, wherever these stand.
    fn distance(&self, other: &Self) -> usize {
        let pairs = || self.0.iter().zip(&other.0);
        let lacking: i32 = pairs().map(|(own, other)| (own - other).max(0)).sum();
        let beyond: i32 = pairs().map(|(own, other)| (other - own).max(0)).sum();
        lacking.max(beyond).unsigned_abs() as usize
    }
}

/// How far a name is from one of these words, if it is near: word by word where there are as many,
/// so that `delete_customer` isn't near to `create_customer`.
fn names_distance(words: &[String], name: &str) -> Option<usize> {
    let others = self::words(name);
    if words.len() == others.len() {
        let pairs = words.iter().zip(&others);
        return pairs.map(|(word, other)| word_distance(word, other)).sum();
    }
    word_distance(&words.concat(), &others.concat())
}

/// How many letters two words differ in, if one may be a misspelling of the other: a third of the
/// letters at most, and not the first if there are several.
fn word_distance(wrong: &str, word: &str) -> Option<usize> {
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
fn is_mark(character: char) -> bool {
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
fn words(name: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["send_email", "send_sms", "createRefund"];
        assert_eq!(nearest("send_emial", names), Some("send_email"));
        assert_eq!(nearest("create_refund", names), Some("createRefund"));
        assert_eq!(nearest("delete_user", names), None);
        assert_eq!(nearest("create_rfunds", names), Some("createRefund"));
        assert_eq!(nearest("sendsms", names), Some("send_sms"));
        assert_eq!(near("sendsms", names), Some(Near { name: "send_sms".to_owned(), only: true }));
        let two = near("send_xms", ["send_sms", "send_mms"]);
        assert_eq!(two, Some(Near { name: "send_sms".to_owned(), only: false }));
    }

    #[test]
    fn another_verb_is_no_misspelling() {
        let names = [
            ("delete_customer", "create_customer"),
            ("get_issue", "set_issue"),
            ("unlock_door", "lock_door"),
            ("removeUser", "move_user"),
            ("exportData", "import_data"),
            ("close_repo", "clone_repo"),
            ("server", "never"),
        ];
        for (wrong, name) in names {
            assert_eq!(nearest(wrong, [name]), None, "{wrong}");
            assert_eq!(nearest(name, [wrong]), None, "{name}");
        }
    }
}
