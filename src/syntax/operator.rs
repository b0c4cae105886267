//! The operators of conditions, one row for each.
//!
//! The builder, the printer, the type checker and the messages read this table. A new operator has
//! a row here, a rule in the grammar, and what it means in `policy`.

use super::ast::Operator;
use super::grammar::Rule;
use crate::strings::nearest;

/// How an operator is written and what it takes.
#[derive(Debug)]
pub(super) struct Row {
    /// The operator as it is written.
    words: &'static str,
    /// Its rule in the grammar.
    rule: Rule,
    takes: Takes,
    /// Whether it holds for what is certainly good and for nothing else, so that its negation says
    /// nothing.
    recognises_good: bool,
    /// The operator that holds for the other values of an argument that is there.
    opposite: Option<&'static str>,
    /// What other languages call it.
    aliases: &'static [&'static str],
}

/// What stands after an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Pattern,
    Value,
    List,
}

impl Row {
    const fn new(words: &'static str, rule: Rule, takes: Takes) -> Self {
        Self { words, rule, takes, recognises_good: false, opposite: None, aliases: &[] }
    }

    const fn value(words: &'static str, rule: Rule) -> Self {
        Self::new(words, rule, Takes::Value)
    }

    const fn list(words: &'static str, rule: Rule) -> Self {
        Self::new(words, rule, Takes::List)
    }

    const fn recognises_good(self) -> Self {
        Self { recognises_good: true, ..self }
    }

    const fn opposite(self, opposite: &'static str) -> Self {
        Self { opposite: Some(opposite), ..self }
    }

    const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }
}

static EXISTS: Row = Row::new("exists", Rule::exists, Takes::Nothing)
    .opposite("missing")
    .aliases(&["present", "exist", "set", "defined", "given", "provided", "is set", "is defined"]);
static MISSING: Row = Row::new("missing", Rule::missing, Takes::Nothing)
    .opposite("exists")
    .aliases(&["absent", "null", "nil", "none", "undefined", "unset", "is missing", "is null"]);
static MATCHES: Row = Row::new("matches", Rule::matches, Takes::Pattern)
    .aliases(&["match", "matching", "regex", "regexp", "~", "=~", "~="]);

/// Declares [`Comparison`] together with its rows, so that no operator is without one.
macro_rules! comparisons {
    ($($name:ident: $row:expr,)+) => {
        /// The operators that take a value, a list or a constant's name; how each is written
        /// stands in [`Comparison::words`].
        #[allow(missing_docs, reason = "the rows say what each is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Comparison {
            $($name,)+
        }

        impl Comparison {
            /// Every one of them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)+];

            fn row(self) -> &'static Row {
                match self {
                    $(Self::$name => {
                        static ROW: Row = $row;
                        &ROW
                    })+
                }
            }
        }
    };
}

comparisons! {
    Equal: Row::value("==", Rule::equal)
        .opposite("!=")
        .aliases(&["eq", "equal", "equals", "equal to", "exactly", "same as", "==="]),
    NotEqual: Row::value("!=", Rule::not_equal)
        .opposite("==")
        .aliases(&["neq", "ne", "≠", "<>", "!==", "=!", "=!=", "isnot", "not equal", "not equals", "not equal to", "other than"]),
    Less: Row::value("<", Rule::less)
        .opposite(">=")
        .aliases(&["lt", "less than", "lower than", "smaller than"]),
    AtMost: Row::value("<=", Rule::at_most).opposite(">").aliases(&[
        "lte", "le", "≤", "=<", "at most", "up to", "no more than", "less than or equal",
        "less than or equal to",
    ]),
    Greater: Row::value(">", Rule::greater)
        .opposite("<=")
        .aliases(&["gt", "greater than", "more than", "larger than", "exceeds"]),
    AtLeast: Row::value(">=", Rule::at_least).opposite("<").aliases(&[
        "gte", "ge", "≥", "=>", "at least", "no less than", "greater than or equal",
        "greater than or equal to",
    ]),
    In: Row::list("in", Rule::in_list)
        .opposite("not in")
        .aliases(&["one of", "any of", "either of", "among"]),
    NotIn: Row::list("not in", Rule::not_in).opposite("in").aliases(&["none of", "nin"]),
    Contains: Row::value("contains", Rule::contains)
        .aliases(&["contain", "containing", "includes", "include", "has"]),
    StartsWith: Row::value("starts with", Rule::starts_with).aliases(&[
        "start with", "starting with", "begins with", "begin with", "has prefix",
    ]),
    EndsWith: Row::value("ends with", Rule::ends_with)
        .aliases(&["end with", "ending with", "has suffix"]),
    HostIn: Row::list("host in", Rule::host_in).recognises_good(),
    DomainIn: Row::list("domain in", Rule::domain_in).recognises_good(),
    Under: Row::value("under", Rule::under).recognises_good().aliases(&["inside", "within"]),
    CommandIn: Row::list("command in", Rule::command_in).recognises_good(),
}

