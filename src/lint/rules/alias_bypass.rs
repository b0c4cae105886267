//! A tool that does what another one does, without what holds for that one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Remaining, Superseded};
use crate::policy::{Rule, RuleKind};
use crate::risk::{Class, Deed};
use crate::source::Span;
use crate::strings::tick;
use crate::witness::Callable;

use super::bounds;
use super::per_tool::issues_of;
use super::tool_names::{list_tools, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "alias-bypass",
    weight: Weight::Warn,
    summary: "a constrained tool has an unconstrained sibling with the same effect",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// What holds for one tool and not for another that does the same.
struct Detour<'s> {
    held: &'s Arc<str>,
    rule: &'s Rule,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    issues_of(context, detours(context).into_iter(), |place, tools| {
        let draft =
            Draft::new(place, message(tools)).note("allowed here without those rules").help(
                format!("write rules as strict for {}, or `approve` it", list_tools(tools.names())),
            );
        by_rule(tools.iter()).into_iter().take(MAX_LABELS).fold(draft, labelled)
    })
}

fn message(tools: &Remaining<'_, Detour<'_>>) -> String {
    match (tools.names(), tools.first()) {
        ([_], (free, Detour { held, .. })) => {
            let (free, held) = (tick(free), tick(held));
            format!("{free} does the same as {held}, without its rules")
        }
        (names, _) => {
            format!("{} do the same as other tools, without their rules", tool_or_count(names))
        }
    }
}

/// The tools that go round each rule, with the tool that it holds for.
type ByRule<'f> = BTreeMap<(Span, &'f str), Vec<Arc<str>>>;

fn by_rule<'f>(found: impl Iterator<Item = &'f (Arc<str>, Detour<'f>)>) -> ByRule<'f> {
    let mut rules = ByRule::new();
    for (free, Detour { held, rule }) in found {
        rules.entry((rule.span, held)).or_default().push(Arc::clone(free));
    }
    rules
}

fn labelled(draft: Draft, ((span, held), free): ((Span, &str), Vec<Arc<str>>)) -> Draft {
    draft.label(span, format!("applies to {}, not to {}", tick(held), list_tools(&free)))
}

/// Every tool that goes round the rules of another.
fn detours<'s, 'a>(context: &'s LintContext<'a>) -> Vec<(&'s Callable<'a>, Detour<'s>)> {
    let held = Held::of(context);
    if held.effects.is_empty() {
        return Vec::new();
    }
    let detour = |tool: &'s Callable<'a>| {
        let (held, rule) = held.passed_by(tool).filter(|_| !bounds::bounds_any(context, tool))?;
        let is_free = bounds::limiting(tool).is_empty() || is_bounded(context, held);
        is_free.then_some((tool, Detour { held, rule }))
    };
    context.callable().filter_map(detour).collect()
}

/// Whether the conditions of the tool with this name are proved to bound an argument.
fn is_bounded(context: &LintContext<'_>, name: &str) -> bool {
    let tool = context.callable_named(name);
    tool.is_some_and(|tool| bounds::bounds_any(context, tool))
}

/// A tool and the rule that constrains it: its first condition, else its first limit.
type Constrained<'s> = (&'s Arc<str>, &'s Rule);

/// The constrained tools, by what they do.
#[derive(Default)]
struct Held<'s> {
    effects: BTreeMap<(Class, Vec<String>), Constrained<'s>>,
    /// The same by their verbs alone.
    verbs: BTreeMap<(Class, Vec<String>), Constrained<'s>>,
    /// The first that changes something only under a condition.
    first: Option<Constrained<'s>>,
}

impl<'s> Held<'s> {
    fn of(context: &'s LintContext<'_>) -> Self {
        let mut held = Self::default();
        for tool in context.callable().filter(|tool| !tool.rules.is_empty()) {
            held.add(tool);
        }
        held
    }

    fn add(&mut self, tool: &'s Callable<'_>) {
        let rule = rule(tool);
        let (Some(class), Some(profile), Some(rule)) = (tool.class(), tool.profile(), rule) else {
            return;
        };
        let own = (tool.name, rule);
        if is_condition(rule) && class > Class::Read {
            self.first.get_or_insert(own);
        }
        put(&mut self.effects, (class, profile.deed().words), own);
        if let Some(verb) = profile.bare_deed() {
            put(&mut self.verbs, (class, verb.words), own);
        }
    }

    /// What holds for another tool and not for this one, which has no conditions.
    fn passed_by(&self, tool: &Callable<'_>) -> Option<Constrained<'s>> {
        let held = self.same(tool).or_else(|| self.first.filter(|_| is_raw(tool)))?;
        (is_condition(held.1) || tool.rules.is_empty()).then_some(held)
    }

    fn has_class(&self, class: Class) -> bool {
        self.effects.range((class, Vec::new())..).next().is_some_and(|((own, _), _)| *own == class)
    }

    /// What holds for a tool of the same class that does the same.
    fn same(&self, tool: &Callable<'_>) -> Option<Constrained<'s>> {
        let class = tool.class().filter(|class| self.has_class(*class))?;
        let Deed { words, many } = tool.profile()?.deed();
        let key = (class, words);
        let bare = || self.verbs.get(&key).filter(|_| many);
        self.effects.get(&key).or_else(bare).copied()
    }
}

/// Whether a tool takes any request, so that it does what every other tool does.
fn is_raw(tool: &Callable<'_>) -> bool {
    tool.profile().is_some_and(|profile| !profile.requests_anything().is_empty())
}

/// Conditions weigh more than limits.
fn put<'s, K: Ord>(map: &mut BTreeMap<K, Constrained<'s>>, key: K, own: Constrained<'s>) {
    let known = map.entry(key).or_insert(own);
    if is_condition(own.1) && !is_condition(known.1) {
        *known = own;
    }
}

/// The rule that constrains a tool. A limit on reading bounds no harm.
fn rule<'s>(tool: &'s Callable<'_>) -> Option<&'s Rule> {
    let mut rules = tool.rules.iter().copied();
    if !bounds::limiting(tool).is_empty() {
        return rules.find(|rule| is_condition(rule));
    }
    rules.find(|rule| !is_condition(rule) && tool.is_at_least(Class::Write))
}

fn is_condition(rule: &Rule) -> bool {
    !matches!(rule.kind, RuleKind::Limit(_))
}
