//! The gateway's JSON, version "1": how a policy becomes it, how it is written and read back.
//!
//! Where the format's documentation is silent a reading is chosen, each in one place:
//!
//! | reading | where |
//! |---|---|
//! | counter names, and which limits are one | `emit::limits` |
//! | order of entries, `hide *`, hidden tools not listed | `emit` |
//! | names of rules in the logs | `log_rule` |
//! | keys' order and what is left out | `write`, `names` |

mod emit;
mod log_rule;
mod names;
mod read;
mod write;

pub(crate) use emit::{Emitted, Mapping, check, counter_name, emit};
pub(crate) use log_rule::log_rule;
pub(crate) use names::operator_name;
pub(crate) use read::read;
pub(crate) use write::{Written, write};

use super::decision::{MissingArguments, Semantics, Windows};
use crate::analysis::Equality;

/// How the gateway reads its documents.
pub(crate) const SEMANTICS: Semantics = Semantics {
    equality: Equality::Textual,
    missing: MissingArguments::FailConditions,
    windows: Windows::CalendarAligned,
};
