//! What a server takes for an argument that a call leaves out.

use crate::catalog::{Argument, Tool};
use crate::json::Value;

/// The `default` of an argument's schema.
pub(super) fn of_argument(tool: &Tool, argument: &Argument<'_>) -> Option<Value> {
    let own = argument.span();
    let types = argument.ids().iter().filter_map(|id| argument.types().get(*id).span);
    own.into_iter().chain(types).find_map(|span| tool.default_at(span))
}
