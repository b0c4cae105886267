//! YAML as a tree.

#[cfg(feature = "yaml")]
mod build;
mod comments;
mod scalar;

use super::Text;
use crate::import::fault::Fault;
use crate::source::Source;

/// Reads a text; of several documents, the first.
///
/// # Errors
/// Why it is no YAML.
#[cfg(feature = "yaml")]
pub(in crate::import) fn read(source: &Source) -> Result<Text, Fault> {
    build::read(source)
}

/// Reads no text: this build has no reader of YAML.
#[cfg(not(feature = "yaml"))]
pub(in crate::import) fn read(source: &Source) -> Result<Text, Fault> {
    let message = "this build of mcpol has no reader of YAML".to_owned();
    Err(Fault::Syntax { span: source.span(), language: "YAML", message })
}
