//! How often a policy lets a tool be called.

use crate::analysis::{Formula, Order, Test};
use crate::json::Number;
use crate::lint::{LintContext, Thresholds};
use crate::policy::{Limit, Window};
use crate::risk::Class;
use crate::witness::Callable;

/// Every limit that counts a tool's calls: its own and those over all tools.
pub(super) fn counting<'q>(
    context: &'q LintContext<'_>,
    tool: &'q Callable<'_>,
) -> impl Iterator<Item = &'q Limit> {
    let own = tool.limits().map(|limit| -> &'q Limit { limit });
    own.chain(&context.policy.all_tools).filter(|limit| limit.sum.is_none())
}

/// Whether a sum counts a tool's calls: each of them adds 1 or more to it.
pub(super) fn is_summed(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    let adds_little = |path| Formula::test(path, Test::Compare(Order::Less, Number::from(1)));
    let mut sums = tool.limits().filter_map(|limit| limit.sum.as_ref());
    sums.any(|path| context.finder.find_any_call(tool, &adds_little(path)).is_none())
}

/// The limit that lets the fewest calls through at once. A limit of an hour or a day bounds each of
/// its minutes as well.
pub(super) fn tightest<'q>(
    context: &'q LintContext<'_>,
    tool: &'q Callable<'_>,
) -> Option<&'q Limit> {
    counting(context, tool).min_by_key(|limit| limit.max)
}

/// How many calls of a tool its limits let through in a day; none where no limit counts its calls.
pub(super) fn calls_per_day(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<i64> {
    let in_a_day = |limit: &Limit| {
        let windows = Window::Day.seconds() / limit.window.seconds();
        limit.max.saturating_mul(windows)
    };
    counting(context, tool).map(in_a_day).min()
}

/// The largest number of payments in an hour or a day that is taken for a bound.
const MOST_PAYMENTS: i64 = 1_000;

/// Whether few calls of a tool pass in a day, or as many as a limit of its own says for an hour or a
/// day and somebody may mean; a limit of a minute lets thousands through.
pub(super) fn is_counted(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    let mut own = tool.limits().filter(|limit| limit.sum.is_none());
    let is_rare = |calls| calls <= context.thresholds.payments_per_day;
    own.any(|limit| limit.window != Window::Minute && limit.max <= MOST_PAYMENTS)
        || calls_per_day(context, tool).is_some_and(is_rare)
}

/// The limit by the minute that lets the fewest calls through.
pub(super) fn by_minute<'q>(
    context: &'q LintContext<'_>,
    tool: &'q Callable<'_>,
) -> Option<&'q Limit> {
    counting(context, tool)
        .filter(|limit| limit.window == Window::Minute)
        .min_by_key(|limit| limit.max)
}

/// The most calls a minute that are recommended for a class; none for reading, nor for what other
/// lints want conditions on, however seldom it is called.
pub(super) fn recommended(thresholds: &Thresholds, class: Class) -> Option<i64> {
    match class {
        Class::Write => Some(thresholds.write_per_minute),
        Class::Execute => Some(thresholds.execute_per_minute),
        Class::Read | Class::Destructive | Class::Financial => None,
    }
}
