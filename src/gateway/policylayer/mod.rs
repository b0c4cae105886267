//! The gateway's JSON, version "1": its model, how a policy becomes it, how it is read back, and
//! how it decides one call.
//!
//! Where the format's documentation is silent a reading is chosen, each in one place:
//!
//! | reading | where |
//! |---|---|
//! | counter names, and which quotas are one | `emit::quotas` |
//! | order of entries, `hide *`, hidden tools not listed | `emit` |
//! | keys' order and what is left out | `write` |
//! | `require` before `deny_if`; each quota counts on its own | `decide` |
//! | the text of numbers | `decide::text` |
//! | sums: cut, given back, overflowing | `decide::quotas` |

mod admitted;
mod decide;
mod emit;
mod formula;
mod model;
mod pointer;
mod read;
mod write;

pub use admitted::admitted;
pub use decide::{Call, DEFAULT_DENY, Gateway, HIDDEN, Verdict};
pub use emit::{Emitted, Mapping, check, emit};
pub use formula::{allows, fits, is_hidden, keys, of_condition, of_entry};
pub use model::{AllTools, Condition, Document, Entry, Limit, Operator, Scope, ToolRules, VERSION};
pub use pointer::Pointer;
pub use read::read;