impl Comparison {
    /// The operator as it is written.
    pub(crate) fn words(self) -> &'static str {
        self.row().words
    }

    /// Whether a list stands after the operator, not a single value.
    pub(crate) fn takes_list(self) -> bool {
        self.row().takes == Takes::List
    }

    /// Whether the operator holds for what is certainly good and for nothing else. What it doesn't
    /// hold for may be good or bad, so it can't be used to refuse.
    pub(crate) fn recognises_good(self) -> bool {
        self.row().recognises_good
    }

    /// The operator that a rule of the grammar reads.
    pub(super) fn read_by(rule: Rule) -> Option<Self> {
        Self::ALL.iter().copied().find(|comparison| comparison.row().rule == rule)
    }
}

impl Operator {
    /// The words of the operator that holds for all other values of an argument that is there
    /// (of `exists`, where it isn't); `None` where there is no such operator.
    pub(crate) fn opposite(&self) -> Option<&'static str> {
        self.row().opposite
    }

    fn row(&self) -> &'static Row {
        match self {
            Self::Exists => &EXISTS,
            Self::Missing => &MISSING,
            Self::Matches(_) => &MATCHES,
            Self::Compare(comparison, _) => comparison.row(),
        }
    }
}

fn rows() -> impl Iterator<Item = &'static Row> + Clone {
    let comparisons = Comparison::ALL.iter().map(|comparison| comparison.row());
    comparisons.chain([&EXISTS, &MISSING, &MATCHES])
}

/// Every operator as it is written.
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    rows().map(|row| row.words)
}

/// Whether an operator holds for what is certainly good and for nothing else.
pub(super) fn is_of_good(words: &str) -> bool {
    rows().any(|row| row.words == words && row.recognises_good)
}

/// Whether an operator begins with this word or mark.
pub(super) fn begins_operator(token: &str) -> bool {
    all_words().any(|words| words.split(' ').next() == Some(token))
}

/// The operator that a word or mark of another language, or a misspelled one, stands for.
pub(super) fn meant_by(token: &str) -> Option<&'static str> {
    let word = plain(token);
    let row = longest(std::slice::from_ref(&word))
        .map(|(row, _)| row)
        .or_else(|| misspelled(&word, 1))?;
    Some(row.words)
}

/// The operator whose own words, or several words for it, stand first here, and how many they are.
pub(super) fn named(words: &[&str]) -> Option<(&'static str, usize)> {
    let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let (row, length) = longest(&words)?;
    (length > 1 || words.first().is_some_and(|word| word == row.words))
        .then_some((row.words, length))
}

/// What the words after an argument mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The operator as it is written.
    pub(super) operator: &'static str,
    /// Whether the phrase negates an operator that has no opposite.
    pub(super) negated: bool,
    /// How many words the phrase has.
    pub(super) length: usize,
}

/// The operator that words say, such as `is not one of`; `None` where they are the operator's own
/// or say none.
pub(super) fn phrase(words: &[&str]) -> Option<Phrase> {
    const BEFORE: [&str; 7] = ["is", "are", "be", "must", "should", "does", "do"];
    let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let skip = |from: usize| {
        let rest = words.iter().skip(from);
        from + rest.take_while(|word| BEFORE.contains(&word.as_str())).count()
    };
    let verb = skip(0);
    let is_negated = words.get(verb).is_some_and(|word| word == "not");
    let start = if is_negated { skip(verb + 1) } else { verb };
    let whole = words.get(verb..).and_then(longest);
    if let Some((row, length)) = whole {
        let own = verb == 0 && row.words.split(' ').eq(words.iter().take(length));
        let phrase = Phrase { operator: row.words, negated: false, length: verb + length };
        return (!own).then_some(phrase);
    }
    let rest = words.get(start..)?;
    let (row, length) = longest(rest).or_else(|| misspelled_words(rest))?;
    let (operator, negated) = match (is_negated, row.opposite) {
        (false, _) => (row.words, false),
        (true, Some(opposite)) => (opposite, false),
        (true, None) => (row.words, true),
    };
    Some(Phrase { operator, negated, length: start + length })
}

/// A word as other spellings of it are compared.
fn plain(word: &str) -> String {
    word.replace(['_', '-'], "").to_ascii_lowercase()
}

