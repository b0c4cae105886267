//! Calls to show: those that meet a question and look like calls.

use super::answer::Answer;
use super::engine::Engine;
use super::formula::Formula;
use super::schema;
use crate::catalog::Tool;
use crate::json::Value;

impl Engine {
    /// A call that meets the formula, or the proof that there is none: one that keeps to the tool's
    /// schema and leaves no text empty, if it can be, with what the schema requires beside.
    pub fn example(&mut self, tool: Option<&Tool>, question: &Formula) -> Answer<Value> {
        let any = self.find(question);
        if any.is_none() {
            return any;
        }
        let narrower = plausible(tool, question);
        let plausible = narrower.into_iter().find_map(|it| self.narrowed(question, it, &any));
        let found = plausible.map_or(any, Answer::Found);
        found.map(|arguments| self.complete(tool, question, arguments))
    }

    /// What was found, if it is plausible, or else another call that is.
    fn narrowed(
        &mut self,
        question: &Formula,
        plausible: Formula,
        any: &Answer<Value>,
    ) -> Option<Value> {
        if let Answer::Found(arguments) = any
            && self.holds(&plausible, arguments)
        {
            return Some(arguments.clone());
        }
        self.find(&plausible.and(question.clone())).found()
    }

    /// The arguments with those that the tool's schema requires and the question doesn't ask about.
    pub fn complete(&mut self, tool: Option<&Tool>, question: &Formula, arguments: Value) -> Value {
        let completed = tool.and_then(|tool| schema::completed(tool, question, &arguments));
        completed.filter(|completed| self.holds(question, completed)).unwrap_or(arguments)
    }
}

/// What makes a call plausible, the most plausible first.
fn plausible(tool: Option<&Tool>, question: &Formula) -> Vec<Formula> {
    let filled = schema::filled(question);
    match tool.map(|tool| schema::valid(tool, question)) {
        None => vec![filled],
        Some(valid) => vec![valid.clone().and(filled.clone()), valid, filled],
    }
}
