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

static EXISTS: Row =
    Row::new("exists", Rule::exists, Takes::Nothing).opposite("missing").aliases(&["present"]);
static MISSING: Row =
    Row::new("missing", Rule::missing, Takes::Nothing).opposite("exists").aliases(&["absent"]);
static MATCHES: Row = Row::new("matches", Rule::matches, Takes::Pattern)
    .aliases(&["match", "regex", "~", "=~", "~="]);

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
    Equal: Row::value("==", Rule::equal).opposite("!=").aliases(&["is", "eq", "equals", "==="]),
    NotEqual: Row::value("!=", Rule::not_equal).opposite("==").aliases(&["neq", "ne", "≠", "<>", "!=="]),
    Less: Row::value("<", Rule::less).opposite(">=").aliases(&["lt"]),
    AtMost: Row::value("<=", Rule::at_most).opposite(">").aliases(&["lte", "le", "≤", "=<"]),
    Greater: Row::value(">", Rule::greater).opposite("<=").aliases(&["gt"]),
    AtLeast: Row::value(">=", Rule::at_least).opposite("<").aliases(&["gte", "ge", "≥", "=>"]),
    In: Row::list("in", Rule::in_list).opposite("not in"),
    NotIn: Row::list("not in", Rule::not_in).opposite("in"),
    Contains: Row::value("contains", Rule::contains).aliases(&["includes", "has"]),
    StartsWith: Row::value("starts with", Rule::starts_with).aliases(&["beginswith", "hasprefix"]),
    EndsWith: Row::value("ends with", Rule::ends_with).aliases(&["hassuffix"]),
    HostIn: Row::list("host in", Rule::host_in).recognises_good(),
    DomainIn: Row::list("domain in", Rule::domain_in).recognises_good(),
    Under: Row::value("under", Rule::under).recognises_good(),
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

/// Whether an operator begins with this word or mark.
pub(super) fn begins_operator(token: &str) -> bool {
    all_words().any(|words| words.split(' ').next() == Some(token))
}

/// The operator that a word or mark of another language, or a misspelled one, stands for.
pub(super) fn meant_by(token: &str) -> Option<&'static str> {
    let aliases = rows().flat_map(|row| row.aliases.iter().map(|alias| (*alias, row.words)));
    if let Some((_, words)) = aliases.clone().find(|(alias, _)| *alias == token) {
        return Some(words);
    }
    let own = rows().map(|row| (row.words, row.words));
    let names: Vec<(String, &str)> = own
        .chain(aliases)
        .filter(|(name, _)| name.starts_with(|first: char| first.is_ascii_alphabetic()))
        .map(|(name, words)| (name.replace(' ', ""), words))
        .collect();
    let name = nearest(token, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(known, _)| known == name).map(|(_, words)| *words)
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
        let meant = ["beginswith", "startsWith", "hots_in", "=>", "~", "equal", "commandin", "?"];
        assert_eq!(
            meant.map(meant_by),
            [
                Some("starts with"),
                Some("starts with"),
                Some("host in"),
                Some(">="),
                Some("matches"),
                Some("=="),
                Some("command in"),
                None
            ]
        );
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
