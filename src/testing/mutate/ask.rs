//! Questions about single calls.

use crate::analysis::{Answer, Engine, Formula, schema};
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
        let Some(tool) = self.catalogue.and_then(|catalogue| catalogue.tool(tool)) else {
            return self.engine.find(question);
        };
        let plausible = schema::valid(tool, question).and(question.clone());
        let answer = match self.engine.find(&plausible) {
            Answer::Nothing | Answer::Unknown(_) => self.engine.find(question),
            found @ Answer::Found(_) => found,
        };
        match answer {
            Answer::Found(arguments) => Answer::Found(schema::complete(tool, question, arguments)),
            other => other,
        }
    }
}
