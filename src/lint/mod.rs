//! What a correct policy lets happen that its author wouldn't want.
//!
//! One file per lint under `rules`, all of them listed in `registry`. A lint looks at a [`Subject`]
//! (the policy, its trees, the catalog, what can be called) and answers with [`Concern`]s; [`run`]
//! gives them their levels, takes out what `accept` statements cover and makes findings of the rest.
//! Which calls get through is asked of `witness`, and every call that is shown comes from there.
//! Lints know no files, no configuration's text, no clock and no gateway: today's date is given.

mod concern;
mod registry;
mod rules;
mod run;
mod settings;
mod subject;
mod trees;
mod waivers;
mod written;

pub use concern::Concern;
pub use registry::{Check, LINTS, Lint, Weight, named};
pub(crate) use rules::listed;
pub use run::run;
pub use settings::{Settings, Thresholds};
pub use subject::Subject;
pub use waivers::unknown;

#[cfg(test)]
mod tests;
