//! Sums that calls can turn back, leave as they are, or overflow.

use super::per_rule::RuleLint;
use super::rewrite;
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Order, Test};
use crate::finding::Call;
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

/// From here on the gateway's counters overflow: 2^63.
const OVERFLOW: &str = "9223372036854775808";

/// Calls whose amount the sum doesn't count as it should.
#[derive(Default)]
struct Loose {
    negative: Option<Call>,
    /// From 0 to below 1.
    nothing: Option<Call>,
    huge: Option<Call>,
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
        of_sum(context, tool, path).map(|loose| Sum { path, max, loose })
    }

    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let Sum { path, max, loose } = tools.first_found();
        let argument = argument_text(path);
        let require = loose.require(&argument, *max);
        Draft::new(rule.span, loose.message(&argument))
            .help(format!("add `{require}`{}", list_if_several(tools.names())))
            .call(loose.call().cloned())
            .fix(Some(rewrite::before(context, rule.span, &require)))
    }
}

fn of_sum(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> Answer<Loose> {
    let asked = |order, bound| {
        let question = Formula::test(path, Test::Compare(order, bound));
        context.finder.find_call(tool, &question)
    };
    let negative = asked(Order::Less, Number::from(0))
        .map(|call| Loose { negative: Some(call), ..Loose::default() });
    let nothing = || {
        asked(Order::Less, Number::from(1))
            .map(|call| Loose { nothing: Some(call), ..Loose::default() })
    };
    let low = if negative.is_none() { nothing() } else { negative };
    let huge = match Number::new(OVERFLOW) {
        Some(bound) => asked(Order::AtLeast, bound),
        None => Answer::None,
    };
    match (low, huge) {
        (Answer::Found(low), Answer::Found(huge)) => {
            Answer::Found(Loose { huge: Some(huge), ..low })
        }
        (low, huge) => Answer::first_found([
            low,
            huge.map(|call| Loose { huge: Some(call), ..Loose::default() }),
        ]),
    }
}

impl Loose {
    fn message(&self, argument: &str) -> String {
        let argument = tick(argument);
        let low = match (&self.negative, &self.nothing) {
            (Some(_), _) => Some(format!("a negative {argument} lowers the sum")),
            (None, Some(_)) => Some(format!("{argument} below 1 adds nothing to the sum")),
            (None, None) => None,
        };
        match (low, &self.huge) {
            (Some(low), None) => low,
            (Some(low), Some(_)) => format!("{low}, and a huge one makes the sum overflow"),
            (None, _) => format!("a huge {argument} makes the sum overflow"),
        }
    }

    fn require(&self, argument: &str, max: i64) -> String {
        let low =
            (self.negative.is_some() || self.nothing.is_some()).then(|| format!("{argument} >= 1"));
        let high = self.huge.is_some().then(|| format!("{argument} <= {max}"));
        let both: Vec<_> = low.into_iter().chain(high).collect();
        format!("require {}", both.join(" and "))
    }

    fn call(&self) -> Option<&Call> {
        self.negative.as_ref().or(self.nothing.as_ref()).or(self.huge.as_ref())
    }
}
