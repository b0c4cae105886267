//! How a server was reached, without the secrets that stand in command lines and addresses.

use super::concealed::{Concealed, STARS, is_secret_name};
use crate::strings::secrets::{looks_random, masked};

/// How many letters a number has at least that is taken for a key, dashes counted.
const MIN_KEY: usize = 32;

/// A program and its arguments.
pub(super) fn words(words: &[String], concealed: &Concealed) -> Vec<String> {
    let before = std::iter::once("").chain(words.iter().map(|word| &**word));
    let shown = words.iter().zip(before).enumerate().map(|(at, (argument, before))| match at {
        0 => argument.clone(),
        _ => concealed.hide(&word(before, argument)),
    });
    shown.collect()
}

/// An argument, by the one before it.
fn word(before: &str, argument: &str) -> String {
    let is_option = argument.starts_with('-');
    let takes_secret = before.starts_with('-') && !before.contains('=') && is_secret_name(before);
    if takes_secret && !is_option {
        return STARS.to_owned();
    }
    if let Some((name, _)) = argument.split_once([':', '=']).filter(|(name, _)| is_name(name)) {
        let separator = argument.get(name.len()..=name.len()).unwrap_or_default();
        if is_secret_name(name) {
            return format!("{name}{separator}{STARS}");
        }
    }
    address(argument)
}

/// What an option, a variable or a header is called.
fn is_name(text: &str) -> bool {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    !text.is_empty() && text.chars().all(is_of_name)
}

/// A text without what only the server and its user know of the addresses in it: the user, the
/// query, and parts of the path that are keys.
pub(super) fn address(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return without_keys(text) };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (place, query) = rest.split_at(end);
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let host = match host.rsplit_once('@') {
        Some((_, host)) => format!("{STARS}@{host}"),
        None => host.to_owned(),
    };
    let query = query.get(..1).map(|mark| format!("{mark}{STARS}")).unwrap_or_default();
    format!("{scheme}://{host}{}{query}", without_keys(path))
}

/// A text with stars for those of its words that are keys.
fn without_keys(text: &str) -> String {
    let text = masked(text);
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let mut shown = String::with_capacity(text.len());
    let mut rest = &*text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        shown.push_str(if is_key(word) { STARS } else { word });
        let next = behind.find(is_of_word).unwrap_or(behind.len());
        shown.push_str(behind.get(..next).unwrap_or_default());
        rest = behind.get(next..).unwrap_or_default();
    }
    shown
}

fn is_key(word: &str) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_number && word.len() >= MIN_KEY || word.split(['-', '_']).any(looks_random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_shown() {
        let cases: &[(&[&str], &[&str])] = &[
            (&["--api-key", "hunter2!"], &["--api-key", "***"]),
            (&["--api-key=hunter2", "-v"], &["--api-key=***", "-v"]),
            (&["--header", "Authorization: Bearer x"], &["--header", "***"]),
            (&["-H", "X-Api-Key:x"], &["-H", "X-Api-Key:***"]),
            (&["API_TOKEN=x", "LEVEL=info"], &["API_TOKEN=***", "LEVEL=info"]),
            (
                &["postgresql://me:pw@db.internal/x?sslmode=require"],
                &["postgresql://***@db.internal/x?***"],
            ),
            (
                &["https://a.example/s/550e8400-e29b-41d4-a716-446655440000/mcp"],
                &["https://a.example/s/***/mcp"],
            ),
            (
                &["-y", "@modelcontextprotocol/server-everything@2026.8.31"],
                &["-y", "@modelcontextprotocol/server-everything@2026.8.31"],
            ),
            (&["--tokens", "--x", "/srv/files"], &["--tokens", "--x", "/srv/files"]),
            (&["q9W2eR7tY4uI8oP1aS6d"], &["***"]),
        ];
        for (arguments, shown) in cases {
            let given: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
            let given = [vec!["x".to_owned()], given].concat();
            assert_eq!(words(&given, &Concealed::default())[1..], **shown);
        }
    }
}
