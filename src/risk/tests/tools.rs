//! Tools made up for tests.

use crate::catalog::Catalog;
use crate::risk::{Classification, classify};
use crate::source::Sources;
use serde_json::{Value, json};

/// A tool's definition; `properties` and `annotations` are JSON, or empty.
pub(crate) fn definition(
    name: &str,
    description: &str,
    properties: &str,
    annotations: &str,
) -> String {
    let mut tool = json!({"name": name});
    if !description.is_empty() {
        tool["description"] = json!(description);
    }
    if !properties.is_empty() {
        let properties: Value = serde_json::from_str(properties).unwrap();
        tool["inputSchema"] = json!({"type": "object", "properties": properties});
    }
    if !annotations.is_empty() {
        tool["annotations"] = serde_json::from_str(annotations).unwrap();
    }
    tool.to_string()
}

/// A catalog with this tool alone.
pub(crate) fn tool(definition: &str) -> Catalog {
    let source = Sources::default().add("tools.json", format!("[{definition}]")).unwrap();
    Catalog::read(source).0
}

/// What is said of the tool with this definition.
pub(crate) fn classified(definition: &str) -> Classification {
    classify(tool(definition).tools().first().unwrap()).clone()
}
