//! Questions about single calls.

use std::collections::{BTreeSet, HashMap};

use crate::analysis::{Answer, Engine, Formula, Path, Test, schema};
use crate::catalogue::Tool;
use crate::catalogue::types::Kind;

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
        let any = self.find(question);
        if any == Answer::Nothing {
            return any;
        }
        let plausible = plausible(tool, question).into_iter().map(|it| self.find(&it));
        let better = plausible.into_iter().find(|answer| matches!(answer, Answer::Found(_)));
        match (better.unwrap_or(any), tool) {
            (Answer::Found(arguments), Some(tool)) => {
                Answer::Found(schema::complete(tool, question, arguments))
            }
            (answer, _) => answer,
        }
    }
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
