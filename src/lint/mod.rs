//! What a correct policy lets happen that its author wouldn't want.
//!
//! One file per lint under `rules`, all of them listed in `registry` with their levels and with the
//! kind of look that they take: at the policy, at each tool, rule or test of a string, or at tools
//! and rules in groups of their own. A lint looks at a [`LintContext`] (the policy, its trees, the
//! catalog, what can be called) and answers with drafts, or with issues that render one for the
//! tools that no waiver covers. `supersedes` says which lints are silent about what others have
//! found. `run` asks each lint once, and makes findings of the drafts. Which calls are allowed is
//! asked of `witness`, and every call that is shown comes from there. Lints know no files, no
//! configuration's text, no clock and no gateway: today's date is given.

mod context;
mod draft;
mod issue;
mod registry;
mod rules;
mod run;
mod settings;
mod stack;
mod supersedes;
mod trees;
mod unknown_lint;
mod waivers;
mod written_strings;

pub(crate) use context::LintContext;
use draft::Draft;
use issue::{Found, Issue, Remaining};
#[cfg(test)]
pub(crate) use registry::LintGroup;
pub(crate) use registry::{GROUPS, Lint, Weight, all, named};
pub(crate) use rules::{instructions, list_tools, server_instructions};
pub(crate) use run::run;
pub(crate) use settings::{Settings, Thresholds};
pub(crate) use stack::{Member, run_stack};
use supersedes::Superseded;
pub(crate) use trees::selector;
pub(crate) use unknown_lint::UnknownLint;
pub(crate) use waivers::unknown;

#[cfg(test)]
mod tests;
