//! What a tool does, in the words that tools of the same kind share.

use crate::risk::profile::Profile;
use crate::risk::words;

/// Words by which a tool does the same to many things at once.
const MANY: &[&str] = &["batch", "bulk", "many", "multi", "multiple", "mass", "several", "all"];

/// Words by which it does the same in another way.
const VARIANT: &[&str] = &[
    "one",
    "single",
    "new",
    "old",
    "legacy",
    "beta",
    "alt",
    "alternate",
    "direct",
    "async",
    "sync",
    "quick",
    "simple",
    "raw",
    "advanced",
];

/// What a tool does. Two tools with the same words do the same, each in its way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Deed {
    /// The words of the name, sorted, in the singular, without those that only say how many or
    /// which version.
    pub words: Vec<String>,
    /// Whether it does it to many things at once.
    pub many: bool,
}

impl Profile<'_> {
    /// What it does.
    pub(crate) fn deed(&self) -> Deed {
        let many = self.words.iter().any(|word| word.is_any(MANY));
        let own = self.words.iter().filter(|word| !word.is_any(MANY) && !word.is_any(VARIANT));
        let mut words: Vec<_> =
            own.map(words::Word::singular).filter(|word| !is_version(word)).collect();
        words.sort_unstable();
        Deed { words, many }
    }

    /// The verb of its name alone: what `batch_create` does to whatever it is given.
    pub(crate) fn bare_deed(&self) -> Option<Deed> {
        let verb = self.words.get(self.verb?)?.singular();
        Some(Deed { words: vec![verb], many: true })
    }
}

/// `v2`, `2`
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}
