//! Every argument of every tool, each asked once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ask::ask;
use super::row::{HOLE, Row};
use super::sets;
use super::subject::Subject;
use crate::analysis::{Answer, Reason};
use crate::finding::{Call, Weight};
use crate::policy::Rule;
use crate::policy::condition::{Path, Test};
use crate::risk::FoundRole;
use crate::strings::{joined_with, tick};
use crate::witness::{CallFinder, Callable, Question};

/// How many steps the questions about one policy take together, about a second.
const MAX_STEPS: usize = 30_000_000;

/// How much of what a policy names is said.
const MAX_NAMED: usize = 3;

/// What passes that shouldn't, tool by tool; not those of which nothing does.
#[derive(Debug)]
pub(crate) struct Threats<'a>(BTreeMap<Arc<str>, Vec<Threat<'a>>>);

/// A row that an argument isn't proved to keep out.
#[derive(Debug)]
pub(crate) struct Threat<'a> {
    /// The row.
    pub row: &'static Row,
    /// The argument and its role.
    pub found: FoundRole<'a>,
    /// How much it weighs.
    pub weight: Weight,
    /// What the policy names of what the row is about: folders, hosts.
    pub named: Vec<String>,
    /// The first test that says something of the argument's values, and its rule.
    pub test: Option<(&'a Rule, &'a Test)>,
    /// Whether a call may leave the argument out, or the list that it stands in.
    pub may_be_missing: bool,
    /// A call that passes, or why it isn't known whether there is one.
    pub answer: Result<Shown, Reason>,
}

/// A call that passes.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// The call.
    pub call: Call,
    /// Whether it was written for the row; else any of the set.
    pub is_exemplar: bool,
}

impl<'a> Threats<'a> {
    /// Asks about all of these tools.
    pub(crate) fn of<'c>(
        finder: &CallFinder<'_>,
        tools: impl Iterator<Item = &'c Callable<'a>>,
    ) -> Self
    where
        'a: 'c,
    {
        Self::within(finder, tools, MAX_STEPS)
    }

    /// The same in so many steps.
    pub(super) fn within<'c>(
        finder: &CallFinder<'_>,
        tools: impl Iterator<Item = &'c Callable<'a>>,
        max_steps: usize,
    ) -> Self
    where
        'a: 'c,
    {
        let last = finder.steps() + max_steps;
        let of_tool =
            |tool: &Callable<'a>| Some((Arc::clone(tool.name), of_tool(finder, tool, last)?));
        Self(tools.filter_map(of_tool).collect())
    }

    /// What passes of one tool, in the order of its arguments.
    pub(crate) fn of_tool(&self, name: &str) -> &[Threat<'a>] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

impl Threat<'_> {
    /// What a condition can name: the argument, or the list that it stands in.
    pub(crate) fn path(&self) -> Path {
        self.found.leaf.path.outside_lists()
    }

    /// The first test that says which values are good, and its rule: what others name is refused.
    pub(crate) fn wanted(&self) -> Option<(&Rule, &Test)> {
        let wants = |(rule, test): &(&Rule, &Test)| {
            let polarity = rule.kind.polarity();
            polarity.is_some_and(|polarity| !polarity.refuses_values_of(&test.operator))
        };
        self.test.filter(wants)
    }

    /// What is wrong, after the argument.
    pub(crate) fn says(&self) -> String {
        let named: Vec<_> = self.named.iter().take(MAX_NAMED).map(|name| tick(name)).collect();
        self.row.says.replace(HOLE, &joined_with(&named, "or"))
    }

    /// The call, where one is known.
    pub(crate) fn shown(&self) -> Option<&Shown> {
        self.answer.as_ref().ok()
    }
}

/// `None` where nothing passes.
fn of_tool<'a>(
    finder: &CallFinder<'_>,
    tool: &Callable<'a>,
    last: usize,
) -> Option<Vec<Threat<'a>>> {
    let found = || {
        let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
        let subjects = roles.iter().filter_map(|found| Subject::new(tool, found));
        let found = subjects.filter_map(|subject| of_subject(finder, &subject, last));
        Some(found.collect::<Vec<_>>()).filter(|found| !found.is_empty())
    };
    // Once all steps are taken, nothing is known where nothing would be found.
    match finder.steps() < last {
        true => finder.find_alone(tool, Question::Threats, found),
        false => found(),
    }
}

/// The first row that is hit; without one the first of which nothing is known.
fn of_subject<'a>(
    finder: &CallFinder<'_>,
    subject: &Subject<'_, 'a>,
    last: usize,
) -> Option<Threat<'a>> {
    let mut unsure = None;
    for row in sets::rows(subject.role) {
        let Some(weight) = weight(row, subject) else { continue };
        let answer = match finder.steps() < last {
            true => ask(finder, row, subject),
            false => Answer::Unknown(Reason::TooManySteps),
        };
        match answer {
            Answer::None => {}
            Answer::Found(shown) => return Some(threat(row, subject, weight, Ok(shown))),
            Answer::Unknown(reason) => {
                unsure = unsure.or_else(|| Some(threat(row, subject, weight, Err(reason))));
            }
        }
    }
    unsure
}

/// How much a row weighs for an argument; `None` where it isn't asked.
pub(super) fn weight(row: &Row, subject: &Subject<'_, '_>) -> Option<Weight> {
    let is_ruled = subject.constants.is_ruled();
    let weight = if is_ruled { row.levels.ruled } else { row.levels.free };
    let matters = row.effects.is_empty() || subject.has_effect(row.effects);
    weight.filter(|_| matters && (row.asked)(subject))
}

fn threat<'a>(
    row: &'static Row,
    subject: &Subject<'_, 'a>,
    weight: Weight,
    answer: Result<Shown, Reason>,
) -> Threat<'a> {
    let test = subject.constants.tests.first().copied();
    let mut named: Vec<_> =
        (row.known)(&subject.constants).into_iter().map(|known| known.text).collect();
    named.sort_unstable();
    named.dedup();
    let may_be_missing = subject.tool.may_lack(&subject.path());
    Threat { row, found: subject.found.clone(), weight, named, test, may_be_missing, answer }
}
