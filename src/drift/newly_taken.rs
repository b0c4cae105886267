//! Calls that a server newly takes, and what a policy makes of them.

use serde::Serialize;

use super::argument::{ArgumentChange, Presence};
use super::question::{self, Question};
use super::tool::ToolDrift;
use crate::analysis::{Answer, Formula, Reason, Test};
use crate::catalog::{Catalog, Tool};
use crate::finding::{Call, Site};
use crate::policy::{Policy, semantics};
use crate::source::{Sources, Span};
use crate::witness::{CallFinder, Callable, CallableTools};

/// Calls that a server newly takes: of a tool that it hadn't, or where one argument changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct NewlyTaken {
    /// The tool.
    pub tool: String,
    /// The argument, as `args.PATH`; none where the tool is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<String>,
    /// Why they are newly taken.
    pub how: How,
    /// What becomes of them.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// Why a server newly takes calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum How {
    /// The tool is new, or its name is.
    Tool,
    /// The argument is new.
    Gained,
    /// It may be left out now.
    Optional,
    /// It may have values that it couldn't have.
    Widened,
    /// The schema differs in what isn't compared.
    Schema,
}

/// What a policy makes of calls that a server newly takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// This one passes, and the old side's server doesn't take it.
    Passes {
        /// The call.
        call: Call,
        /// Whether some rule looks at the argument, or at one of the tool's.
        bounded: bool,
    },
    /// None passes: proved.
    Refused {
        /// The rule that refuses all of them; none where several do together.
        #[serde(flatten, skip_serializing_if = "Option::is_none")]
        by: Option<Site>,
    },
    /// Nobody knows.
    NotAnalysed {
        /// Why; none where conditions can't say what is new.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
}

/// What a policy makes of everything that the server newly takes, of the tools of which some call
/// passes.
pub(super) fn of(
    policy: &Policy,
    catalog: Option<&Catalog>,
    tools: &[ToolDrift<'_>],
    sources: &Sources,
) -> Vec<NewlyTaken> {
    let (listed, finder) = (CallableTools::new(policy, catalog), CallFinder::new(policy));
    let mut found = Vec::new();
    for tool in tools {
        let callable = listed.named(&tool.name);
        let Some(callable) = callable.filter(|it| !finder.find_conflict(it).is_found()) else {
            continue;
        };
        if tool.has_new_name() {
            found.extend(of_new_tool(&finder, callable));
        }
        if tool.has_other_schema() {
            let (name, outcome) = (tool.name.clone(), Outcome::NotAnalysed { reason: None });
            let how = How::Schema;
            found.push(NewlyTaken { tool: name, argument: None, how, outcome });
        }
        let (Some(old), Some(new)) = (tool.old, tool.new) else { continue };
        let asker = Asker { finder: &finder, callable, old, sources };
        let of_argument = |change: &ArgumentChange| {
            let question = question::of(change, old, new)?;
            Some(NewlyTaken {
                tool: tool.name.clone(),
                argument: Some(change.path.in_arguments()),
                how: How::of(change),
                outcome: asker.outcome(&question, change)?,
            })
        };
        found.extend(tool.arguments.iter().filter_map(of_argument));
    }
    found
}

/// What becomes of the calls of a tool that the old side hasn't under this name.
fn of_new_tool(finder: &CallFinder<'_>, tool: &Callable<'_>) -> Option<NewlyTaken> {
    let outcome = match finder.find_valid_call(tool, &Formula::ALWAYS) {
        Answer::Found(call) => {
            let bounded = tool.conditions().next().is_some();
            Outcome::Passes { call, bounded }
        }
        Answer::None => return None,
        Answer::Unknown(reason) => Outcome::NotAnalysed { reason: Some(reason) },
    };
    Some(NewlyTaken { tool: tool.name.to_string(), argument: None, how: How::Tool, outcome })
}

impl How {
    fn of(change: &ArgumentChange) -> Self {
        let is_widened = change.ty.is_some() || change.values.is_some() || change.others.is_some();
        match change.change {
            Presence::Added => Self::Gained,
            Presence::Removed => Self::Optional,
            _ if is_widened => Self::Widened,
            _ => Self::Optional,
        }
    }
}

/// Asks about the calls of one tool.
struct Asker<'q, 'a> {
    finder: &'q CallFinder<'a>,
    callable: &'q Callable<'a>,
    /// The tool on the old side.
    old: &'q Tool,
    sources: &'q Sources,
}

impl Asker<'_, '_> {
    /// What becomes of calls; nothing where the server takes no more than it did.
    fn outcome(&self, question: &Question, change: &ArgumentChange) -> Option<Outcome> {
        let (finder, asked) = (self.finder, &question.asked);
        let passing = |asked: &Formula| finder.find_valid_call(self.callable, asked).found();
        let mut telling = question.telling.iter().filter_map(passing);
        if let Some(call) = telling.find(|call| self.is_newly_taken(call, question, change)) {
            return Some(Outcome::Passes { call, bounded: self.is_bounded(question) });
        }
        if finder.find_valid_arguments(self.callable, asked.clone()).is_none() {
            return change.may_take_more.then_some(Outcome::NotAnalysed { reason: None });
        }
        Some(match finder.find_valid_call(self.callable, asked) {
            Answer::Found(call) if self.is_newly_taken(&call, question, change) => {
                Outcome::Passes { call, bounded: self.is_bounded(question) }
            }
            Answer::Found(_) => Outcome::NotAnalysed { reason: None },
            Answer::None if question.is_whole || self.refuses_all(question) => {
                Outcome::Refused { by: self.refusing(question) }
            }
            Answer::None => Outcome::NotAnalysed { reason: None },
            Answer::Unknown(reason) => Outcome::NotAnalysed { reason: Some(reason) },
        })
    }

    /// Whether the new server takes a call and the old one doesn't, by its schema or since it knows
    /// no such argument.
    fn is_newly_taken(&self, call: &Call, question: &Question, change: &ArgumentChange) -> bool {
        let is_unknown = match question.is_whole {
            true => self.old.arguments().lookup(&question.path).is_err(),
            false => change.change == Presence::Added,
        };
        let is_refused = || self.old.accepts(call.arguments()) == Some(false);
        !call.is_refused_by_schema() && (is_unknown || is_refused())
    }

    /// Whether no call with the list or object passes at all in which something is new.
    fn refuses_all(&self, question: &Question) -> bool {
        let with_it = Formula::test(&question.path, Test::Present);
        self.finder.find_valid_call(self.callable, &with_it).is_none()
    }

    /// Whether some rule looks at the argument, at what it stands in or at its members.
    fn is_bounded(&self, question: &Question) -> bool {
        let path = &question.path;
        let is_about = |test: &[String]| path.starts_with(test) || test.starts_with(path);
        self.callable.tests().into_iter().any(|test| is_about(&test.path))
    }

    /// The rule that refuses all of these calls by itself.
    fn refusing(&self, question: &Question) -> Option<Site> {
        let refuses = |span: Span, rule: &Formula| {
            let passing = rule.clone().and(question.asked.clone());
            let answer = self.finder.find_valid_arguments(self.callable, passing);
            answer.is_none().then_some(span)
        };
        let rules = self.callable.rules.iter();
        let span = rules
            .filter(|rule| rule.kind.condition().is_some())
            .find_map(|rule| refuses(rule.span, semantics::of_rule(rule)))?;
        Site::of(span, self.sources)
    }
}
