//! What a tool's arguments say that it does.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::evidence::Evidence;
use super::leaves::LeafPath;
use super::lexicon::Topic;
use super::lexicon::arguments::{
    ADDRESSES, BACK, CALLED, CALLED_WITH, CURRENCIES, DESTINATIONS, ELSEWHERE, FILES, LOCAL,
    MAYBE_DESTINATIONS, MAYBE_RUN, METHODS, NO_AMOUNT, PATHS, PUT_INTO, RUN, SQL, STATEMENTS,
    STORES,
};
use super::words::{self, Word};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, Tool};

/// How many of a tool's arguments are looked at.
const MAX_ARGUMENTS: usize = 200;

/// How many words of an argument's description are looked at.
const WORDS: usize = 40;

/// The arguments of one tool. Its schema is read only where a name asks for that.
#[derive(Debug)]
pub(super) struct Given<'t> {
    tool: &'t Tool,
    names: OnceCell<Vec<Cow<'t, str>>>,
    keys: OnceCell<Option<Vec<Cow<'t, str>>>>,
}

impl<'t> Given<'t> {
    /// The arguments of a tool.
    pub(super) fn to(tool: &'t Tool) -> Self {
        Self { tool, names: OnceCell::new(), keys: OnceCell::new() }
    }

    /// The names at the top, sorted.
    pub(super) fn names(&self) -> &[Cow<'t, str>] {
        self.names.get_or_init(|| {
            let mut names = self.tool.argument_names();
            names.truncate(MAX_ARGUMENTS);
            names.sort_unstable();
            names.dedup();
            names
        })
    }

    /// Every named argument at the top, sorted.
    pub(super) fn all(&self) -> Vec<(&str, Argument<'t>)> {
        self.fitting(|_| true)
    }

