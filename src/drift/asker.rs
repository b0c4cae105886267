//! What a policy makes of calls of one tool that the server newly takes.

use std::collections::BTreeSet;

use super::argument::{ArgumentChange, Presence};
use super::newly_taken::{How, Outcome};
use super::question::{self, Question};
use super::{defaults, examples};
use crate::analysis::{Answer, Equality, Formula, Path, Test};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, Tool};
use crate::finding::{Call, Site};
use crate::json::Value;
use crate::policy::{RuleKind, semantics};
use crate::risk::{LeafPath, Step};
use crate::source::{Sources, Span};
use crate::witness::{CallFinder, Callable};

/// Asks about the calls of one tool.
pub(super) struct Asker<'q, 'a> {
    pub(super) finder: &'q CallFinder<'a>,
    pub(super) callable: &'q Callable<'a>,
    /// The tool on the old side.
    pub(super) old: &'q Tool,
    /// The tool on the new side.
    pub(super) new: &'q Tool,
    pub(super) sources: &'q Sources,
}

/// That conditions can't name what is new.
const UNTOLD: Outcome = Outcome::NotAnalysed { reason: None };

impl Asker<'_, '_> {
    /// What becomes of calls where an argument changes; nothing where the server takes no more than
    /// it did.
    pub(super) fn of_argument(&self, change: &ArgumentChange) -> Option<Outcome> {
        let Some(path) = self.with_keys(&change.path) else { return Some(UNTOLD) };
        let question = question::of(change, &path, self.old, self.new)?;
        self.outcome(&question, change)
    }

    /// What becomes of calls where the schemas differ in what isn't compared.
    pub(super) fn of_schema(&self) -> Outcome {
        match self.example(None, |_| true) {
            Some(call) => {
                Outcome::Passes { call, bounded: self.callable.conditions().next().is_some() }
            }
            None => UNTOLD,
        }
    }

    /// What becomes of calls without an argument of which the server now takes another value, where
    /// the policy refuses the value; nothing where it lets it through.
    pub(super) fn of_default(&self, change: &ArgumentChange) -> Option<Outcome> {
        let path = defaults::path(change).filter(|path| self.is_bounded(path))?;
        let Some(value) = change.default.as_ref().and_then(|it| it.new.as_ref()) else {
            return Some(UNTOLD);
        };
        let passing = self.finder.passing(self.callable);
        let Some(asked) = defaults::refused(passing, &path, value) else { return Some(UNTOLD) };
        match self.finder.find_valid_call(self.callable, &asked) {
            Answer::Found(call) => Some(Outcome::Passes { call, bounded: true }),
            Answer::None => None,
            Answer::Unknown(reason) => Some(Outcome::NotAnalysed { reason: Some(reason) }),
        }
    }

