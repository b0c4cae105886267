//! The rules of a run: the lints and kinds of errors that were found, with their pages.

use std::collections::BTreeSet;

use super::model::{Configuration, Help, Level, Message, Rule, RuleProperties};
use crate::lint::{Weight, named};
use crate::pages;
use crate::render::findings::report::Item;

/// The codes that were found, sorted.
pub(super) struct Rules<'i>(Vec<&'i str>);

impl<'i> Rules<'i> {
    pub(super) fn of(items: &[&'i Item]) -> Self {
        let codes: BTreeSet<&str> = items.iter().map(|item| &*item.code).collect();
        Self(codes.into_iter().collect())
    }

    pub(super) fn index(&self, code: &str) -> Option<usize> {
        self.0.binary_search(&code).ok()
    }

    pub(super) fn list(&self) -> Vec<Rule> {
        self.0.iter().map(|code| rule(code)).collect()
    }
}

fn rule(code: &str) -> Rule {
    let page = pages::page(code).unwrap_or_default();
    let summary = pages::summary(page);
    let body = page.split_once("\n\n").map_or(page, |(_, body)| body);
    let introduction = body.split("\n\n").next().unwrap_or_default();
    let introduction = introduction.split_whitespace().collect::<Vec<_>>().join(" ");
    Rule {
        id: code.to_owned(),
        name: pascal_case(code),
        short_description: Message::new(&summary),
        full_description: Message::new(&introduction),
        help: Help { text: body.to_owned(), markdown: body.to_owned() },
        default_configuration: configuration(code),
        properties: RuleProperties { tags: ["mcp", "policy"] },
    }
}

/// How a lint weighs where nothing is configured; what is no lint is an error.
fn configuration(code: &str) -> Configuration {
    let weight = named(code).map(|lint| lint.weight);
    let level = match weight {
        None | Some(Weight::Deny) => Level::Error,
        Some(Weight::Warn | Weight::Pedantic) => Level::Warning,
    };
    Configuration { level, enabled: weight != Some(Weight::Pedantic) }
}

/// As in `UnknownTool`.
fn pascal_case(code: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    code.split('-').filter_map(capital).collect()
}
