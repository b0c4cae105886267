//! Names and descriptions of arguments as words that rules can be looked up by.

use crate::risk::words;

/// How many words of a description are looked at.
const MAX_WORDS: usize = 48;

/// Words that may stand before what a description says the argument is.
const BEFORE: &[&str] = &[
    "a",
    "an",
    "the",
    "optional",
    "required",
    "optionally",
    "new",
    "unique",
    "comma",
    "separated",
    "list",
    "array",
    "set",
    "of",
    "one",
    "or",
    "more",
    "full",
    "valid",
    "exact",
    "specific",
    "your",
    "this",
    "target",
    "desired",
    "initial",
    "default",
    "json",
    "string",
    "update",
    "updated",
    "current",
    "specify",
    "specifie",
    "provide",
    "use",
    "maximum",
    "minimum",
    "max",
    "min",
    "single",
    "existing",
    "custom",
    "given",
    "deprecated",
    "multiple",
    "all",
    "any",
    "some",
    "preferred",
    "primary",
    "actual",
    "o",
    "el",
    "la",
    "lista",
    "der",
    "die",
    "das",
    "le",
    "les",
    "liste",
    "uma",
    "um",
    "una",
    "un",
    "ein",
    "eine",
    "object",
    "numeric",
    "which",
    "what",
];

/// Words that end what a description says the argument is.
const AFTER: &[&str] = &[
    "of",
    "to",
    "for",
    "in",
    "that",
    "which",
    "on",
    "from",
    "where",
    "with",
    "used",
    "when",
    "at",
    "by",
    "if",
    "as",
    "e",
    "is",
    "are",
    "and",
    "or",
    "into",
    "within",
    "whose",
    "must",
    "can",
    "should",
    "will",
    "being",
    "you",
    "de",
    "do",
    "da",
    "del",
    "para",
    "des",
    "du",
    "von",
    "zu",
    "fur",
    "einer",
    "eines",
    "like",
    "such",
    "including",
    "containing",
    "per",
    "about",
    "under",
    "using",
    "via",
    "may",
    "it",
    "against",
    "returned",
    "obtained",
];

/// Words that end in digits and mean something else without them.
const NUMBERED: &[&str] = &[
    "a1", "auth0", "base64", "bolt11", "cvc2", "d1", "e164", "ec2", "ipv4", "ipv6", "jinja2",
    "md5", "mp3", "mp4", "ns1", "ns2", "ns3", "oauth2", "r2", "rfc3339", "s3", "sha1", "sha256",
    "utf8", "web3",
];

/// The words of a name in lower case, in the singular, without what it is numbered by:
/// `recipientEmails` is `recipient`, `email`, and so is `recipient_email_2`.
pub(super) fn of_name(name: &str) -> Vec<String> {
    let mut parts: Vec<_> = words::parts(name).map(unnumbered).collect();
    if let [_, .., last] = parts.as_slice()
        && is_number(last)
    {
        parts.pop();
    }
    parts.into_iter().map(word).collect()
}

/// Whether a word counts what is called alike; longer numbers name standards.
fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|letter| letter.is_ascii_digit())
}

fn unnumbered(word: &str) -> &str {
    let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_known = || NUMBERED.iter().any(|known| known.eq_ignore_ascii_case(word));
    if name.is_empty() || is_known() { word } else { name }
}

/// The first words of a text, no more than these.
pub(super) fn first_of(text: &str, most: usize) -> Vec<String> {
    let runs = text.split_whitespace();
    let parts = runs.flat_map(|run| run.split(|letter: char| !letter.is_alphanumeric()));
    parts.filter(|part| !part.is_empty()).take(most).map(word).collect()
}

/// The first words of a text, and the word before which the first sentence or clause ends.
pub(super) fn of_text(text: &str) -> (Vec<String>, usize) {
    let mut found = Vec::new();
    let mut clause = None;
    for run in text.split_whitespace() {
        let before = found.len();
        if run.starts_with('(') && before > 0 {
            clause = clause.or(Some(before));
        }
        let parts = run.split(|letter: char| !letter.is_alphanumeric());
        found.extend(parts.filter(|part| !part.is_empty()).map(word));
        if run.ends_with([',', '.', ';', ':', ')', '—', '-', '–']) && !found.is_empty() {
            clause = clause.or(Some(found.len()));
        }
        if found.len() >= MAX_WORDS {
            break;
        }
    }
    let end = clause.unwrap_or(found.len());
    (found, end)
}

/// What the first words of a description say that the argument is: `Optional list of e-mail
/// addresses to …` is `e mail address`.
pub(super) fn head(words: &[String], clause: usize) -> &[String] {
    let words = words.get(..clause).unwrap_or(words);
    let start = words.iter().position(|word| !BEFORE.contains(&word.as_str()));
    let words = words.get(start.unwrap_or(0)..).unwrap_or_default();
    let end = words.iter().position(|word| AFTER.contains(&word.as_str()));
    words.get(..end.unwrap_or(words.len())).unwrap_or_default()
}

fn word(text: &str) -> String {
    words::singular_of(&words::folded(text))
}

/// How many words a phrase has, where these words begin with it.
pub(super) fn begins(words: &[String], phrase: &str) -> Option<usize> {
    let mut count = 0;
    for part in phrase.split('_') {
        if words.get(count)? != part {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Whether one of these phrases, separated by blanks, is among the words.
pub(super) fn has(words: &[String], phrases: &str) -> bool {
    is_among(&[words], phrases)
}

/// The same of several lists of words.
pub(super) fn is_among(lists: &[&[String]], phrases: &str) -> bool {
    let has = |phrase| lists.iter().any(|words| has_phrase(words, phrase));
    !lists.is_empty() && phrases.split_ascii_whitespace().any(has)
}

fn has_phrase(words: &[String], phrase: &str) -> bool {
    if !phrase.contains('_') {
        return words.iter().any(|word| word == phrase);
    }
    let count = phrase.split('_').count();
    words.windows(count).any(|window| window.iter().map(String::as_str).eq(phrase.split('_')))
}
