//! Calls that show what a tool may be used for.

use super::{CallFinder, Callable};
use crate::analysis::{self, Formula, Order};
use crate::finding::Call;
use crate::json::Number;
use crate::policy::condition::{Operator, Test};

/// More than anyone means to pay.
const FORTUNE: i64 = 1_000_000_000;

/// A call that gets through, of the first of some tools of which one is found.
pub fn example_call<'c, 'a: 'c>(
    finder: &CallFinder<'_>,
    tools: impl Iterator<Item = &'c Callable<'a>>,
) -> Option<Call> {
    described(tools).find_map(|tool| any_call(finder, tool))
}

/// The same, one that meets the first of these formulas that goes.
pub fn telling_example_call<'c, 'a: 'c>(
    finder: &CallFinder<'_>,
    tools: impl Iterator<Item = &'c Callable<'a>>,
    best: impl Fn(&Callable<'_>) -> Vec<Formula>,
) -> Option<Call> {
    described(tools).find_map(|tool| {
        let mut best = best(tool).into_iter();
        let call = best.find_map(|best| finder.find_valid_call(tool, &best).found());
        call.or_else(|| any_call(finder, tool))
    })
}

/// The same, with as much money in it as goes.
pub fn costliest_example_call<'c, 'a: 'c>(
    finder: &CallFinder<'_>,
    tools: impl Iterator<Item = &'c Callable<'a>>,
) -> Option<Call> {
    described(tools).find_map(|tool| {
        let rich = |most| finder.find_call(tool, &with_at_least(&most, tool)).found();
        bounds(tool).into_iter().find_map(rich).or_else(|| any_call(finder, tool))
    })
}

/// A fortune, then what the policy compares amounts with, the largest first.
fn bounds(tool: &Callable<'_>) -> Vec<Number> {
    let compared = |test: &&Test| match &test.operator {
        Operator::AtMost(bound) | Operator::Less(bound) => Some(bound.clone()),
        _ => None,
    };
    let mut bounds: Vec<_> = tool.tests().iter().filter_map(compared).collect();
    bounds.sort_by(|one, other| other.as_f64().total_cmp(&one.as_f64()));
    std::iter::once(Number::from(FORTUNE)).chain(bounds).collect()
}

fn any_call(finder: &CallFinder<'_>, tool: &Callable<'_>) -> Option<Call> {
    finder.find_call(tool, &Formula::ALWAYS).found()
}

/// The tools of which enough is known for a call to look like one.
fn described<'c, 'a: 'c>(
    tools: impl Iterator<Item = &'c Callable<'a>>,
) -> impl Iterator<Item = &'c Callable<'a>> {
    tools.filter(|tool| tool.tool.is_some())
}

fn with_at_least(most: &Number, tool: &Callable<'_>) -> Formula {
    let amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    let numbers = amounts.iter().filter(|amount| amount.numeric);
    let is_so = || analysis::Test::Compare(Order::AtLeast, most.clone());
    Formula::All(numbers.map(|amount| Formula::test(&amount.path, is_so())).collect())
}
