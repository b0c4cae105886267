//! What the gateway's JSON calls the parts of a document.

use crate::gateway::decision::{Operator, Scope};

/// The only version that the gateway knows.
pub(super) const VERSION: &str = "1";

/// The name of an operator.
pub(crate) fn operator_name(operator: Operator) -> &'static str {
    match operator {
        Operator::Eq => "eq",
        Operator::Neq => "neq",
        Operator::In => "in",
        Operator::NotIn => "not_in",
        Operator::Lt => "lt",
        Operator::Lte => "lte",
        Operator::Gt => "gt",
        Operator::Gte => "gte",
        Operator::Regex => "regex",
        Operator::Contains => "contains",
        Operator::Exists => "exists",
    }
}

/// The name of a scope.
pub(super) fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Grant => "grant",
    }
}
