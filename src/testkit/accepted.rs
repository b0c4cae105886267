//! Calls held against tools' schemas by a validator that isn't mcpol's.

use crate::catalog::Tool;
use crate::json::Value;

/// Whether a tool's schema accepts arguments; `None` where the validator can't read the schema.
pub(crate) fn accepts(tool: &Tool, arguments: &Value) -> Option<bool> {
    let schema = serde_json::from_str(tool.schema()?).ok()?;
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).ok()?;
    Some(validator.is_valid(&serde_json::to_value(arguments).ok()?))
}
