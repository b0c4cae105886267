//! The lints that look at several servers of one agent together.

mod detours;
mod flow;
mod kept;
pub(in crate::lint) mod shadowed_tool;
pub(in crate::lint) mod uncovered_server;

use super::{alias_bypass, toxic_flow};
use crate::lint::registry::Lint;
use crate::lint::stack::StackCheck;

/// Each lint that has something to say of several servers, with what finds it.
pub(in crate::lint) const CHECKS: &[(&Lint, StackCheck)] = &[
    (&uncovered_server::LINT, uncovered_server::check),
    (&shadowed_tool::LINT, shadowed_tool::check),
    (&toxic_flow::LINT, flow::check),
    (&alias_bypass::LINT, detours::check),
    (&alias_bypass::LINT, kept::check),
];
