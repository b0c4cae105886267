//! What a correct policy lets happen that its author wouldn't want.
//!
//! One file per lint under `rules`, all of them listed in `registry`. A lint looks at a [`Subject`]
//! (the policy, its trees, the catalog, what can be called) and answers with [`Concern`]s; [`run`]
//! gives them their levels, takes out what `accept` statements cover and makes findings of the rest.
//! Which calls get through is asked of a [`Prover`], and every call that is shown comes from there.
//! Lints know no files, no configuration's text and no clock: today's date is given. Only `prove`
//! knows the gateway.

mod callable;
mod concern;
mod obvious;
mod prove;
mod registry;
mod rules;
mod run;
mod sample;
mod settings;
mod subject;
mod trees;
mod waivers;
mod written;

pub use callable::Callable;
pub use concern::Concern;
pub use prove::{Doubt, Proof, Prover};
pub use registry::{Check, LINTS, Lint, Weight, named};
pub(crate) use rules::listed;
pub use run::run;
pub use settings::{Settings, Thresholds};
pub use subject::Subject;
pub use waivers::unknown;
