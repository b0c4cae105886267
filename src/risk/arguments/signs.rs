//! What a tool's arguments say that it does.

use super::{Given, WORDS, ends_with, has_word, is_one};
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::Topic;
use crate::risk::lexicon::arguments::{
    ADDRESSES, ARGUMENTS, BACK, CALLED, CALLED_WITH, CARRYING, CURRENCIES, DESTINATIONS, ELSEWHERE,
    FILES, LOCAL, MAYBE_CALLED, MAYBE_DESTINATIONS, MAYBE_RUN, METHODS, NO_AMOUNT, PATHS, PUT_INTO,
    RUN, SQL, STATEMENTS, STORES,
};
use crate::risk::words::{self, Word};

impl Given<'_> {
    /// An argument whose text is run: SQL, a command, code.
    pub(in crate::risk) fn program(&self) -> Option<Evidence> {
        let found = self.fitting(is_code);
        let (name, argument) = found.iter().find(|(name, argument)| self.runs(name, argument))?;
        Some(self.evidence(name, argument, &[]))
    }

    /// Whether an argument is free text that a machine runs: a `code` may be a country's.
    fn runs(&self, name: &str, argument: &Argument<'_>) -> bool {
        let free = argument.may_be(Kind::String) && argument.values().is_none();
        free && (!ends_with(name, MAYBE_RUN) || self.words_on(argument, RUN).is_some())
    }

    /// A free text that may be what is run.
    pub(in crate::risk) fn text(&self) -> Option<Evidence> {
        let found = self.fitting(|name| ends_with(name, CARRYING));
        let free = |(_, argument): &&(&str, Argument<'_>)| {
            argument.may_be(Kind::String) && argument.values().is_none()
        };
        let (name, argument) = found.iter().find(free)?;
        Some(self.evidence(name, argument, &[]))
    }

    /// An argument whose text is statements of SQL.
    pub(in crate::risk) fn sql(
        &self,
        name: &[Word<'_>],
        description: Option<&str>,
    ) -> Option<Evidence> {
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
    pub(in crate::risk) fn dispatch(&self) -> Option<Vec<Evidence>> {
        self.called(CALLED, CALLED_WITH)
    }

    /// The same, where it may also be a way to do one thing.
    pub(in crate::risk) fn remote_call(&self) -> Option<Vec<Evidence>> {
        self.called(MAYBE_CALLED, ARGUMENTS)
    }

    fn called(&self, called: &[&str], with: &[&str]) -> Option<Vec<Evidence>> {
        let tool = self.inside(|name| is_one(name, called));
        let (name, argument) = tool.iter().find(|(_, argument)| argument.may_be(Kind::String))?;
        let input = self.inside(|name| is_one(name, with));
        let (input_name, input) = input.first()?;
        Some(vec![self.evidence(name, argument, &[]), self.evidence(input_name, input, &[])])
    }

    /// Whether an argument is an address to which a payer is sent back.
    pub(in crate::risk) fn redirects(&self) -> bool {
        !self.fitting(|name| has_word(name, BACK) && ends_with(name, ADDRESSES)).is_empty()
    }

    /// The path of a file, where no argument says that it lies elsewhere.
    pub(in crate::risk) fn local_path(&self) -> Option<Evidence> {
        if !self.fitting(|name| has_word(name, ELSEWHERE)).is_empty() {
            return None;
        }
        let paths = self.fitting(|name| ends_with(name, PATHS));
        let (name, argument) = paths.first()?;
        Some(self.evidence(name, argument, &[]))
    }

    /// The path of a file that can lie nowhere else than where the server runs.
    pub(in crate::risk) fn local_file(&self) -> Option<Evidence> {
        self.first(|name| is_one(name, LOCAL))
    }

    /// An address from which something is brought in.
    pub(in crate::risk) fn remote(&self) -> Option<Evidence> {
        self.first(|name| ends_with(name, &["url", "uri", "urls"]))
    }

    /// A place at the service in which something is kept.
    pub(in crate::risk) fn store(&self) -> Option<Evidence> {
        self.first(|name| has_word(name, STORES) && !has_word(name, &["class", "type", "url"]))
    }

    fn first(&self, fits: impl Fn(&str) -> bool) -> Option<Evidence> {
        let found = self.fitting(fits);
        let (name, argument) = found.first()?;
        Some(self.evidence(name, argument, &[]))
    }

    /// Where a file is to be put, and whether each call says so.
    pub(in crate::risk) fn destination(&self) -> Option<(Evidence, bool)> {
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
    pub(in crate::risk) fn request(&self) -> Option<Vec<Evidence>> {
        let method = self.fitting(|name| is_one(name, METHODS));
        let method = method.first()?;
        let address = self.fitting(|name| is_one(name, ADDRESSES));
        let signs = [method, address.first()?];
        Some(signs.map(|(name, argument)| self.evidence(name, argument, &[])).into())
    }

    /// An argument that is an amount of money.
    pub(in crate::risk) fn amount(&self) -> Option<Evidence> {
        let found = self.fitting(is_amount_name);
        let (name, argument) = found.iter().find(|(_, argument)| may_be_amount(argument))?;
        let money = self.names().iter().any(|name| has_word(name, CURRENCIES));
        let said = || self.words_on(argument, CURRENCIES).is_some();
        (money || said()).then(|| self.evidence(name, argument, CURRENCIES))
    }
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

fn speaks_of_sql(text: &str) -> bool {
    words::of_text(text, WORDS).iter().any(|word| word.is_any(SQL))
}
