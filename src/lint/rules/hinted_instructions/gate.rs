//! Whether a string is worth reading, told from its words as they stand in the JSON file.
//!
//! Nearly all strings aren't. A word is looked up by itself, so this lets more through than the
//! [rules](super::asks) find, and never less.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::asks::{HOMES, TURNS};
use super::concept::{Concept, Set};
use super::lexicon::words;
use crate::strings::Quick;

/// Of each way to ask for something, the concepts of which one each must be there.
const NEEDS: &[&[Set]] = &[
    &[Set::of(&[Concept::SecretFile, Concept::Shell, Concept::Lapse, Concept::FromNowOn])],
    &[Set::of(&[Concept::Secretly, Concept::Objects])],
    &[Set::of(&[Concept::Ignore]), Set::of(&[Concept::Rules, Concept::Everything])],
    &[Set::of(&[Concept::Follow]), Set::of(&[Concept::Not]), Set::of(&[Concept::Rules])],
    &[
        Set::of(&[Concept::Talk, Concept::Prompt, Concept::Gossip, Concept::Secret]),
        Set::of(&[Concept::Everything, Concept::Yours]),
    ],
    &[Set::of(&[Concept::Trigger]), Set::of(&[Concept::Other]), Set::of(&[Concept::Tool])],
    &[
        Set::of(&[Concept::Tell]),
        Set::of(&[Concept::Not, Concept::Without]),
        Set::of(&[Concept::User, Concept::Step, Concept::This]),
    ],
    &[
        Set::of(&[Concept::Hide]),
        Set::of(&[Concept::User, Concept::Hidden]),
        Set::of(&[Concept::This, Concept::Step]),
    ],
    &[Set::of(&[Concept::Know]), Set::of(&[Concept::Not]), Set::of(&[Concept::User])],
    &[
        Set::of(&[Concept::Ask]),
        Set::of(&[Concept::Not]),
        Set::of(&[Concept::User, Concept::Approval, Concept::Given]),
    ],
    &[
        Set::of(&[Concept::Without, Concept::Not]),
        Set::of(&[Concept::User]),
        Set::of(&[Concept::Approval, Concept::Ask]),
    ],
    &[
        Set::of(&[Concept::Given]),
        Set::of(&[Concept::Treat, Concept::Everything, Concept::Also, Concept::Skip]),
    ],
    &[Set::of(&[Concept::Skip]), Set::of(&[Concept::Approval])],
    &[
        Set::of(&[Concept::Other, Concept::Quantity]),
        Set::of(&[Concept::Tool]),
        Set::of(&[Concept::Than, Concept::Not, Concept::Bad]),
    ],
];

/// The same for what takes a name of a tool.
const NEEDS_WITH_NAME: &[Set] = &[
    Set::of(&[Concept::Call, Concept::Use, Concept::Tool]),
    Set::of(&[Concept::Order, Concept::Also, Concept::Trigger]),
];

/// The same for what takes an address.
const NEEDS_WITH_ADDRESS: &[Set] = &[
    Set::of(&[Concept::Send, Concept::Put, Concept::Change]),
    Set::of(&[Concept::Haul, Concept::Recipient]),
];

/// What each word may stand for.
type Words = HashMap<Cow<'static, str>, Set, BuildHasherDefault<Quick>>;

/// The words of a string.
#[derive(Debug, Default)]
struct Seen {
    concepts: Set,
    /// Whether one is spelled as a tool's name may be.
    name: bool,
}

/// Shorter strings ask for nothing.
const SHORTEST: usize = 8;

/// Whether a string, as it stands in a JSON file, may ask the model for something.
pub(super) fn may_ask(raw: &str) -> bool {
    if raw.len() < SHORTEST {
        return false;
    }
    let seen = seen(raw);
    let has = |needs: &[Set]| needs.iter().all(|need| seen.concepts.meets(*need));
    NEEDS.iter().any(|needs| has(needs))
        || seen.name && has(NEEDS_WITH_NAME)
        || raw.contains(['@', '+', ':']) && has(NEEDS_WITH_ADDRESS)
        || has_literal(raw)
}

/// Whether a path or a mark of a turn is in a string.
fn has_literal(raw: &str) -> bool {
    static LITERALS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        // Asked too little for an automaton that takes long to build.
        let kind = Some(AhoCorasickKind::NoncontiguousNFA);
        AhoCorasick::builder().kind(kind).build(HOMES.iter().chain(TURNS)).ok()
    });
    LITERALS.as_ref().is_none_or(|literals| literals.is_match(raw))
}

/// What the words of a string stand for.
fn seen(raw: &str) -> Seen {
    let mut seen = Seen::default();
    let mut bytes = raw.bytes().enumerate();
    let mut start = None;
    while let Some((at, byte)) = bytes.next() {
        if byte.is_ascii_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            seen.take(raw.get(start..at).unwrap_or_default());
        }
        seen.name |= byte == b'_';
        if byte == b'\\' {
            // The letter of an escape.
            bytes.next();
        }
    }
    seen.take(start.and_then(|start| raw.get(start..)).unwrap_or_default());
    seen
}

impl Seen {
    fn take(&mut self, word: &str) {
        self.look_up(word);
        let is_hump = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
        if word.as_bytes().windows(2).any(is_hump) {
            self.name = true;
            humps(word).for_each(|hump| self.look_up(hump));
        }
    }

    fn look_up(&mut self, word: &str) {
        static WORDS: LazyLock<Words> = LazyLock::new(known);
        let mut buffer = [0; LONGEST];
        let Some(small) = buffer.get_mut(..word.len()) else { return };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        let known = std::str::from_utf8(small).ok().and_then(|small| WORDS.get(small));
        self.concepts = self.concepts.or(known.copied().unwrap_or_default());
    }
}

/// No word of a lexicon is longer.
const LONGEST: usize = 24;

/// The parts of a word like `sendMail`.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let next =
            rest.get(1..)?.find(|it: char| it.is_ascii_uppercase()).map_or(rest.len(), |at| at + 1);
        let (hump, others) = rest.split_at_checked(next)?;
        rest = others;
        Some(hump)
    })
}

/// The longest part of each word of the lexicons, with all that it may stand for.
fn known() -> Words {
    let mut known = Words::default();
    for (_, concepts, word) in words() {
        let longest = match word {
            Cow::Borrowed(word) => Cow::Borrowed(longest_part(word)),
            Cow::Owned(word) => Cow::Owned(longest_part(&word).to_owned()),
        };
        let entry = known.entry(longest).or_default();
        *entry = entry.or(concepts);
    }
    known.remove("");
    known
}

fn longest_part(word: &str) -> &str {
    let parts = word.split(|it: char| !it.is_ascii_alphanumeric());
    parts.max_by_key(|part| part.len()).unwrap_or_default()
}
