//! Questions about single calls.

use crate::analysis::{Answer, Engine, Formula};
use crate::catalogue::Catalogue;

/// The analysis, and what is known of the tools.
#[derive(Debug)]
pub(super) struct Ask<'c> {
    engine: Engine,
    catalogue: Option<&'c Catalogue>,
}

impl<'c> Ask<'c> {
    /// Nothing was asked yet.
    pub(super) fn new(catalogue: Option<&'c Catalogue>) -> Self {
        Self { engine: Engine::default(), catalogue }
    }

    /// A call of the tool that meets the question: one that its schema accepts, or else any.
    pub(super) fn for_call(&mut self, tool: &str, question: &Formula) -> Answer {
        let tool = self.catalogue.and_then(|catalogue| catalogue.tool(tool));
        self.engine.example(tool, question)
    }
}
