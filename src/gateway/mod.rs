//! What an engine at the gateway decides from, and the targets that it can be written for.
//!
//! `decision` is what every target shares. A target is one folder beside it: how a policy
//! becomes its document, how the document is written and how it is read back. This face is all
//! that the rest of mcpol knows of a target.

mod decision;
mod policylayer;

pub use decision::{
    AllTools, Call, Condition, DEFAULT_DENY, Document, Entry, Gateway, HIDDEN, Limit, Operator,
    Pointer, Scope, ToolRules, VERSION, Verdict, admitted, allows, fits, is_hidden, keys,
    of_condition, of_entry,
};
pub use policylayer::{Emitted, Mapping, check, emit, read};

#[cfg(test)]
mod tests;
