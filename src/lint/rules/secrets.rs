//! What keys and tokens look like: the shapes that those who issue them publish, and randomness.

use std::collections::BTreeMap;
use std::ops::Range;

/// A kind of secret that can be told by how it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// What it is.
    pub(super) what: &'static str,
    /// What every one of them begins with, which gives nothing away.
    pub(super) start: &'static str,
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

/// Every text that is written as some kind of secret is.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Shape)> {
    let mut found: Vec<(Range<usize>, Shape)> = private_keys(text).collect();
    for shape in SHAPES {
        for (at, _) in text.match_indices(shape.start) {
            found.extend(token(text, at, *shape).map(|range| (range, *shape)));
        }
    }
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found
}

fn token(text: &str, at: usize, shape: Shape) -> Option<Range<usize>> {
    let inside = text.get(..at)?.ends_with(is_of_token);
    let rest = text.get(at + shape.start.len()..)?;
    let rest = rest.split(|character| !is_of_token(character)).next()?;
    let rest = rest.trim_end_matches('.');
    let form = shape.start != "eyJ" || rest.split('.').filter(|part| !part.is_empty()).count() == 3;
    let real = rest.len() >= shape.least && !is_placeholder(rest) && form;
    (real && !inside).then_some(at..at + shape.start.len() + rest.len())
}

fn is_of_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// `-----BEGIN PRIVATE KEY-----`, of whatever kind.
fn private_keys(text: &str) -> impl Iterator<Item = (Range<usize>, Shape)> {
    text.match_indices(PEM.start).filter_map(|(at, _)| {
        let line = text.get(at..)?.split(['\n', '"', '\\']).next()?;
        let end = line.find("PRIVATE KEY")? + "PRIVATE KEY".len();
        Some((at..at + end, PEM))
    })
}

/// What stands for a secret in examples: words that say so, or hardly any two characters.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let says_so = ["example", "xxxx", "your", "redacted", "placeholder", "dummy", "1234567890"];
    says_so.iter().any(|word| lower.contains(word)) || counts(text).len() < 6
}

/// Whether an argument or constant of this name holds a secret.
pub(super) fn is_secret_name(name: &str) -> bool {
    const ENDS: [&str; 14] = [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "apikey",
        "accesskey",
        "privatekey",
        "secretkey",
        "accesstoken",
        "authtoken",
        "apitoken",
        "bearertoken",
        "refreshtoken",
        "credentials",
    ];
    let letters = name.chars().filter(|character| !matches!(character, '_' | '-' | '.'));
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    plain == "token" || plain == "authorization" || ENDS.iter().any(|end| plain.ends_with(end))
}

/// Whether a text is too irregular to have been thought of.
pub(super) fn looks_random(text: &str) -> bool {
    let text = text.strip_prefix("Bearer ").unwrap_or(text);
    let mixed = text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let one_word = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>{}$".contains(&byte));
    text.len() >= 16 && mixed && one_word && !is_placeholder(text) && entropy(text) >= 3.4
}

/// Shannon's measure, in bits for each character.
fn entropy(text: &str) -> f64 {
    let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    counts(text)
        .values()
        .map(|count| f64::from(*count) / length)
        .map(|part| -part * part.log2())
        .sum()
}

fn counts(text: &str) -> BTreeMap<char, u32> {
    let mut counts = BTreeMap::new();
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    counts
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
        assert_eq!(find(&format!("-----BEGIN RSA {} KEY-----", "PRIVATE")).len(), 1);
    }

    #[test]
    fn what_stands_for_a_secret_is_none() {
        assert!(find(&format!("ghp_{}", "x".repeat(36))).is_empty());
        assert!(find("AKIAIOSFODNN7EXAMPLE").is_empty());
        assert!(find("task-ghp_and_more_words_of_a_long_name_that_goes_on").is_empty());
        assert!(find("-----BEGIN PUBLIC KEY-----").is_empty());
    }

    #[test]
    fn names_and_values_tell_together() {
        assert!(
            ["api_key", "apiKey", "client-secret", "token"].iter().all(|it| is_secret_name(it))
        );
        assert!(["page_token", "key", "tokens", "secretary"].iter().all(|it| !is_secret_name(it)));
        assert!(looks_random(&token("", 24)));
        assert!(
            !looks_random("correct-horse-battery") && !looks_random("${API_KEY_2}aaaaaaaaaaaa")
        );
    }
}
