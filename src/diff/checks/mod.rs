//! What is checked of a policy on the old side and no longer on the new one: no call comes out
//! differently, and what would have told that one does is gone.
//!
//! | what | where |
//! |---|---|
//! | `never` | `invariants` |
//! | `test` | `expectations` |
//! | `accept` | `waivers` |
//! | `classify`, and what the catalog says of a class | `classes` |
//! | the catalog | here |
//! | levels, thresholds and what is left out, in mcpol.toml | `settings` |
//! | what is told, and how it is known again | `weakened` |

mod classes;
mod expectations;
mod invariants;
mod open_terms;
pub(crate) mod settings;
mod waivers;
mod weakened;

pub(crate) use weakened::{Check, How, Weakened};

use crate::catalog::Catalog;
use crate::finding::Site;
use crate::policy::Policy;
use crate::source::{Sources, Span};
use crate::strings::tick;
use crate::syntax::{ast, without_layout};

/// What is checked of one side.
#[derive(Clone, Copy)]
pub(crate) struct Checks<'c> {
    /// The policy.
    pub policy: &'c Policy,
    /// The trees of its files, included ones first; the last is the file itself. Without any there
    /// is no policy.
    pub files: &'c [&'c ast::File],
    /// The catalog that it is checked against.
    pub catalog: Option<&'c Catalog>,
    /// How the policy or its configuration names that.
    pub catalog_name: Option<&'c str>,
    /// The texts of all that.
    pub sources: &'c Sources,
}

/// Every check of the old side that the new one hasn't, or not as strictly.
pub(crate) fn weakened(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    if old.files.is_empty() {
        return Vec::new();
    }
    let mut weakened = invariants::weakened(old, new);
    weakened.extend(expectations::weakened(old, new));
    if !new.files.is_empty() {
        weakened.extend(waivers::weakened(old, new));
        weakened.extend(classes::weakened(old, new));
        weakened.extend(of_catalog(old, new));
    }
    weakened
}

/// The tests of a file that is made to be included, and nothing else: the policies that include it
/// have its other statements.
pub(crate) fn weakened_tests(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    expectations::weakened(old, new)
}

/// Another catalog, or none.
fn of_catalog(old: Checks<'_>, new: Checks<'_>) -> Option<Weakened> {
    let before = old.catalog?;
    let name = old.catalog_name.unwrap_or(before.source().name());
    let told = |how, what: String| {
        let message = format!("catalog {} is {what}", tick(name));
        Some(Weakened::new(Check::Catalog, how, name, message))
    };
    let Some(after) = new.catalog else {
        return told(How::Removed, "no longer used: names and types aren't checked".to_owned());
    };
    let other = new.catalog_name.filter(|other| *other != name)?;
    let says_the_same = before.source().text() == after.source().text();
    let replaced = || format!("replaced by {}, which says other things", tick(other));
    if says_the_same { None } else { told(How::Replaced, replaced()) }
}

impl<'c> Checks<'c> {
    /// What files check that aren't a policy: their tests.
    pub(crate) fn none(
        policy: &'c Policy,
        files: &'c [&'c ast::File],
        sources: &'c Sources,
    ) -> Self {
        Self { policy, files, catalog: None, catalog_name: None, sources }
    }

    /// Every statement of the policy and of what it includes.
    fn statements(self) -> impl Iterator<Item = &'c crate::source::Spanned<ast::Statement>> {
        self.files.iter().flat_map(|file| &file.statements)
    }

    /// The statement at a place.
    fn statement(self, span: Span) -> Option<&'c ast::Statement> {
        self.statements().find(|statement| statement.span == span).map(|it| &it.node)
    }

    /// A text without its layout.
    fn text(self, span: Span) -> String {
        let source = self.sources.get(span.source);
        source.map(|source| without_layout(source.slice(span))).unwrap_or_default()
    }

    fn site(self, span: Span) -> Option<Site> {
        Site::of(span, self.sources)
    }
}
