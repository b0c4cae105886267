//! What an engine at the gateway decides from, and the targets that it can be written for.
//!
//! `decision` is what every target shares. A target is one folder beside it: how a policy
//! becomes its document, how the document is written and how it is read back. This face is all
//! that the rest of mcpol knows of a target.

mod decision;
mod policylayer;

pub(crate) use decision::{
    Call, Compiled, Document, Entry, Gateway, HIDDEN, Limit, Pointer, ToolRules, Verdict, Windows,
    admitted, allows, fits, is_hidden, keys, refusals, wraps,
};
#[cfg(test)]
pub(crate) use decision::{Condition, Operator, Scope};
pub(crate) use policylayer::{Emitted, Mapping, Written, check, emit, log_rule, read, write};

#[cfg(test)]
mod tests;
