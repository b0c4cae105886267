//! Calls that show what a tool may be used for.

use super::{CallFinder, Callable};
use crate::analysis::{self, Equality, Formula, Order};
use crate::finding::Call;
use crate::json::Number;
use crate::policy::condition::{Operator, Test};
use crate::risk::Amount;

/// More than anyone means to pay.
const FORTUNE: i64 = 1_000_000_000;

/// A call that is allowed, of the first of some tools of which one is found.
pub(crate) fn example_call<'c, 'a: 'c>(
    finder: &CallFinder<'_>,
    tools: impl Iterator<Item = &'c Callable<'a>>,
) -> Option<Call> {
    described(tools).find_map(|tool| any_call(finder, tool))
}

/// The same, with as much money in it as goes: a number, else no amount where a call may leave it
/// out, else a string, else what the policy compares amounts with.
pub(crate) fn costliest_example_call<'c, 'a: 'c>(
    finder: &CallFinder<'_>,
    tools: impl Iterator<Item = &'c Callable<'a>>,
) -> Option<Call> {
    described(tools).find_map(|tool| {
        let amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
        let find = |asked: Formula| finder.find_call(tool, &asked).found();
        let fortune = || find(with_at_least(&Number::from(FORTUNE), &amounts));
        let is_taken = |call: &Call| !call.is_refused_by_schema();
        let without =
            || finder.find_valid_call(tool, &without_any(&amounts)).found().filter(is_taken);
        let string = || find(with_string(&FORTUNE.to_string(), &amounts));
        let mut bounds = bounds(tool).into_iter();
        fortune()
            .or_else(without)
            .or_else(string)
            .or_else(|| bounds.find_map(|bound| find(with_at_least(&bound, &amounts))))
            .or_else(|| any_call(finder, tool))
    })
}

/// What the policy compares numbers with, the largest first.
fn bounds(tool: &Callable<'_>) -> Vec<Number> {
    let compared = |test: &&Test| match &test.operator {
        Operator::AtMost(bound) | Operator::Less(bound) => Some(bound.clone()),
        _ => None,
    };
    let mut bounds: Vec<_> = tool.tests().iter().filter_map(compared).collect();
    bounds.sort_by(|one, other| other.as_f64().total_cmp(&one.as_f64()));
    bounds
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

fn with_at_least(least: &Number, amounts: &[Amount]) -> Formula {
    of_amounts(amounts, |amount| match amount.numeric {
        true => analysis::Test::Compare(Order::AtLeast, least.clone()),
        false => analysis::Test::Equal(Equality::Typed, least.spelling().into()),
    })
}

fn with_string(text: &str, amounts: &[Amount]) -> Formula {
    of_amounts(amounts, |_| analysis::Test::Equal(Equality::Typed, text.into()))
}

fn without_any(amounts: &[Amount]) -> Formula {
    Formula::All(amounts.iter().map(|amount| !Formula::exists(&amount.path)).collect())
}

fn of_amounts(amounts: &[Amount], test: impl Fn(&Amount) -> analysis::Test) -> Formula {
    Formula::All(amounts.iter().map(|amount| Formula::test(&amount.path, test(amount))).collect())
}
