//! Sums that calls can turn back, leave as they are, or overflow.

use super::added;
use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Order, Test};
use crate::finding::Call;
use crate::gateway::wraps;
use crate::json::Number;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::Rule;
use crate::policy::condition::Path;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unbounded-sum",
    weight: Weight::Deny,
    summary: "a sum's argument may be below 1, or so large that the sum overflows",
    check: Check::per_rule::<UnboundedSum>(),
};

/// Calls whose amount the sum doesn't count as it should.
#[derive(Default)]
struct Loose {
    negative: Option<Call>,
    /// From 0 to below 1.
    nothing: Option<Call>,
    huge: Option<Call>,
    /// So large that it wraps the counter once other calls have used some of the sum.
    after_others: Option<Call>,
}

/// [`LINT`]
pub(in crate::lint) struct UnboundedSum;

/// A limit of a sum, and the calls that it doesn't hold.
pub(in crate::lint) struct Sum<'s> {
    path: &'s Path,
    max: i64,
    loose: Loose,
}

impl RuleLint for UnboundedSum {
    type Found<'s> = Sum<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let summed = rule.kind.limit().and_then(|limit| Some((limit.sum.as_ref()?, limit.max)));
        let Some((path, max)) = summed else { return Answer::None };
        of_sum(context, tool, path, max).map(|loose| Sum { path, max, loose })
    }

    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let Sum { path, max, loose } = tools.first_found();
        let argument = argument_text(path);
        let require = loose.require(&argument, *max);
        let added = added::for_tools(context, rule, tools.names(), &require);
        Draft::new(rule.span, loose.message(&argument))
            .note(loose.note())
            .help(format!("{}{}", added.help, list_if_several(tools.names())))
            .call(loose.call().cloned())
            .fix(added.fix)
    }
}

fn of_sum(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path, max: i64) -> Answer<Loose> {
    let below = |bound: i64| {
        let question = Formula::test(path, Test::Compare(Order::Less, Number::from(bound)));
        context.finder.find_call(tool, &question)
    };
    let negative = below(0).map(|call| Loose { negative: Some(call), ..Loose::default() });
    let nothing = || below(1).map(|call| Loose { nothing: Some(call), ..Loose::default() });
    let low = if negative.is_none() { nothing() } else { negative };
    match (low, huge(context, tool, path, max)) {
        (Answer::Found(low), Answer::Found(huge)) => {
            Answer::Found(Loose { negative: low.negative, nothing: low.nothing, ..huge })
        }
        (low, huge) => Answer::first_found([low, huge]),
    }
}

/// Amounts that wrap the counter, at once or after others.
fn huge(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path, max: i64) -> Answer<Loose> {
    let at_once = context.finder.find_call(tool, &wraps(path, 0));
    if let Answer::Found(call) = at_once {
        return Answer::Found(Loose { huge: Some(call), ..Loose::default() });
    }
    let wrapping = context.finder.find_call_of_rules(tool, &wraps(path, max));
    wrapping.map(|call| Loose { after_others: Some(call), ..Loose::default() })
}

impl Loose {
    fn message(&self, argument: &str) -> String {
        let argument = tick(argument);
        let low = match (&self.negative, &self.nothing) {
            (Some(_), _) => Some(format!("a negative {argument} lowers the sum")),
            (None, Some(_)) => Some(format!("{argument} below 1 adds nothing to the sum")),
            (None, None) => None,
        };
        match (low, self.overflows()) {
            (Some(low), false) => low,
            (Some(low), true) => format!("{low}, and a huge one makes the sum overflow"),
            (None, _) => format!("a huge {argument} makes the sum overflow"),
        }
    }

    fn overflows(&self) -> bool {
        self.huge.is_some() || self.after_others.is_some()
    }

    /// A call that has no room in an empty sum, and passes once there is something in it.
    fn note(&self) -> String {
        let after = self.after_others.as_ref().filter(|_| self.call().is_none());
        after.map(|call| format!("passes after smaller ones: {call}")).unwrap_or_default()
    }

    fn require(&self, argument: &str, max: i64) -> String {
        let low =
            (self.negative.is_some() || self.nothing.is_some()).then(|| format!("{argument} >= 1"));
        let high = self.overflows().then(|| format!("{argument} <= {max}"));
        let both: Vec<_> = low.into_iter().chain(high).collect();
        format!("require {}", both.join(" and "))
    }

    fn call(&self) -> Option<&Call> {
        self.negative.as_ref().or(self.nothing.as_ref()).or(self.huge.as_ref())
    }
}
