//! What an engine decides from, whatever target it is written for: the document, which calls it
//! allows as formulas, and how one call is decided. Engines differ in their [`Semantics`], which
//! every document has from its target; of the targets themselves nothing is known here.
//!
//! Where the documentation of the first of them is silent a reading is chosen, each in one place:
//!
//! | reading | where |
//! |---|---|
//! | `require` before `deny_if`; each limit counts on its own | `decide` |
//! | the text of numbers | `decide::text` |
//! | sums: cut, given back, wrapping; limits reserved one by one and taken back | `decide::counters` |

mod admitted;
mod decide;
mod formula;
mod model;
mod pointer;
mod semantics;
mod sums;

pub(crate) use admitted::admitted;
#[cfg(test)]
pub(in crate::gateway) use decide::Conditions;
pub(in crate::gateway) use decide::equal;
pub(crate) use decide::{Call, Compiled, Gateway, HIDDEN, Verdict};
pub(crate) use formula::{allows, fits, is_hidden, keys, refusals};
pub(crate) use model::{AllTools, Condition, Document, Entry, Limit, Operator, Scope, ToolRules};
pub(crate) use pointer::Pointer;
pub(crate) use semantics::{MissingArguments, Semantics, Windows};
pub(crate) use sums::wraps;
