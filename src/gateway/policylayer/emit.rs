//! A policy to the gateway's document.

use std::collections::BTreeMap;

use super::{AllTools, Document};
use crate::finding::Finding;
use crate::policy::Policy;
use crate::source::Span;

/// A part of the document and the text that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// A JSON pointer into the document.
    pub pointer: String,
    /// The rule or statement.
    pub span: Span,
}

/// A document, where its parts come from, and what couldn't be expressed.
#[derive(Debug, Clone)]
pub struct Emitted {
    /// The document. Worth writing only when `findings` has no error.
    pub document: Document,
    /// Every part that comes from the policy's text, in the order of the document.
    pub mappings: Vec<Mapping>,
    /// Rules that have no exact form, counters that clash, rules without effect.
    pub findings: Vec<Finding>,
}

/// Compiles a policy.
pub fn emit(policy: &Policy) -> Emitted {
    let document = Document {
        default: policy.default.decision,
        hide: Vec::new(),
        all_tools: AllTools::default(),
        tools: BTreeMap::new(),
    };
    Emitted { document, mappings: Vec::new(), findings: Vec::new() }
}
