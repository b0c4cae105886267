//! Lints about what any allowed call of a tool does; each finding shows such a call.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::{Answer, Reason};
use crate::finding::{Call, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::risk::{Evidence, FoundRole, LeafPath};
use crate::source::Span;
use crate::witness::{Callable, Question};

use super::per_tool::{issues_of, place_of};

/// A lint about the calls of single tools.
pub(in crate::lint) trait CallLint: 'static {
    /// What it asks, where that is asked of the tool alone.
    const QUESTION: Option<Question> = None;

    /// A call that should not pass.
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing>;

    /// What is said about the tools that are allowed at `place`, where all do it through the same
    /// argument or none does through one; the call is added.
    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft;
}

/// A call that passes, and what says that it does harm.
#[derive(Debug)]
pub(in crate::lint) struct Passing {
    /// The call.
    pub(super) call: Call,
    /// What it rests on, the weightiest first.
    pub(super) evidence: Vec<Evidence>,
    /// The argument through which it does it, where it isn't the tool itself.
    pub(super) through: Option<LeafPath>,
    /// The arguments through which other calls do it, the most dangerous first.
    pub(super) others: Vec<LeafPath>,
    /// How much it weighs, where not as much as the lint.
    pub(super) weight: Option<Weight>,
}

impl Passing {
    /// A call that does it by itself.
    pub(super) fn of(call: Call, evidence: Vec<Evidence>) -> Self {
        Self { call, evidence, through: None, others: Vec::new(), weight: None }
    }

    /// A call that does it through this argument.
    pub(super) fn through(call: Call, found: &FoundRole<'_>) -> Self {
        let through = Some(found.leaf.path.clone());
        Self { through, ..Self::of(call, found.evidence.clone()) }
    }

    /// Every argument through which calls do it, the most dangerous first.
    pub(super) fn arguments(&self) -> impl Iterator<Item = &LeafPath> {
        self.through.iter().chain(&self.others)
    }

    fn cause(&self) -> Cause {
        (self.weight, self.arguments().cloned().collect())
    }
}

/// What findings have in common that are one: what they weigh, and the arguments through which it
/// is done.
type Cause = (Option<Weight>, Vec<LeafPath>);

impl AsRef<[Evidence]> for Passing {
    fn as_ref(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// What a lint finds of all callable tools, and what nobody can tell. Of the tools that do it by
/// themselves there is one issue for each statement that allows some, of those that do it through
/// an argument one for each argument.
pub(in crate::lint) fn issues<'s, L: CallLint>(
    context: &'s LintContext<'_>,
    superseded: &Superseded,
) -> Vec<Issue<'s>> {
    let mut found: BTreeMap<Cause, Vec<(&Callable<'_>, Passing)>> = BTreeMap::new();
    let mut unsure = Vec::new();
    for tool in context.callable() {
        match find::<L>(context, tool) {
            Answer::Found(passing) if is_said(superseded, tool, &passing) => {}
            Answer::Found(passing) => {
                found.entry(passing.cause()).or_default().push((tool, passing));
            }
            Answer::None => {}
            Answer::Unknown(_) if superseded.has_tool(tool.name) => {}
            Answer::Unknown(reason) => unsure.push(unknown(context, tool, reason)),
        }
    }
    let issues = found.into_iter().flat_map(|((weight, arguments), found)| {
        let issues = match arguments.as_slice() {
            [] => issues_of(context, found.into_iter(), |place, tools| {
                draft::<L>(context, place, tools)
            }),
            arguments => through_arguments::<L>(context, arguments, found),
        };
        let weighed = move |issue: Issue<'s>| match weight {
            Some(weight) => issue.at_weight(weight),
            None => issue,
        };
        issues.into_iter().map(weighed)
    });
    issues.chain(unsure).collect()
}

fn find<L: CallLint>(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
    let find = || L::find(context, tool);
    let Some(question) = L::QUESTION else { return find() };
    let found = || Some(find()).filter(|answer| !answer.is_none());
    context.finder.find_alone(tool, question, found).unwrap_or(Answer::None)
}

/// Whether another lint has said more, of the tool or of the argument through which it does it.
fn is_said(superseded: &Superseded, tool: &Callable<'_>, passing: &Passing) -> bool {
    match &passing.through {
        None => superseded.has_tool(tool.name),
        Some(path) => superseded.has_argument(tool.name, &path.outside_lists()),
    }
}

fn through_arguments<'s, L: CallLint>(
    context: &'s LintContext<'_>,
    arguments: &[LeafPath],
    found: Vec<(&Callable<'_>, Passing)>,
) -> Vec<Issue<'s>> {
    let Some(place) = found.first().map(|(tool, _)| place_of(context, tool)) else {
        return Vec::new();
    };
    let found = found.into_iter().map(|(tool, passing)| (Arc::clone(tool.name), passing));
    let found: Found<Passing> = found.collect();
    let issue = Issue::of_found(found, move |tools| draft::<L>(context, place, tools));
    let paths = arguments.iter().map(LeafPath::outside_lists);
    vec![paths.fold(issue, Issue::about_argument)]
}

fn draft<L: CallLint>(
    context: &LintContext<'_>,
    place: Span,
    tools: &Remaining<'_, Passing>,
) -> Draft {
    L::draft(context, place, tools).call(Some(tools.first_found().call.clone()))
}

fn unknown<'s>(context: &LintContext<'_>, tool: &Callable<'_>, reason: Reason) -> Issue<'s> {
    Issue::unsure(vec![Arc::clone(tool.name)], place_of(context, tool), reason)
}
