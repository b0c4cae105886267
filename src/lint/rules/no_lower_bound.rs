//! Caps on numbers that may be negative.

use super::caps;
use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Order, Test as Asked};
use crate::finding::{Call, Edit, Fix, Safety};
use crate::json::Number;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::policy::{Rule, RuleKind};
use crate::risk::Role;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-lower-bound",
    weight: Weight::Warn,
    summary: "a number has an upper bound and may be negative",
    check: Check::per_rule::<NoLowerBound>(),
};

/// The cap and a call that it lets through.
pub(in crate::lint) struct Negative<'s> {
    cap: &'s Test,
    call: Call,
    /// Whether it says how much is paid or bought: of other numbers servers take care.
    is_money: bool,
}

/// [`LINT`]
pub(in crate::lint) struct NoLowerBound;

impl RuleLint for NoLowerBound {
    type Found<'s> = Negative<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let open = caps_of(rule).into_iter().filter(|cap| is_ours(tool, rule, cap));
        Answer::first_found(open.map(|cap| {
            let negative = Asked::Compare(Order::Less, Number::from(0));
            let question = Formula::test(&cap.path, negative);
            let is_money = is_money(tool, &cap.path);
            let call = context.finder.find_valid_call(tool, &question);
            call.map(|call| Negative { cap, call, is_money })
        }))
    }

    fn weight(found: &Self::Found<'_>) -> Option<Weight> {
        (!found.is_money).then_some(Weight::Pedantic)
    }

    fn draft(_: &LintContext<'_>, rule: &Rule, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let Negative { cap, call, .. } = tools.first_found();
        let argument = argument_text(&cap.path);
        let floor = Floor::beside(rule, cap);
        let instead = match &floor {
            Some(floor) => format!("write `{}`", floor.text(cap)),
            None => format!("add `require {argument} >= 0`"),
        };
        let tools = list_if_several(tools.names());
        Draft::new(cap.span, format!("{} may be negative", tick(&argument)))
            .note("only an upper bound")
            .help(format!("{instead}, or a higher minimum{tools}"))
            .call(Some(call.clone()))
            .fix(floor.map(|floor| floor.fix(cap)))
    }
}

/// Whether an argument of a tool that moves money, or asks for it, says how much.
fn is_money(tool: &Callable<'_>, path: &Path) -> bool {
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let says_how_much = roles.iter().any(|found| {
        let role = found.answer.role();
        let is_sum = matches!(role, Some(Role::AmountOut | Role::AmountAsked | Role::Quantity));
        is_sum && found.leaf.path.outside_lists() == *path
    });
    says_how_much && tool.money().is_some()
}

/// Of several caps on one argument the first is reported; a sum is reported by `unbounded-sum`.
fn is_ours(tool: &Callable<'_>, rule: &Rule, cap: &Test) -> bool {
    if caps::has_floor(tool, &cap.path) || caps::caps_window(tool, &cap.path) {
        return false;
    }
    let caps_it = |other: &Rule| caps_of(other).iter().any(|test| test.path == cap.path);
    let first = tool.rules.iter().find(|other| caps_it(other));
    first.is_some_and(|first| first.span == rule.span)
}

/// The tests of a rule that let numbers through up to some bound, which isn't negative itself.
fn caps_of(rule: &Rule) -> Vec<&Test> {
    match &rule.kind {
        RuleKind::Require { condition, .. } => bounded(condition, |operator| match operator {
            Operator::AtMost(bound) | Operator::Less(bound) => Some(bound),
            _ => None,
        }),
        RuleKind::Refuse { condition, .. } => bounded(condition, |operator| match operator {
            Operator::AtLeast(bound) | Operator::Greater(bound) => Some(bound),
            _ => None,
        }),
        RuleKind::Limit(_) => Vec::new(),
    }
}

fn bounded(condition: &Condition, bound: fn(&Operator) -> Option<&Number>) -> Vec<&Test> {
    let is_cap = |test: &&Test| bound(&test.operator).is_some_and(|bound| bound.as_f64() >= 0.0);
    condition.tests().into_iter().filter(is_cap).collect()
}

/// A floor that is written beside a cap.
enum Floor {
    /// `args.n >= 0 and` before it.
    Required(String),
    /// `or args.n < 0` after it.
    Refused(String),
}

impl Floor {
    /// The floor beside a cap, where `and` or `or` can stand there.
    fn beside(rule: &Rule, cap: &Test) -> Option<Self> {
        let argument = argument_text(&cap.path);
        let is_cap = |part: &&Condition| part.single_test().is_some_and(|it| it.span == cap.span);
        let (parts, floor) = match &rule.kind {
            RuleKind::Require { condition, .. } => {
                (condition.conjuncts(), Self::Required(format!("{argument} >= 0 and ")))
            }
            RuleKind::Refuse { condition, .. } => {
                (condition.disjuncts(), Self::Refused(format!(" or {argument} < 0")))
            }
            RuleKind::Limit(_) => return None,
        };
        parts.iter().any(is_cap).then_some(floor)
    }

    /// The cap with it.
    fn text(&self, cap: &Test) -> String {
        match self {
            Self::Required(floor) => format!("{floor}{cap}"),
            Self::Refused(floor) => format!("{cap}{floor}"),
        }
    }

    fn fix(self, cap: &Test) -> Fix {
        let title = format!("write `{}`", self.text(cap));
        let edit = match self {
            Self::Required(text) => Edit { span: Span { end: cap.span.start, ..cap.span }, text },
            Self::Refused(text) => Edit { span: Span { start: cap.span.end, ..cap.span }, text },
        };
        Fix { safety: Safety::Safe, title, edits: vec![edit] }
    }
}
