//! A tool that does what another one does, without what holds for that one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Callable, Concern, Subject};
use crate::policy::{Rule, RuleKind};
use crate::risk::{Class, Effect};
use crate::source::Span;

use super::words::listed;
use super::{bounds, places};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "alias-bypass",
    weight: Weight::Warn,
    summary: "a constrained tool has an unconstrained sibling with the same effect",
    check: Check::Policy(check),
};

/// How many places of one finding are shown.
const SHOWN: usize = 6;

/// What holds for one tool and not for another that does the same.
pub(super) struct Detour<'s> {
    /// The tool that does it freely.
    pub(super) free: &'s Arc<str>,
    held: &'s Arc<str>,
    rule: &'s Rule,
    place: Span,
}

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let mut detours: BTreeMap<Span, Vec<Detour<'s>>> = BTreeMap::new();
    for detour in all(subject) {
        detours.entry(detour.place).or_default().push(detour);
    }
    let concern = |(span, detours): (Span, Vec<Detour<'s>>)| {
        let tools = detours.iter().map(|detour| Arc::clone(detour.free)).collect();
        Concern::of_tools(tools, move |tools| {
            let these = detours.iter().filter(|detour| tools.contains(detour.free));
            let finding = Finding::warn(LINT.name, span, message(&detours, tools))
                .note("allowed here without it")
                .help(format!(
                    "write rules that are as strict for {}, or `approve` it",
                    listed(tools)
                ));
            these.take(SHOWN).fold(finding, Detour::told)
        })
    };
    detours.into_iter().map(concern).collect()
}

fn message(detours: &[Detour<'_>], tools: &[Arc<str>]) -> String {
    let first = detours.iter().find(|detour| tools.contains(detour.free));
    match (first, tools.len()) {
        (Some(Detour { free, held, .. }), 1) => {
            let (free, held) = (tick(free), tick(held));
            format!("{free} does what {held} does, without what holds for it")
        }
        (_, count) => format!("{count} tools do what others do, without what holds for those"),
    }
}

impl Detour<'_> {
    fn told(finding: Finding, detour: &Self) -> Finding {
        let (held, free) = (tick(detour.held), tick(detour.free));
        finding.label(detour.rule.span, format!("holds for {held}, not for {free}"))
    }
}

/// Every tool that goes round the rules of another, once.
pub(super) fn all<'s>(subject: &'s Subject<'_>) -> Vec<Detour<'s>> {
    let held = Held::of(subject);
    if held.effects.is_empty() {
        return Vec::new();
    }
    let free = subject.callable().filter(|tool| bounds::limiting(tool).is_empty());
    let detour = |tool: &'s Callable<'_>| {
        let (held, rule) = held.passed_by(tool)?;
        Some(Detour { free: tool.name, held, rule, place: places::of(subject, tool) })
    };
    free.filter_map(detour).collect()
}

/// A tool and the rule that constrains it: its first condition, else its first quota.
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
    fn of(subject: &'s Subject<'_>) -> Self {
        let mut held = Self::default();
        for tool in subject.callable().filter(|tool| !tool.rules.is_empty()) {
            held.add(tool);
        }
        held
    }

    fn add(&mut self, tool: &'s Callable<'_>) {
        let (Some(class), Some(profile), Some(rule)) = (tool.class(), tool.profile(), rule(tool))
        else {
            return;
        };
        let own = (tool.name, rule);
        if is_condition(rule) && class > Class::Read {
            self.first.get_or_insert(own);
        }
        put(&mut self.effects, (class, profile.effect().words), own);
        if let Some(verb) = profile.bare_effect() {
            put(&mut self.verbs, (class, verb.words), own);
        }
    }

    /// What holds for another tool and not for this one, which has no conditions.
    fn passed_by(&self, tool: &Callable<'_>) -> Option<Constrained<'s>> {
        let held = self.same(tool).or_else(|| self.first.filter(|_| is_raw(tool)))?;
        (is_condition(held.1) || tool.rules.is_empty()).then_some(held)
    }

    /// What holds for a tool of the same class that does the same.
    fn same(&self, tool: &Callable<'_>) -> Option<Constrained<'s>> {
        let Effect { words, many } = tool.profile()?.effect();
        let key = (tool.class()?, words);
        let bare = || self.verbs.get(&key).filter(|_| many);
        self.effects.get(&key).or_else(bare).copied()
    }
}

/// Whether a tool takes any request, so that it does what every other tool does.
fn is_raw(tool: &Callable<'_>) -> bool {
    tool.profile().is_some_and(|profile| !profile.requests_anything().is_empty())
}

/// Conditions weigh more than quotas.
fn put<'s, K: Ord>(map: &mut BTreeMap<K, Constrained<'s>>, key: K, own: Constrained<'s>) {
    let known = map.entry(key).or_insert(own);
    if is_condition(own.1) && !is_condition(known.1) {
        *known = own;
    }
}

/// The rule that constrains a tool. A quota on reading bounds no harm.
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