    fn outcome(&self, question: &Question, change: &ArgumentChange) -> Option<Outcome> {
        let (finder, asked) = (self.finder, &question.asked);
        let passing = |asked: &Formula| finder.find_valid_call(self.callable, asked).found();
        let mut telling = question.telling.iter().filter_map(passing);
        let telling = telling.find(|call| self.is_newly_taken(call, question, change));
        let passes = |call| Outcome::Passes { call, bounded: self.is_bounded(&question.path) };
        let example = || {
            let top = question.path.first()?;
            let may_lack = How::of(change) == How::Optional;
            let shows = |call: &Call| may_lack || has(call.arguments(), top);
            self.example(Some(top), shows)
        };
        if let Some(call) = telling.or_else(example) {
            return Some(passes(call));
        }
        if finder.find_valid_arguments(self.callable, asked.clone()).is_none() {
            return change.may_take_more.then_some(UNTOLD);
        }
        Some(match finder.find_valid_call(self.callable, asked) {
            Answer::Found(call) if self.is_newly_taken(&call, question, change) => passes(call),
            Answer::Found(_) => UNTOLD,
            Answer::None if question.is_whole || self.refuses_all(question) => {
                Outcome::Refused { by: self.refusing(question) }
            }
            Answer::None => UNTOLD,
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

    /// A call that passes of those that the schemas alone tell to be newly taken.
    fn example(&self, top: Option<&str>, shows: impl Fn(&Call) -> bool) -> Option<Call> {
        let examples = examples::newly_accepted(self.old, self.new, top).into_iter();
        let mut calls = examples.filter_map(|arguments| {
            let exactly = self.exactly(&arguments);
            self.finder.find_valid_call(self.callable, &exactly).found()
        });
        calls.find(|call| {
            let is_refused = self.old.accepts(call.arguments()) == Some(false);
            !call.is_refused_by_schema() && is_refused && shows(call)
        })
    }

    /// Calls with these arguments and no others that the schema lists.
    fn exactly(&self, arguments: &Value) -> Formula {
        let Value::Object(members) = arguments else { return Formula::NEVER };
        let all = self.new.arguments().all();
        let keys: BTreeSet<&str> = members.keys().map(String::as_str).chain(all.keys()).collect();
        let is_there = |key: &str| {
            let path = [key.to_owned()];
            match members.get(key) {
                Some(value) => Formula::test(&path, Test::Equal(Equality::Typed, value.clone())),
                None => !Formula::test(&path, Test::Present),
            }
        };
        Formula::All(keys.into_iter().map(is_there).collect())
    }

    /// Whether no call with the list or object passes at all in which something is new.
    fn refuses_all(&self, question: &Question) -> bool {
        let with_it = Formula::test(&question.path, Test::Present);
        self.finder.find_valid_call(self.callable, &with_it).is_none()
    }

    /// Whether some rule looks at the argument, at what it stands in or at its members.
    fn is_bounded(&self, path: &Path) -> bool {
        let is_about = |test: &[String]| path.starts_with(test) || test.starts_with(path);
        self.callable.tests().into_iter().any(|test| is_about(&test.path))
    }

    /// The rule that refuses all of these calls by itself.
    fn refusing(&self, question: &Question) -> Option<Site> {
        let refuses = |rule: &Formula| {
            let passing = rule.clone().and(question.asked.clone());
            self.finder.find_valid_arguments(self.callable, passing).is_none()
        };
        let conditions = self.callable.rules.iter().filter(|rule| rule.kind.condition().is_some());
        let mut alone = conditions.filter(|rule| refuses(semantics::of_rule(rule)));
        let span = alone.next().map(|rule| rule.span).or_else(|| {
            let limit = self.only_sum()?;
            refuses(&self.finder.fitting(self.callable)).then_some(limit)
        })?;
        Site::of(span, self.sources)
    }

    /// The one limit that sums the values of an argument, where there is no second one.
    fn only_sum(&self) -> Option<Span> {
        let sums = |kind: &RuleKind| kind.limit().is_some_and(|limit| limit.sum.is_some());
        let mut limits = self.callable.rules.iter().filter(|rule| sums(&rule.kind));
        let first = limits.next()?;
        limits.next().is_none().then_some(first.span)
    }

    /// A path with keys for the patterns in it, that the old side has no pattern for where there are
    /// such; nothing where none is found.
    fn with_keys(&self, path: &LeafPath) -> Option<LeafPath> {
        let mut keyed = LeafPath::default();
        let mut old = Some(self.old.arguments().all());
        for step in path.steps() {
            let step = match step {
                Step::Pattern(pattern) => Step::Pattern(self.key(pattern, old.as_ref())?),
                step => step.clone(),
            };
            old = old.and_then(|it| step.key().map_or_else(|| it.elements(), |key| it.member(key)));
            keyed = keyed.and(step);
        }
        Some(keyed)
    }

    /// A key with a pattern: one that no pattern of the old side's object finds, or else any.
    fn key(&self, pattern: &str, old: Option<&Argument<'_>>) -> Option<String> {
        let path = ["key".to_owned()];
        let found = |pattern: &str| Formula::test(&path, Test::Matches(pattern.to_owned()));
        let any = Formula::test(&path, Test::Is(Kind::String)).and(found(pattern));
        let unnamed = old.map(Argument::unnamed).unwrap_or_default();
        let others = unnamed.iter().filter_map(|(it, _)| Some(it.as_ref()?.text()));
        let others = others.filter(|it| *it != pattern).map(|it| !found(it));
        let new = others.fold(any.clone(), Formula::and);
        [new, any].iter().find_map(|asked| {
            let arguments = self.finder.find_arguments(asked).found()?;
            let Value::Object(members) = arguments else { return None };
            match members.get("key") {
                Some(Value::String(key)) => Some(key.clone()),
                _ => None,
            }
        })
    }
}

/// Whether an object has a member.
fn has(arguments: &Value, key: &str) -> bool {
    matches!(arguments, Value::Object(members) if members.contains_key(key))
}
