//! Arguments that do for a tool what another one does.

use crate::risk::words;

/// Words that each name one end of the same thing.
const ENDS: &[&[&str]] = &[
    &["source", "src", "origin", "destination", "dest", "dst", "target"],
    &["to", "cc", "bcc"],
    &["input", "output"],
    &["old", "new"],
];

/// Words that make another one of the same.
const OTHERS: &[&str] = &[
    "raw",
    "new",
    "target",
    "destination",
    "dest",
    "output",
    "alternate",
    "alternative",
    "alt",
    "fallback",
    "backup",
    "secondary",
    "additional",
    "extra",
    "other",
    "mirror",
    "redirect",
];

/// Words that say that there are many.
const MANY: &[&str] = &["list", "array"];

/// Whether a condition on the argument `name` says little while `other` is free: `url` and `urls`,
/// `source` and `destination`, `from_account` and `to_account`, `path` and `new_path`.
pub(crate) fn is_sibling(name: &str, other: &str) -> bool {
    let (name, other) = (words_of(name), words_of(other));
    name != other
        && (is_plural(&name, &other) || is_other_end(&name, &other) || is_another(&name, &other))
}

/// Words in lower case.
fn words_of(name: &str) -> Vec<String> {
    words::of_name(name).iter().map(|word| word.text.to_lowercase()).collect()
}

fn is_plural(name: &[String], other: &[String]) -> bool {
    let singular = |words: &[String]| -> Vec<String> {
        let kept = words.iter().filter(|word| !MANY.contains(&word.as_str()));
        kept.map(|word| words::singular_of(word)).collect()
    };
    singular(name) == singular(other)
}

fn is_other_end(name: &[String], other: &[String]) -> bool {
    let mut differing = name.iter().zip(other).filter(|(one, two)| one != two);
    let (Some((one, two)), None) = (differing.next(), differing.next()) else { return false };
    let among = |list: &&&[&str]| list.contains(&one.as_str()) && list.contains(&two.as_str());
    name.len() == other.len()
        && (ENDS.iter().any(|list| among(&list)) || (one == "from" && two == "to"))
}

fn is_another(name: &[String], other: &[String]) -> bool {
    let (short, long) = if name.len() < other.len() { (name, other) } else { (other, name) };
    let added = match long.split_first() {
        Some((first, rest)) if rest == short => Some(first),
        _ => long.split_last().filter(|(_, rest)| *rest == short).map(|(last, _)| last),
    };
    added.is_some_and(|word| OTHERS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_sibling;

    #[test]
    fn siblings_are_told_from_neighbours() {
        let siblings = [
            ("url", "urls"),
            ("file_path", "filePaths"),
            ("source", "destination"),
            ("from_account", "to_account"),
            ("path", "new_path"),
            ("to", "bcc"),
            ("query", "raw_query"),
        ];
        for (name, other) in siblings {
            assert!(is_sibling(name, other), "{name} {other}");
        }
        let neighbours = [
            ("to", "from"),
            ("url", "url"),
            ("path", "branch"),
            ("source", "source_type"),
            ("owner", "repo"),
            ("address", "addresses_of"),
            ("from_date", "to_account"),
        ];
        for (name, other) in neighbours {
            assert!(!is_sibling(name, other), "{name} {other}");
        }
    }
}
