//! The addresses and folders that a policy names, as they fill holes.

use super::constants::{Constants, Extent};
use super::row::Known;

/// Schemes of object stores, whose buckets are no hosts.
const STORES: &[&str] = &["s3", "gs", "az", "r2", "abfs", "abfss", "wasb", "wasbs", "oss"];

/// Addresses with a path, after which other letters may follow: `https://github.com/acme`.
pub(super) fn beside(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start]);
    starts
        .filter(|text| has_path(text) && !is_store(text) && is_open(text))
        .map(Known::text)
        .collect()
}

/// Addresses with a path, which others lie below.
pub(super) fn below(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start]);
    starts.filter(|text| has_path(text) && !is_store(text)).map(inside).collect()
}

/// The beginnings of a bucket's name or an object's key, after which other letters may follow.
pub(super) fn beside_keys(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start]);
    starts
        .filter(|text| is_open(text) && (!text.contains("://") || is_store(text)))
        .map(Known::text)
        .collect()
}

/// Whether the rules want another kind of address than one on the web: a bucket, a file.
pub(super) fn are_elsewhere(constants: &Constants<'_>) -> bool {
    let mut named = constants.required.iter().filter_map(|it| it.text.split_once("://"));
    named.any(|(scheme, _)| !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()))
}

/// Whether it ends in the middle of a name.
pub(super) fn is_open(text: &str) -> bool {
    text.ends_with(|last: char| last.is_alphanumeric())
}

/// A folder or an address as what is inside begins, with a slash.
pub(super) fn inside(text: &str) -> Known {
    let Known { pattern, .. } = Known::text(text);
    let slash = if text.ends_with(['/', '\\']) { "" } else { "/" };
    Known { text: format!("{text}{slash}"), pattern }
}

fn is_store(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| STORES.contains(&scheme))
}

/// Whether an address goes on after its host, and not with a question.
fn has_path(text: &str) -> bool {
    let rest = match text.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map(|(_, path)| path),
        None => text.split_once('@').and_then(|(_, rest)| rest.split_once(':')).map(|(_, it)| it),
    };
    rest.is_some_and(|path| !path.is_empty() && !path.contains(['?', '#']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_path() {
        for (text, expected) in [
            ("https://github.com/acme", true),
            ("git@github.com:acme", true),
            ("https://github.com/", false),
            ("https://github.com", false),
            ("https://", false),
            ("https://acme.com/search?q=", false),
            ("docs/", false),
        ] {
            assert_eq!(has_path(text), expected, "{text}");
        }
    }
}
