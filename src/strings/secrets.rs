//! What keys and tokens look like, by the shapes that those who issue them publish.
//!
//! Beside findings and not among the lints, because whatever shows a line of a text leaves them
//! out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// A kind of secret that can be told by how it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// What it is.
    pub what: &'static str,
    /// What every one of them begins with, which gives nothing away.
    pub start: &'static str,
    /// How many characters follow at least.
    least: usize,
}

const fn shape(what: &'static str, start: &'static str, least: usize) -> Shape {
    Shape { what, start, least }
}

const SHAPES: &[Shape] = &[
    shape("a GitHub token", "ghp_", 36),
    shape("a GitHub token", "gho_", 36),
    shape("a GitHub token", "ghu_", 36),
    shape("a GitHub token", "ghs_", 36),
    shape("a GitHub token", "ghr_", 36),
    shape("a GitHub token", "github_pat_", 40),
    shape("a GitLab token", "glpat-", 20),
    shape("a Stripe key", "sk_live_", 16),
    shape("a Stripe key", "rk_live_", 16),
    shape("a Stripe key", "sk_test_", 16),
    shape("a Stripe webhook secret", "whsec_", 24),
    shape("an Anthropic key", "sk-ant-", 24),
    shape("an OpenAI key", "sk-proj-", 24),
    shape("an AWS access key", "AKIA", 16),
    shape("an AWS access key", "ASIA", 16),
    shape("a Google key", "AIza", 35),
    shape("a Google token", "ya29.", 24),
    shape("a Slack token", "xoxb-", 20),
    shape("a Slack token", "xoxp-", 20),
    shape("a Slack token", "xoxa-", 20),
    shape("a Slack token", "xoxr-", 20),
    shape("a Slack token", "xoxs-", 20),
    shape("a Slack token", "xapp-", 20),
    shape("an npm token", "npm_", 36),
    shape("a PyPI token", "pypi-", 40),
    shape("a SendGrid key", "SG.", 40),
    shape("a Hugging Face token", "hf_", 30),
    shape("a JSON web token", "eyJ", 40),
];

/// A private key's first line.
const PEM: Shape = shape("a private key", "-----BEGIN", 0);

/// Finds what secrets begin with.
static STARTS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(SHAPES.iter().map(|shape| shape.start)).ok());

/// Every text that is written as some kind of secret is.
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, Shape)> {
    let tokens = words(text).filter_map(|(at, word)| {
        let (length, shape) =
            SHAPES.iter().find_map(|shape| Some((token(word, *shape)?, *shape)))?;
        Some((at..at + length, shape))
    });
    let mut found: Vec<(Range<usize>, Shape)> = private_keys(text).chain(tokens).collect();
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found
}

/// Every run of characters that tokens are made of which begins as a secret does, and where it
/// begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = STARTS.iter().flat_map(move |starts| starts.find_iter(text));
    starts.filter_map(move |start| {
        let (before, word) = text.split_at_checked(start.start())?;
        if before.ends_with(is_of_token) {
            return None;
        }
        let length = word.find(|character| !is_of_token(character)).unwrap_or(word.len());
        Some((start.start(), word.get(..length)?))
    })
}

/// How much of a word is a token of this shape.
fn token(word: &str, shape: Shape) -> Option<usize> {
    let rest = word.strip_prefix(shape.start)?.trim_end_matches('.');
    let form = shape.start != "eyJ" || rest.split('.').filter(|part| !part.is_empty()).count() == 3;
    let real = rest.len() >= shape.least && !is_placeholder(rest) && form;
    real.then_some(shape.start.len() + rest.len())
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// `-----BEGIN PRIVATE KEY-----`, of whatever kind, with some of the key behind it.
fn private_keys(text: &str) -> impl Iterator<Item = (Range<usize>, Shape)> {
    text.match_indices(PEM.start).filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.find(PEM_END)? + PEM_END.len();
        let header = rest.get(..end).filter(|header| header.len() <= 64)?;
        let key = rest.get(header.len()..)?.trim_start_matches(['\\', 'n', 'r', '\n', '\r']);
        let is_of_key =
            |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/');
        let length = key.find(|letter| !is_of_key(letter)).unwrap_or(key.len());
        let whole = rest.len() - key.len() + length;
        (length >= MIN_KEY_LENGTH).then_some((at..at + whole, PEM))
    })
}

/// The end of a private key's first line.
const PEM_END: &str = "PRIVATE KEY-----";

/// How many characters of a private key are taken for one.
const MIN_KEY_LENGTH: usize = 20;

/// What stands for a secret in examples: words that say so, or hardly any two characters.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let says_so = ["example", "xxxx", "your", "redacted", "placeholder", "dummy", "123456789"];
    says_so.iter().any(|word| lower.contains(word)) || counts(text).len() < 6
}

/// How often each character stands in a text.
pub(crate) fn counts(text: &str) -> BTreeMap<char, u32> {
    let mut counts = BTreeMap::new();
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

/// The text with every secret's own part, which is ASCII, written as as many `*`.
pub(crate) fn masked(text: &str) -> Cow<'_, str> {
    let secrets = find(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |at: usize| {
        secrets
            .iter()
            .any(|(range, shape)| range.contains(&at) && at >= range.start + shape.start.len())
    };
    let letters = text.char_indices();
    letters.map(|(at, letter)| if hidden(at) { '*' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together here, so that no file holds what looks like a secret.
    fn token(start: &str, length: usize) -> String {
        let letters = "a8Kd0sZ3mQ7xP2vB".chars().cycle();
        start.chars().chain(letters.take(length)).collect()
    }

    #[test]
    fn every_shape_is_found_inside_other_text() {
        for shape in SHAPES.iter().filter(|shape| shape.start != "eyJ") {
            let text = format!("allow a \"{}\".", token(shape.start, shape.least));
            let found = find(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].0, 9..text.len() - 2, "{text}");
            assert!(find(&token(shape.start, shape.least - 1)).is_empty(), "{text}");
        }
        let web = format!("{}.{}.{}", token("eyJ", 20), token("eyJ", 20), token("", 20));
        assert_eq!(find(&web).len(), 1, "{web}");
        let pem = format!("-----BEGIN RSA {} KEY-----", "PRIVATE");
        assert!(find(&pem).is_empty());
        assert_eq!(find(&format!("{pem}\n{}", token("", 64))).len(), 1);
    }

    #[test]
    fn what_stands_for_a_secret_is_none() {
        assert!(find(&format!("ghp_{}", "x".repeat(36))).is_empty());
        assert!(find("AKIAIOSFODNN7EXAMPLE").is_empty());
        assert!(find("task-ghp_and_more_words_of_a_long_name_that_goes_on").is_empty());
        assert!(find("-----BEGIN PUBLIC KEY-----").is_empty());
    }

    #[test]
    fn what_is_secret_is_masked() {
        let secret = token("ghp_", 36);
        assert_eq!(masked(&format!("ü {secret}!")), format!("ü ghp_{}!", "*".repeat(36)));
        assert_eq!(masked("nothing here"), "nothing here");
    }
}
