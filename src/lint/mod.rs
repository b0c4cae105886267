//! What a correct policy lets happen that its author wouldn't want.
//!
//! One file per lint under `rules`, all of them listed in `registry`. A lint looks at a [`LintContext`]
//! (the policy, its trees, the catalog, what can be called) and answers with [`Issue`]s; [`run`]
//! gives them their levels, takes out what `accept` statements cover and makes findings of the rest.
//! Which calls get through is asked of `witness`, and every call that is shown comes from there.
//! Lints know no files, no configuration's text, no clock and no gateway: today's date is given.

mod context;
mod issue;
mod registry;
mod rules;
mod run;
mod settings;
mod trees;
mod waivers;
mod written_strings;

pub use context::LintContext;
pub use issue::Issue;
pub use registry::{Check, LINTS, Lint, Weight, named};
pub(crate) use rules::list_tools;
pub use run::run;
pub use settings::{Settings, Thresholds};
pub use waivers::unknown;

#[cfg(test)]
mod tests;
