//! What an engine at the gateway decides from, and the targets that it can be written for.
//!
//! `decision` is what every target shares. A target is one folder beside it: how a policy
//! becomes its document, how the document is written and how it is read back. This face is all
//! that the rest of mcpol knows of a target.

mod decision;
mod policylayer;

pub(crate) use decision::{
    AllTools, Call, Compiled, Condition, Document, Entry, Gateway, HIDDEN, Limit, MissingArguments,
    Operator, Pointer, Scope, Semantics, ToolRules, Verdict, Windows, admitted, allows, fits,
    is_hidden, keys, refusals, wraps,
};
pub(crate) use policylayer::{
    Emitted, Mapping, SEMANTICS, Written, check, counter_name, emit, log_rule, operator_name, read,
    write,
};

#[cfg(test)]
mod tests;