    /// The argument at the top with this name.
    pub(super) fn named(&self, name: &str) -> Option<Argument<'t>> {
        self.tool.arguments().all().member(name)
    }

    /// Whether an argument's name or that of one of its parts may fit.
    fn may_have(&self, fits: impl Fn(&str) -> bool) -> bool {
        let keys = self.keys.get_or_init(|| self.tool.schema_keys());
        keys.as_ref().is_none_or(|keys| keys.iter().any(|key| fits(key)))
    }

    /// The arguments at the top whose names fit.
    pub(super) fn fitting(&self, fits: impl Fn(&str) -> bool) -> Vec<(&str, Argument<'t>)> {
        let names = self.names().iter().map(|name| &**name).filter(|name| fits(name));
        names.filter_map(|name| Some((name, self.named(name)?))).collect()
    }

    /// The arguments whose names fit, at the top and in the objects and lists of so many levels
    /// below each other.
    pub(super) fn within(
        &self,
        levels: usize,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<(LeafPath, Argument<'t>)> {
        let mut found = Vec::new();
        if !self.may_have(&fits) {
            return found;
        }
        let at_top = |(name, argument): (&str, _)| (LeafPath::top(name), argument);
        let top = if levels > 1 { self.all() } else { self.fitting(&fits) };
        let mut level: Vec<(LeafPath, Argument<'t>)> = top.into_iter().map(at_top).collect();
        for _ in 0..levels {
            let below = level.iter().flat_map(|(path, argument)| members(path, argument));
            let below = below.take(MAX_ARGUMENTS).collect();
            let fits = |(path, _): &(LeafPath, _)| path.names().next_back().is_some_and(&fits);
            found.extend(std::mem::replace(&mut level, below).into_iter().filter(fits));
        }
        found
    }

    /// An argument whose text is run: SQL, a command, code.
    pub(super) fn program(&self) -> Option<Evidence> {
        let found = self.fitting(is_code);
        let (name, argument) = found.iter().find(|(name, argument)| self.runs(name, argument))?;
        Some(self.evidence(name, argument, &[]))
    }

    /// Whether an argument is free text that a machine runs: a `code` may be a country's.
    fn runs(&self, name: &str, argument: &Argument<'_>) -> bool {
        let free = argument.may_be(Kind::String) && argument.values().is_none();
        free && (!ends_with(name, MAYBE_RUN) || self.words_on(argument, RUN).is_some())
    }

    /// The arguments at the top whose names fit, and those in objects and lists at the top.
    fn inside(&self, fits: impl Fn(&str) -> bool) -> Vec<(String, Argument<'t>)> {
        let mut found = Vec::new();
        if !self.may_have(&fits) {
            return found;
        }
        for (name, argument) in self.all() {
            if fits(name) {
                found.push((name.to_owned(), argument.clone()));
            }
            let items = argument.elements().filter(|_| !argument.is_anything());
            let holder = items.as_ref().unwrap_or(&argument);
            for key in holder.keys().into_iter().filter(|key| fits(key)) {
                let path = format!("{name}{}.{key}", if items.is_some() { "[]" } else { "" });
                found.extend(holder.member(key).map(|member| (path, member)));
            }
        }
        found
    }

    /// An argument whose text is statements of SQL.
    pub(super) fn sql(&self, name: &[Word<'_>], description: Option<&str>) -> Option<Evidence> {
        let found = self.inside(|name| ends_with(name, STATEMENTS));
        let tool = || {
            name.iter().any(|word| word.is_any(SQL))
                || words::of_text(description.unwrap_or_default(), WORDS)
                    .iter()
                    .any(|word| word.is_any(SQL))
        };
        let is_sql = |name: &str, argument: &Argument<'_>| {
            let free = argument.may_be(Kind::String) || argument.may_be(Kind::Array);
            let said = || self.description(argument).is_some_and(|text| speaks_of_sql(&text));
            free && argument.values().is_none() && (has_word(name, SQL) || said() || tool())
        };
        let (name, argument) = found.iter().find(|(name, argument)| is_sql(name, argument))?;
        Some(self.evidence(name, argument, &[]))
    }

    /// The name of a tool or an operation to call, and what it is called with.
    pub(super) fn dispatch(&self) -> Option<Vec<Evidence>> {
        let tool = self.inside(|name| is_one(name, CALLED));
        let (name, argument) = tool.iter().find(|(_, argument)| argument.may_be(Kind::String))?;
        let input = self.inside(|name| is_one(name, CALLED_WITH));
        let (input_name, input) = input.first()?;
        Some(vec![self.evidence(name, argument, &[]), self.evidence(input_name, input, &[])])
    }

    /// Whether an argument is an address to which a payer is sent back.
    pub(super) fn redirects(&self) -> bool {
        !self.fitting(|name| has_word(name, BACK) && ends_with(name, ADDRESSES)).is_empty()
    }

    /// The path of a file, where no argument says that it lies elsewhere.
    pub(super) fn local_path(&self) -> Option<Evidence> {
        if !self.fitting(|name| has_word(name, ELSEWHERE)).is_empty() {
            return None;
        }
        let paths = self.fitting(|name| ends_with(name, PATHS));
        let (name, argument) = paths.first()?;
        Some(self.evidence(name, argument, &[]))
    }

    /// The path of a file that can lie nowhere else than where the server runs.
    pub(super) fn local_file(&self) -> Option<Evidence> {
        self.first(|name| is_one(name, LOCAL))
    }

    /// An address from which something is brought in.
    pub(super) fn remote(&self) -> Option<Evidence> {
        self.first(|name| ends_with(name, &["url", "uri", "urls"]))
    }

    /// A place at the service in which something is kept.
    pub(super) fn store(&self) -> Option<Evidence> {
        self.first(|name| has_word(name, STORES) && !has_word(name, &["class", "type", "url"]))
    }

    fn first(&self, fits: impl Fn(&str) -> bool) -> Option<Evidence> {
        let found = self.fitting(fits);
        let (name, argument) = found.first()?;
        Some(self.evidence(name, argument, &[]))
    }

    /// Where a file is to be put, and whether each call says so.
    pub(super) fn destination(&self) -> Option<(Evidence, bool)> {
        let here = self.fitting(|name| has_word(name, ELSEWHERE)).is_empty();
        let found = self.fitting(|name| {
            is_one(name, DESTINATIONS)
                || (here && is_one(name, MAYBE_DESTINATIONS))
                || (has_word(name, PUT_INTO) && ends_with(name, FILES))
        });
        let text = |(_, argument): &&(&str, Argument<'_>)| argument.may_be(Kind::String);
        let (name, argument) = found.iter().find(text)?;
        Some((self.evidence(name, argument, &[]), !argument.is_optional()))
    }

    /// A method to choose beside an address: any call of an API.
    pub(super) fn request(&self) -> Option<Vec<Evidence>> {
        let method = self.fitting(|name| is_one(name, METHODS));
        let method = method.first()?;
        let address = self.fitting(|name| is_one(name, ADDRESSES));
        let signs = [method, address.first()?];
        Some(signs.map(|(name, argument)| self.evidence(name, argument, &[])).into())
    }

    /// An argument that is an amount of money.
    pub(super) fn amount(&self) -> Option<Evidence> {
        let found = self.fitting(is_amount_name);
        let (name, argument) = found.iter().find(|(_, argument)| may_be_amount(argument))?;
        let money = self.names().iter().any(|name| has_word(name, CURRENCIES));
        let said = || self.words_on(argument, CURRENCIES).is_some();
        (money || said()).then(|| self.evidence(name, argument, CURRENCIES))
    }

    /// An argument as evidence, with the words of its description that are in `list`.
    pub(super) fn evidence(&self, name: &str, argument: &Argument<'_>, list: &[&str]) -> Evidence {
        let kinds = argument.kinds();
        let first = kinds.first().filter(|_| kinds.len() <= 2);
        let kind = first.map_or("any", |kind| kind.name());
        Evidence::Argument { name: name.to_owned(), kind, words: self.words_on(argument, list) }
    }

    /// What the server says of an argument.
    pub(super) fn description(&self, argument: &Argument<'_>) -> Option<Cow<'t, str>> {
        self.tool.description_at(argument.span()?)
    }

    /// The first word of an argument's description that is in `list`, with the word before it.
    pub(super) fn words_on(&self, argument: &Argument<'_>, list: &[&str]) -> Option<String> {
        let text = self.description(argument)?;
        let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
        let at = words.iter().position(|word| list.contains(&bare(word).as_str()))?;
        let quoted = words.get(at.saturating_sub(1)..=at)?.join(" ");
        Some(quoted.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
    }
}

/// The members of an argument, or of the items of its lists.
fn members<'t>(path: &LeafPath, argument: &Argument<'t>) -> Vec<(LeafPath, Argument<'t>)> {
    let items = argument.elements().filter(|_| !argument.is_anything());
    let path = if items.is_some() { path.item() } else { path.clone() };
    let holder = items.as_ref().unwrap_or(argument);
    let member = |key| Some((path.member(key), holder.member(key)?));
    holder.keys().into_iter().filter_map(member).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase()
}

/// Whether a name is one of these, however it is written.
pub(super) fn is_one(name: &str, list: &[&str]) -> bool {
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    list.iter().any(|known| known.eq_ignore_ascii_case(&letters))
}

/// Whether an argument's name ends with one of these words.
pub(super) fn ends_with(name: &str, list: &[&str]) -> bool {
    words::parts(name).last().is_some_and(|word| words::is_any(word, list))
}

fn is_amount_name(name: &str) -> bool {
    let amount = |word| words::means(word).is(Topic::Amount);
    words::parts(name).any(amount) && !ends_with(name, NO_AMOUNT)
}

fn may_be_amount(argument: &Argument<'_>) -> bool {
    [Kind::Number, Kind::String, Kind::Object].into_iter().any(|kind| argument.may_be(kind))
}

fn is_code(name: &str) -> bool {
    words::parts(name).last().is_some_and(|word| words::means(word).is(Topic::Code))
}

fn has_word(name: &str, list: &[&str]) -> bool {
    words::parts(name).any(|word| words::is_any(word, list))
}

fn speaks_of_sql(text: &str) -> bool {
    words::of_text(text, WORDS).iter().any(|word| word.is_any(SQL))
}
