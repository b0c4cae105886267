//! Calls that a server newly takes, and what a policy makes of them.

use serde::Serialize;

use super::argument::{ArgumentChange, Presence};
use super::asker::Asker;
use super::tool::ToolDrift;
use crate::analysis::{Answer, Formula, Reason};
use crate::catalog::Catalog;
use crate::finding::{Call, Site};
use crate::policy::Policy;
use crate::source::Sources;
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
    /// The server takes another value where it is left out.
    Default,
    /// The schema differs in what isn't compared.
    Schema,
}

/// What a policy makes of calls that a server newly takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// This one passes, and the old side's server doesn't take it; of one without an argument, the
    /// policy refuses it with the value that the server now takes there.
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
        let (Some(old), Some(new)) = (tool.old, tool.new) else { continue };
        let asker = Asker { finder: &finder, callable, old, new, sources };
        if tool.has_other_schema() {
            let (tool, outcome) = (tool.name.clone(), asker.of_schema());
            found.push(NewlyTaken { tool, argument: None, how: How::Schema, outcome });
        }
        let told = |change: &ArgumentChange, how, outcome| NewlyTaken {
            tool: tool.name.clone(),
            argument: Some(change.name()),
            how,
            outcome,
        };
        for change in &tool.arguments {
            let outcome = asker.of_argument(change);
            found.extend(outcome.map(|outcome| told(change, How::of(change), outcome)));
            let outcome = asker.of_default(change);
            found.extend(outcome.map(|outcome| told(change, How::Default, outcome)));
        }
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
    /// By what changes of an argument.
    pub(super) fn of(change: &ArgumentChange) -> Self {
        let is_widened = change.ty.is_some() || change.values.is_some() || change.others.is_some();
        match change.change {
            Presence::Added => Self::Gained,
            Presence::Removed if change.is_unnamed() => Self::Widened,
            Presence::Removed => Self::Optional,
            _ if is_widened => Self::Widened,
            _ => Self::Optional,
        }
    }
}
