//! Tools that move money without a bound on how much.

use super::words::listed;
use super::{caps, places, rates};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Callable, Concern, Subject, sample};
use crate::risk::{Amount, Class};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "financial-unbounded",
    weight: Weight::Deny,
    summary: "a tool moves money without a cap per call and one per window",
    check: Check::Policy(check),
};

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Missing {
    /// A cap on each call's amount.
    Call,
    /// A cap on a window's amounts.
    Window,
    /// Both.
    Both,
    /// A quota, where no argument says how much.
    Quota,
}

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let financial = subject.callable().filter(|tool| tool.class() == Some(Class::Financial));
    let unbounded = financial.filter_map(|tool| Some((tool, missing(subject, tool)?)));
    let places = places::group(subject, unbounded);
    let mut concerns = Vec::new();
    for (span, found) in places {
        for missing in [Missing::Both, Missing::Call, Missing::Window, Missing::Quota] {
            let same = found.iter().filter(|(_, its)| *its == missing);
            let tools: Vec<_> = same.map(|(name, _)| name.clone()).collect();
            if !tools.is_empty() {
                concerns.push(Concern::of_tools(tools, move |tools| {
                    Finding::warn(LINT.name, span, missing.message())
                        .note(format!("by {}", listed(tools)))
                        .help(missing.help())
                        .call(sample::largest(subject, tools))
                }));
            }
        }
    }
    concerns
}

fn missing(subject: &Subject<'_>, tool: &Callable<'_>) -> Option<Missing> {
    let amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    let amounts: Vec<&Amount> = amounts.iter().filter(|amount| amount.numeric).collect();
    if amounts.is_empty() {
        let most = subject.thresholds.execute_per_minute;
        let few = rates::tightest(subject, tool).is_some_and(|quota| quota.max <= most);
        return (!few).then_some(Missing::Quota);
    }
    let per_call = amounts.iter().all(|amount| caps::caps_call(tool, &amount.path));
    let per_window = rates::counting(subject, tool).next().is_some()
        || amounts.iter().all(|amount| caps::caps_window(tool, &amount.path));
    match (per_call, per_window) {
        (true, true) => None,
        (false, true) => Some(Missing::Call),
        (true, false) => Some(Missing::Window),
        (false, false) => Some(Missing::Both),
    }
}

impl Missing {
    fn message(self) -> &'static str {
        match self {
            Self::Call => "any amount can be moved in one call",
            Self::Window => "any sum can be moved, call by call",
            Self::Both => "any amount can be moved, any number of times",
            Self::Quota => "money can be moved any number of times",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Call => {
                "`require args.AMOUNT >= 1 and args.AMOUNT <= N`, which also refuses a call without \
                 it; or `approve` the tool"
            }
            Self::Window => "add `limit args.AMOUNT to N per day`, or `limit N per day`",
            Self::Both => {
                "`require args.AMOUNT >= 1 and args.AMOUNT <= N` and `limit args.AMOUNT to N per \
                 day`; or `approve` the tool"
            }
            Self::Quota => "no argument says how much: `approve` the tool, or `limit 10 per day`",
        }
    }
}
