//! The gateway's JSON, version "1": its model, how a policy becomes it, how it is read back, and
//! how it decides one call.

mod decide;
mod emit;
mod model;
mod read;

pub use decide::{Call, Gateway, Verdict};
pub use emit::{Emitted, Mapping, emit};
pub use model::{AllTools, Condition, Document, Entry, Limit, Operator, Scope, ToolRules, VERSION};
pub use read::read;
