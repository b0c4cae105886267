//! What a verb is about, among the words that stand around it.

use super::lexicon::Topic;
use super::words::Word;

/// Words that only say how many or which.
const COUNTING: &[&str] =
    &["all", "inventory", "list", "listing", "many", "multiple", "several", "tree"];

/// Words with the ending of a plural that name one thing.
const SINGULAR: &[&str] = &[
    "access",
    "address",
    "changes",
    "differences",
    "analysis",
    "analytics",
    "basis",
    "bus",
    "bytes",
    "campus",
    "canvas",
    "class",
    "contents",
    "corpus",
    "credentials",
    "css",
    "data",
    "details",
    "diagnostics",
    "directions",
    "facts",
    "requirements",
    "diffs",
    "dns",
    "docs",
    "ecs",
    "focus",
    "gas",
    "https",
    "insights",
    "instructions",
    "kubernetes",
    "logs",
    "lens",
    "metrics",
    "news",
    "notes",
    "options",
    "params",
    "permissions",
    "preferences",
    "process",
    "progress",
    "properties",
    "redis",
    "results",
    "rights",
    "rss",
    "scopes",
    "series",
    "settings",
    "sns",
    "specs",
    "sqs",
    "statistics",
    "stats",
    "status",
    "sts",
    "sms",
    "terms",
    "tls",
    "totals",
    "https",
    "usage",
    "variables",
];

/// The words that a verb is about: those after it up to a preposition, else those before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Object<'w, 't>(pub(super) &'w [Word<'t>]);

impl<'w, 't> Object<'w, 't> {
    /// What the verb at `verb` in a name is about.
    pub(super) fn in_name(words: &'w [Word<'t>], verb: usize) -> Self {
        let after = Self::after(words, verb, |_| false);
        let before = words.get(..verb).unwrap_or_default();
        if after.is_empty() { Self(before) } else { Self(after) }
    }

    /// What the verb at `verb` in a sentence is about.
    pub(super) fn in_prose(words: &'w [Word<'t>], verb: usize) -> Self {
        let ends = |word: &Word<'_>| word.after_comma && !word.entry.is(Topic::Joint);
        Self(Self::after(words, verb, ends))
    }

    fn after(
        words: &'w [Word<'t>],
        verb: usize,
        ends: impl Fn(&Word<'_>) -> bool,
    ) -> &'w [Word<'t>] {
        let after = words.get(verb + 1..).unwrap_or_default();
        let reaches = after.first().is_some_and(|word| word.is_any(&["to"]) && !ends(word));
        let after = after.get(usize::from(reaches)..).unwrap_or_default();
        let stop = |word: &Word<'_>| word.entry.is(Topic::Preposition) || ends(word);
        let of = |at: usize| after.get(at).is_some_and(|word| word.is_any(&["of"]));
        let mut end = after.iter().position(stop).unwrap_or(after.len());
        if of(end) {
            let rest = after.get(end + 1..).unwrap_or_default();
            end += 1 + rest.iter().position(stop).unwrap_or(rest.len());
        }
        after.get(..end).unwrap_or_default()
    }

    /// The first word of this topic.
    pub(super) fn of_topic(self, topic: Topic) -> Option<&'w Word<'t>> {
        self.0.iter().find(|word| word.entry.is(topic))
    }

    /// The word by which a rule about this topic fits: any, but for a message, which an email
    /// template is not, and a draft neither.
    pub(super) fn decides(self, topic: Topic) -> Option<&'w Word<'t>> {
        if topic != Topic::Message {
            return self.of_topic(topic);
        }
        let draft = self.0.iter().any(|word| word.is_any(&["draft"]));
        self.head().filter(|head| head.entry.is(topic) && !draft)
    }

    /// The thing itself, behind what describes it.
    pub(super) fn head(self) -> Option<&'w Word<'t>> {
        let of = |word: &Word<'_>| word.is_any(&["of"]);
        let end = self.0.iter().position(of).unwrap_or(self.0.len());
        self.0.get(..end).and_then(<[_]>::last)
    }

    /// Whether it is many things.
    pub(super) fn is_many(self) -> Option<&'w Word<'t>> {
        let counted = self.0.first().filter(|word| word.is_any(&["all", "list"]));
        let head = self.head();
        let counting = head.filter(|word| word.is_any(COUNTING));
        let tree = self.0.iter().find(|word| word.is_any(&["tree"]));
        let starts = counted.filter(|_| self.0.len() > 1);
        starts.or(counting).or(tree).or(head.filter(|word| is_plural(word)))
    }
}

fn is_plural(word: &Word<'_>) -> bool {
    let text = word.text.to_ascii_lowercase();
    let plural = text.len() > 2 && text.ends_with('s');
    let singular = text.ends_with("ss") || text.ends_with("us") || text.ends_with("is");
    (plural && !singular || text == "people" || text == "children")
        && !SINGULAR.contains(&text.as_str())
}
