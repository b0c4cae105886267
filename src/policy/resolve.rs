//! Syntax trees to a policy.

use super::{Decision, Default, Policy};
use crate::catalogue::Catalogue;
use crate::finding::Finding;
use crate::syntax::ast;

/// One file of a policy.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its tree.
    pub file: &'a ast::File,
    /// Whether it is the file that is compiled, not an included one.
    pub own: bool,
}

/// A policy and all that is wrong with it.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// What could be understood.
    pub policy: Policy,
    /// Errors and warnings, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Looks every name up and checks every type. `parts` are the files in order, included ones before
/// those that include them, each once; the last is the compiled file itself.
pub fn resolve(_parts: &[Part<'_>], _catalogue: Option<&Catalogue>) -> Resolved {
    let default = Default { decision: Decision::Deny, span: None };
    let policy = Policy { name: None, default, statements: Vec::new(), all_tools: Vec::new() };
    Resolved { policy, findings: Vec::new() }
}
