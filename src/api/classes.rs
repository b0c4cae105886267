//! What the tools of a catalog can do.

use super::{Failure, Finding};
use crate::catalog::Catalog;
use crate::finding;
use crate::risk::{self, Class};
use crate::source::Sources;

/// What a tool can do, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolClass {
    /// The tool's name.
    pub tool: String,
    /// Its class; `None` where nothing tells.
    pub class: Option<Class>,
    /// What the class rests on, the weightiest first, in words.
    pub evidence: Vec<String>,
}

/// The class of every tool of a catalog, the JSON of a server's answer to `tools/list`, in the
/// server's order.
///
/// # Errors
/// [`Failure::Faulty`] with everything that is wrong with the catalog.
///
/// ```
/// let tools = mcpol::classify(r#"{"tools": [{"name": "delete_user"}]}"#)?;
/// assert_eq!(tools[0].class, Some(mcpol::Class::Destructive));
/// # Ok::<(), mcpol::Failure>(())
/// ```
pub fn classify(catalog: &str) -> Result<Vec<ToolClass>, Failure> {
    let mut sources = Sources::default();
    let Some(source) = sources.add("catalog", catalog) else {
        return Err(Failure::Internal("the catalog is too long".to_owned()));
    };
    let (catalog, findings) = Catalog::read(source);
    if findings.iter().any(finding::Finding::is_error) {
        return Err(Failure::Faulty(Finding::located_all(&findings, &sources)));
    }
    Ok(catalog.tools().iter().map(ToolClass::of_tool).collect())
}

impl ToolClass {
    fn of_tool(tool: &crate::catalog::Tool) -> Self {
        let classification = risk::classify(tool);
        Self {
            tool: tool.name().to_string(),
            class: classification.class,
            evidence: classification.evidence.iter().map(ToString::to_string).collect(),
        }
    }
}