/// The names of an operator: its own and those of other languages.
fn names(row: &'static Row) -> impl Iterator<Item = &'static str> + Clone {
    [row.words].into_iter().chain(row.aliases.iter().copied())
}

/// The operator with the longest name that the words begin with. A name of several words may be
/// written as one.
fn longest(words: &[String]) -> Option<(&'static Row, usize)> {
    let first = words.first()?;
    let begins = |name: &str| {
        let length = name.split(' ').count();
        match name.split(' ').eq(words.iter().take(length)) {
            true => Some(length),
            false => (*first == name.replace(' ', "")).then_some(1),
        }
    };
    let found =
        rows().flat_map(|row| names(row).filter_map(move |name| Some((row, begins(name)?))));
    found.max_by_key(|(_, length)| *length)
}

/// The operator that misspelled words begin with, two or one of them.
fn misspelled_words(words: &[String]) -> Option<(&'static Row, usize)> {
    [2, 1].into_iter().find_map(|length| {
        let written = words.get(..length)?.concat();
        Some((misspelled(&written, length)?, length))
    })
}

/// The operator of at least `length` words that a misspelled word is near, or several written as
/// one, if it isn't near the opposite as well. Short words are near to everything.
fn misspelled(word: &str, length: usize) -> Option<&'static Row> {
    let near = |row: &'static Row| {
        let names = names(row).filter(|name| name.split(' ').count() >= length);
        let names: Vec<_> = names.map(|name| name.replace(' ', "")).collect();
        let names = names.iter().map(String::as_str).filter(|name| is_long(name));
        nearest(word, names).map(str::to_owned)
    };
    let all: Vec<_> =
        rows().filter(|_| is_long(word)).filter_map(|row| Some((row, near(row)?))).collect();
    let name = nearest(word, all.iter().map(|(_, name)| name.as_str()))?;
    let (row, _) = all.iter().find(|(_, known)| known == name)?;
    let is_opposite = |other: &&'static Row| row.opposite == Some(other.words);
    all.iter().all(|(other, _)| !is_opposite(other)).then_some(*row)
}

/// Whether a word has letters enough to tell what it is a misspelling of.
fn is_long(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_are_operators_and_each_others() {
        for row in rows() {
            let Some(opposite) = row.opposite else { continue };
            let other = rows().find(|other| other.words == opposite).unwrap();
            assert_eq!(other.opposite, Some(row.words));
            assert_eq!(other.takes, row.takes);
        }
    }

    #[test]
    fn no_word_stands_for_two_operators() {
        let mut names: Vec<_> =
            rows().flat_map(|row| row.aliases.iter().copied().chain([row.words])).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn what_others_write_is_understood() {
        let meant = [
            ("beginswith", Some("starts with")),
            ("startsWith", Some("starts with")),
            ("hots_in", Some("host in")),
            ("=>", Some(">=")),
            ("~", Some("matches")),
            ("equal", Some("==")),
            ("commandin", Some("command in")),
            ("absnt", Some("missing")),
            ("undr", Some("under")),
            ("?", None),
            ("at", None),
            ("on", None),
            ("no", None),
            ("is", None),
        ];
        for (word, operator) in meant {
            assert_eq!(meant_by(word), operator, "{word}");
        }
    }

    #[test]
    fn phrases_keep_their_meaning() {
        let said = [
            ("one of", "in"),
            ("is any of", "in"),
            ("none of", "not in"),
            ("is not one of", "not in"),
            ("is in", "in"),
            ("is not in", "not in"),
            ("isNot", "!="),
            ("is not equal to", "!="),
            ("is missing", "missing"),
            ("is not missing", "exists"),
            ("is set", "exists"),
            ("not set", "missing"),
            ("is null", "missing"),
            ("not null", "exists"),
            ("does not exist", "missing"),
            ("is under", "under"),
            ("at most", "<="),
            ("is at least", ">="),
            ("not more than", "<="),
            ("less than or equal to", "<="),
            ("less than", "<"),
            ("begins with", "starts with"),
            ("starts_with", "starts with"),
            ("inside", "under"),
            ("is contianing", "contains"),
            ("hots in", "host in"),
            ("is domian in", "domain in"),
            ("strats with", "starts with"),
        ];
        for (words, operator) in said {
            let words: Vec<_> = words.split(' ').collect();
            let phrase = phrase(&words).unwrap();
            assert_eq!((phrase.operator, phrase.negated), (operator, false), "{words:?}");
            assert_eq!(phrase.length, words.len(), "{words:?}");
        }
        for words in ["not matches", "is not under", "does not contain"] {
            let words: Vec<_> = words.split(' ').collect();
            assert!(phrase(&words).unwrap().negated, "{words:?}");
        }
        for words in ["not in", "in", "exists", "is", "is not", "on", "starts with"] {
            let words: Vec<_> = words.split(' ').collect();
            assert_eq!(phrase(&words), None, "{words:?}");
        }
    }

    #[test]
    fn the_page_of_the_language_has_every_operator() {
        let page = include_str!("../../docs/language.md");
        let section = page.split("\n## Conditions\n").nth(1).unwrap();
        let section = section.split("\n## Limits\n").next().unwrap();
        for words in all_words() {
            let shown = [" ", "`"].map(|end| section.contains(&format!("`{words}{end}")));
            assert!(shown.contains(&true), "`{words}` is missing from docs/language.md");
        }
    }
}
