//! What a policy means: which calls it allows, by the words of the language alone.

use super::{Decision, Policy};
use crate::json::Value;

/// Whether one call passes everything but quotas. `arguments` is an object.
pub fn decide(_policy: &Policy, _tool: &str, _arguments: &Value) -> Decision {
    Decision::Deny
}
