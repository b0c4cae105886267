//! What a lint finds of single rules: one finding for each, about all the tools that it holds for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::places::{Found, names};
use crate::finding::{Call, Finding};
use crate::lint::{Concern, Subject};
use crate::policy::Rule;
use crate::source::Span;
use crate::witness::{Callable, Doubt, Proof};

/// What a lint makes of one rule of one tool.
pub(super) enum Verdict<T> {
    /// Nothing to say.
    Fine,
    /// Something to say.
    Found(T),
    /// It can't be told.
    Unsure(Doubt),
}

impl<T> Verdict<T> {
    /// What it makes of the call that was asked for.
    pub(super) fn of(proof: Proof, found: impl FnOnce(Call) -> T) -> Self {
        match proof {
            Proof::Call(call) => Self::Found(found(call)),
            Proof::Nothing => Self::Fine,
            Proof::Unknown(doubt) => Self::Unsure(doubt),
        }
    }

    /// The first that isn't fine, something to say before what can't be told.
    pub(super) fn first(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let mut first = Self::Fine;
        for verdict in verdicts {
            match verdict {
                Self::Found(_) => return verdict,
                Self::Unsure(_) => first = verdict,
                Self::Fine => {}
            }
        }
        first
    }

    /// What is found, as something else.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Verdict<U> {
        match self {
            Self::Fine => Verdict::Fine,
            Self::Found(found) => Verdict::Found(change(found)),
            Self::Unsure(doubt) => Verdict::Unsure(doubt),
        }
    }

    /// Whether there is something to say.
    pub(super) fn is_found(&self) -> bool {
        matches!(self, Self::Found(_))
    }
}

/// The rules that `counts` takes, each with the callable tools that it holds for, in the order of the
/// text.
pub(super) fn rules<'s, 'a>(
    subject: &'s Subject<'a>,
    counts: impl Fn(&Rule) -> bool,
) -> Vec<(&'a Rule, Vec<&'s Callable<'a>>)> {
    let mut rules: BTreeMap<Span, (&'a Rule, Vec<&'s Callable<'a>>)> = BTreeMap::new();
    for tool in subject.callable() {
        for rule in tool.rules.iter().filter(|rule| counts(rule)) {
            rules.entry(rule.span).or_insert((rule, Vec::new())).1.push(tool);
        }
    }
    rules.into_values().collect()
}

/// What was found of one rule.
struct Seen<'s, T> {
    rule: &'s Rule,
    found: Found<T>,
    unsure: Vec<Arc<str>>,
    doubt: Option<Doubt>,
}

/// One concern for each rule of which `look` finds something, about the tools where it does; `tell`
/// gets the rule, the tools that no waiver covers, and what was found of all.
pub(super) fn concerns<'s, 'a: 's, T: 's>(
    subject: &'s Subject<'a>,
    lint: &'static str,
    look: impl Fn(&'s Callable<'a>, &'s Rule) -> Verdict<T>,
    tell: impl Fn(&'s Rule, &[Arc<str>], &Found<T>) -> Finding + Copy + 's,
) -> Vec<Concern<'s>> {
    let mut rules: BTreeMap<Span, Seen<'s, T>> = BTreeMap::new();
    for tool in subject.callable() {
        for rule in &tool.rules {
            let verdict = look(tool, rule);
            let new = || Seen { rule, found: Vec::new(), unsure: Vec::new(), doubt: None };
            match verdict {
                Verdict::Fine => {}
                Verdict::Found(what) => {
                    let seen = rules.entry(rule.span).or_insert_with(new);
                    seen.found.push((Arc::clone(tool.name), what));
                }
                Verdict::Unsure(doubt) => {
                    let seen = rules.entry(rule.span).or_insert_with(new);
                    seen.unsure.push(Arc::clone(tool.name));
                    seen.doubt = Some(doubt);
                }
            }
        }
    }
    rules.into_values().flat_map(|seen| of_rule(seen, lint, tell)).collect()
}

fn of_rule<'s, T: 's>(
    seen: Seen<'s, T>,
    lint: &'static str,
    tell: impl Fn(&'s Rule, &[Arc<str>], &Found<T>) -> Finding + Copy + 's,
) -> Vec<Concern<'s>> {
    let Seen { rule, found, unsure, doubt } = seen;
    let unsure = doubt.map(|doubt| Concern::unsure(unsure, lint, rule.span, &doubt));
    let found = (!found.is_empty())
        .then(|| Concern::of_tools(names(&found), move |tools| tell(rule, tools, &found)));
    found.into_iter().chain(unsure).collect()
}
