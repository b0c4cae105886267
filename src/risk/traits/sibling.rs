//! Arguments that do for a tool what another one does.

use std::collections::BTreeSet;

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

/// Words for places, each with those for what such places lie in: every cluster has a namespace of
/// the same name.
const AROUND: &[(&[&str], &[&str])] = &[
    (&["namespace"], &["cluster", "context", "kubecontext", "kubeconfig", "kubeconfigpath"]),
    (&["dataset"], &["project"]),
];

/// Words beside those of the place that say how it is named.
const SPELLING: &[&str] = &["kube", "kubernetes", "k8s", "id", "name", "path", "file", "current"];

/// Whether the place `inner` lies in one that `outer` names: `namespace` in `kube_context`.
pub(crate) fn lies_in(inner: &str, outer: &str) -> bool {
    AROUND.iter().any(|(places, around)| is_of(inner, places) && is_of(outer, around))
}

/// Whether a name is one of these words, with others that say how the thing is named.
fn is_of(name: &str, list: &[&str]) -> bool {
    let (places, others): (Vec<_>, Vec<_>) =
        words::parts(name).partition(|word| words::is_any(word, list));
    let is_whole = || words::is_any(&name.replace(['_', '-'], ""), list);
    !places.is_empty() && others.into_iter().all(|word| words::is_any(word, SPELLING)) || is_whole()
}

/// What a name has in common with each that [`is_sibling`], [`is_many_of`] or [`lies_in`] holds of:
/// names that share none of it have nothing to do with each other.
pub(crate) fn kin(name: &str) -> BTreeSet<String> {
    let words = words_of(name);
    let singular = singular(&words);
    let noun = noun(&singular);
    let is_end =
        |word: &str| ["from", "to"].contains(&word) || ENDS.iter().any(|list| list.contains(&word));
    let ends = (0..words.len()).filter(|at| words.get(*at).is_some_and(|word| is_end(word)));
    let other_ends = ends.map(|end| {
        let others = words.iter().enumerate();
        let others = others.map(|(at, word)| if at == end { "*" } else { word.as_str() });
        others.collect::<Vec<_>>().join(" ")
    });
    let is_other = |word: &String| OTHERS.contains(&word.as_str());
    let first = words.split_first().filter(|(first, _)| is_other(first)).map(|(_, rest)| rest);
    let last = words.split_last().filter(|(last, _)| is_other(last)).map(|(_, rest)| rest);
    let wholes = [Some(words.as_slice()), first, last].into_iter().flatten();
    let places =
        AROUND.iter().filter(|(places, around)| is_of(name, places) || is_of(name, around));
    (wholes.map(|words| words.join(" ")))
        .chain(other_ends)
        .chain([format!("one {}", singular.join(" "))])
        .chain((!noun.is_empty()).then(|| format!("of {}", noun.join(" "))))
        .chain(places.flat_map(|(places, _)| places.iter().map(|place| format!("in {place}"))))
        .collect()
}

/// Whether a condition on the argument `name` says little while `other` is free: `url` and `urls`,
/// `source` and `destination`, `from_account` and `to_account`, `path` and `new_path`.
pub(crate) fn is_sibling(name: &str, other: &str) -> bool {
    let (name, other) = (words_of(name), words_of(other));
    name != other
        && (is_plural(&name, &other) || is_other_end(&name, &other) || is_another(&name, &other))
}

/// Words that say how a thing is named.
const NAMING: &[&str] = &["id", "gid", "uuid", "key", "name"];

/// Whether `many` names several of the things of which `one` names one: `ids` beside `id`,
/// `projects` beside `project_id`.
pub(crate) fn is_many_of(one: &str, many: &str) -> bool {
    let (one, many) = (singular(&words_of(one)), singular(&words_of(many)));
    one == many || !noun(&one).is_empty() && noun(&one) == noun(&many)
}

/// Words without those that say how the thing is named.
fn noun(words: &[String]) -> Vec<String> {
    words.iter().filter(|word| !NAMING.contains(&word.as_str())).cloned().collect()
}

/// Words in lower case.
fn words_of(name: &str) -> Vec<String> {
    words::of_name(name).iter().map(|word| word.text.to_lowercase()).collect()
}

fn is_plural(name: &[String], other: &[String]) -> bool {
    singular(name) == singular(other)
}

/// Words in the singular, without those that say that there are many.
fn singular(words: &[String]) -> Vec<String> {
    let kept = words.iter().filter(|word| !MANY.contains(&word.as_str()));
    kept.map(|word| words::singular_of(word)).collect()
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
    use super::{is_many_of, is_sibling, kin, lies_in};

    fn share(one: &str, other: &str) -> bool {
        !kin(one).is_disjoint(&kin(other))
    }

    #[test]
    fn places_lie_in_others() {
        for (inner, outer) in [
            ("namespace", "context"),
            ("namespace", "kubeConfigPath"),
            ("namespace_name", "cluster_id"),
            ("dataset", "project_id"),
        ] {
            assert!(lies_in(inner, outer) && share(inner, outer), "{inner} {outer}");
        }
        for (inner, outer) in [
            ("cluster", "namespace"),
            ("namespace", "context_lines"),
            ("name", "context"),
            ("namespace", "all_namespaces"),
        ] {
            assert!(!lies_in(inner, outer), "{inner} {outer}");
        }
    }

    #[test]
    fn several_things_are_told_from_others() {
        for (one, many) in [("id", "ids"), ("project_id", "projects"), ("userId", "user_ids")] {
            assert!(is_many_of(one, many) && share(one, many), "{one} {many}");
        }
        for (one, other) in [("id", "tags"), ("name", "ids"), ("project_id", "sections")] {
            assert!(!is_many_of(one, other), "{one} {other}");
        }
    }

    #[test]
    fn names_of_many_arguments_share_nothing() {
        for (one, other) in [("arg_1", "arg_2"), ("path", "branch"), ("user_name", "file_name")] {
            assert!(!share(one, other), "{one} {other}");
        }
    }

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
            assert!(is_sibling(name, other) && share(name, other), "{name} {other}");
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
