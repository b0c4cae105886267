//! Questions about single calls.

use std::collections::{BTreeSet, HashMap};

use crate::analysis::{Answer, Engine, Formula, Path, Test, schema};
use crate::catalogue::Tool;
use crate::catalogue::types::Kind;
use crate::json::Value;

/// The analysis, and what it has answered.
#[derive(Debug, Default)]
pub(super) struct Ask {
    engine: Engine,
    /// Only looked up, never gone through.
    answers: HashMap<Formula, Answer>,
}

impl Ask {
    /// Whether some call meets the question.
    pub(super) fn find(&mut self, question: &Formula) -> Answer {
        if let Some(known) = self.answers.get(question) {
            return known.clone();
        }
        let answer = self.engine.find(question);
        self.answers.insert(question.clone(), answer.clone());
        answer
    }

    /// A call that meets the question, as plausible as there is: one that keeps to the tool's
    /// schema and leaves no text empty, if it can be.
    pub(super) fn call(&mut self, tool: Option<&Tool>, question: &Formula) -> Answer {
        for plausible in plausible(tool, question) {
            if let Answer::Found(arguments) = self.find(&plausible) {
                return completed(tool, question, arguments);
            }
        }
        match self.find(question) {
            Answer::Found(arguments) => completed(tool, question, arguments),
            answer => answer,
        }
    }
}

/// The answer with the arguments that the tool's schema requires beside.
fn completed(tool: Option<&Tool>, question: &Formula, arguments: Value) -> Answer {
    Answer::Found(match tool {
        Some(tool) => schema::complete(tool, question, arguments),
        None => arguments,
    })
}

/// The question about plausible calls, the most plausible first.
fn plausible(tool: Option<&Tool>, question: &Formula) -> Vec<Formula> {
    let filled = filled(question);
    match tool.map(|tool| schema::valid(tool, question)) {
        None => vec![filled.and(question.clone())],
        Some(valid) => vec![
            valid.clone().and(filled.clone()).and(question.clone()),
            valid.and(question.clone()),
            filled.and(question.clone()),
        ],
    }
}

/// No text among the arguments of a question is empty.
fn filled(question: &Formula) -> Formula {
    let paths: BTreeSet<&Path> = question.atoms().into_iter().map(|atom| &atom.path).collect();
    let is_text = |path: &Path| Formula::test(path, Test::Is(Kind::String));
    let has_text = |path: &Path| (!is_text(path)).or(Formula::test(path, Test::LongerThan(0)));
    Formula::All(paths.into_iter().map(has_text).collect())
}
