//! Keys and tokens in texts, by the shapes that their issuers gave them to be found.
//!
//! Beside findings and not among the lints, because whatever prints a line of a policy leaves them
//! out.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What it would be, with its article: `a GitHub token`.
    pub kind: &'static str,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How many of its first bytes are the same in all of its kind, and tell nothing.
    pub public: usize,
}

/// A kind of secret: what all of it begin with, and how each goes on.
struct Shape {
    kind: &'static str,
    begins: &'static str,
    goes_on: &'static str,
}

const fn shape(kind: &'static str, begins: &'static str, goes_on: &'static str) -> Shape {
    Shape { kind, begins, goes_on }
}

/// Long enough that a rule about such tokens, as in `contains "ghp_"`, holds none.
const SHAPES: [Shape; 10] = [
    shape("a GitHub token", "gh[pousr]_", "[A-Za-z0-9]{30,}"),
    shape("a GitHub token", "github_pat_", "[A-Za-z0-9_]{22,}"),
    shape("a Stripe key", "[sr]k_live_", "[A-Za-z0-9]{16,}"),
    shape("an Anthropic key", "sk-ant-", "[A-Za-z0-9_-]{20,}"),
    shape("an OpenAI key", "sk-(?:proj|svcacct|admin)-", "[A-Za-z0-9_-]{20,}"),
    shape("an AWS access key", "A[KS]IA", r"[A-Z0-9]{16}\b"),
    shape("a Google API key", "AIza", r"[A-Za-z0-9_-]{35}"),
    shape("a Slack token", "xox[abeoprs]-", "[A-Za-z0-9-]{10,}"),
    shape("a private key", "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----", r"[ !#-~]*"),
    shape(
        "a signed token (JWT)",
        "eyJ",
        r"[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{8,}",
    ),
];

/// One expression for all shapes: a group for each, around what all of its kind begin with.
static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let shapes = SHAPES.iter().map(|shape| format!("({}){}", shape.begins, shape.goes_on));
    let shapes: Vec<_> = shapes.collect();
    Regex::new(&format!("(?-u){}", shapes.join("|"))).ok()
});

/// Everything in the text that looks like a secret, in its order.
pub fn secrets(text: &str) -> Vec<Secret> {
    let Some(pattern) = PATTERN.as_ref() else { return Vec::new() };
    let all = pattern.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let begins = |index: usize| found.get(index + 1);
        let of = |(index, shape): (usize, &Shape)| Some((shape.kind, begins(index)?.len()));
        let (kind, public) = SHAPES.iter().enumerate().find_map(of)?;
        Some(Secret { kind, range: whole.range(), public })
    });
    all.filter(|secret| !is_inside_word(text, secret.range.start)).collect()
}

/// Whether the text at `start` only continues a longer word.
fn is_inside_word(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.is_some_and(|before| before.is_ascii_alphanumeric())
}

/// The text with every secret's own part, which is ASCII, written as as many `*`.
pub fn masked(text: &str) -> Cow<'_, str> {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |at: usize| {
        secrets.iter().any(|it| it.range.contains(&at) && at >= it.range.start + it.public)
    };
    let letters = text.char_indices();
    letters.map(|(at, letter)| if hidden(at) { '*' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together here, so that nobody who looks for secrets finds one in this file.
    fn samples() -> Vec<(&'static str, String)> {
        let x = |count: usize| "x0X1".repeat(count);
        vec![
            ("a GitHub token", format!("ghp_{}", x(9))),
            ("a GitHub token", format!("github_pat_{}_{}", x(5), x(9))),
            ("a Stripe key", format!("sk_live_{}", x(6))),
            ("an Anthropic key", format!("sk-ant-api03-{}", x(20))),
            ("an OpenAI key", format!("sk-proj-{}", x(20))),
            ("an AWS access key", format!("AKIA{}", "0A".repeat(8))),
            ("a Google API key", format!("AIza{}abc", x(8))),
            ("a Slack token", format!("xoxb-{}-{}", "1".repeat(11), x(6))),
            ("a private key", format!("-----BEGIN RSA PRIVATE KEY-----\\n{}", x(40))),
            ("a signed token (JWT)", format!("eyJ{}.eyJ{}.{}", x(5), x(9), x(10))),
        ]
    }

    #[test]
    fn every_shape_is_found_and_nothing_of_its_own_is_left() {
        for (kind, sample) in samples() {
            let text = format!("x: \"{sample}\"");
            let found = secrets(&text);
            assert_eq!(found.len(), 1, "{sample}");
            assert_eq!((found[0].kind, &text[found[0].range.clone()]), (kind, &*sample));
            let masked = masked(&text);
            assert_eq!(masked.chars().count(), text.chars().count());
            assert!(!masked.contains("x0X1") && !masked.contains("0A0A"), "{masked}");
        }
    }

    #[test]
    fn words_about_tokens_hold_none() {
        for text in [
            "contains \"ghp_\"",
            "matches /ghp_[A-Za-z0-9]{36}/",
            "sk_live_",
            "-----BEGIN CERTIFICATE-----",
            "AKIAIOSFODNN7EXAMPLES",
            "task_live_0123456789abcdef0123",
            "sk-antelope-and-other-animals-of-the-savanna",
        ] {
            assert_eq!(secrets(text), [], "{text}");
            assert!(matches!(masked(text), Cow::Borrowed(_)));
        }
    }
}
