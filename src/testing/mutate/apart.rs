//! Do two documents decide every call alike, and if not, which calls show it?
//!
//! Single calls are asked of the analysis; what only shows after many calls is quotas' business.
//! Whatever is found has been run as a test on both documents.

use std::collections::BTreeSet;

use super::ask::Ask;
use super::{quotas, sums};
use crate::analysis::{Answer, Formula};
use crate::catalogue::Catalogue;
use crate::gateway::policylayer::{Document, allows, fits, is_hidden};
use crate::json::Value;
use crate::policy::Decision;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Step;
use crate::testing::{Test, run};

/// What tells two documents apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Apart {
    /// Nothing: they decide every call alike.
    Never,
    /// These steps of a test, which passes on the first document and fails on the second.
    By(Vec<Spanned<Step>>),
    /// Only more calls than a test can make.
    TooLate,
    /// Nobody knows; the reason.
    Unknown(String),
}

/// The two documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'d> {
    /// What the tests should pass on.
    pub(super) original: &'d Document,
    /// What they should fail on.
    pub(super) changed: &'d Document,
}

impl Pair<'_> {
    /// Whether the documents say the same of a tool.
    pub(super) fn agree_on(&self, tool: &str) -> bool {
        let says = |document: &'_ Document| {
            let unlisted = (!document.tools.contains_key(tool)).then_some(document.default);
            (is_hidden(document, tool), unlisted)
        };
        self.original.all_tools == self.changed.all_tools
            && self.original.tools.get(tool) == self.changed.tools.get(tool)
            && says(self.original) == says(self.changed)
    }

    /// The steps, if a test of them passes on the one document and fails on the other.
    pub(super) fn told_by(&self, steps: Vec<Spanned<Step>>) -> Option<Vec<Spanned<Step>>> {
        let name = Spanned::new(String::new(), Span::default());
        let test = Test { name: &name, steps: &steps };
        let tells = run(test, self.original).passed() && !run(test, self.changed).passed();
        tells.then_some(steps)
    }
}

/// Looks for calls that tell the documents apart, tool by tool.
pub(super) fn apart(pair: Pair<'_>, catalogue: Option<&Catalogue>, ask: &mut Ask<'_>) -> Apart {
    let mut unknown = None;
    for tool in tools(pair, catalogue) {
        if pair.agree_on(&tool) {
            continue;
        }
        match of_tool(pair, &tool, ask) {
            Apart::Never => {}
            by @ Apart::By(_) => return by,
            other => unknown = unknown.or(Some(other)),
        }
    }
    match quotas::of_all_tools(pair, ask) {
        Apart::Never => unknown.unwrap_or(Apart::Never),
        other => other,
    }
}

/// Every tool that either side lists or the server has, and one that nobody knows.
fn tools(pair: Pair<'_>, catalogue: Option<&Catalogue>) -> Vec<String> {
    let of = |document: &'_ Document| {
        let hidden = document.hide.iter().filter(|name| *name != "*");
        document.tools.keys().chain(hidden).cloned().collect::<BTreeSet<_>>()
    };
    let mut known = of(pair.original);
    known.extend(of(pair.changed));
    known.extend(
        catalogue.into_iter().flat_map(Catalogue::tools).map(|tool| tool.name().to_string()),
    );
    let other = unlisted(&known);
    known.into_iter().chain([other]).collect()
}

/// A name that no tool has.
fn unlisted(known: &BTreeSet<String>) -> String {
    let mut name = "another_tool".to_owned();
    while known.contains(&name) {
        name.push('_');
    }
    name
}

fn of_tool(pair: Pair<'_>, tool: &str, ask: &mut Ask<'_>) -> Apart {
    let passing = |document| (allows(document, tool), fits(document, tool));
    let (before, after) = (passing(pair.original), passing(pair.changed));
    let by_call =
        if before == after { Apart::Never } else { by_call(pair, tool, &before, &after, ask) };
    match by_call {
        Apart::Never => quotas::of_tool(pair, tool, ask),
        other => other,
    }
}

/// Conditions, and quotas that are still unused.
type Passing = (Formula, Formula);

/// One call that only one side lets pass, first one that only the changed side does.
fn by_call(
    pair: Pair<'_>,
    tool: &str,
    before: &Passing,
    after: &Passing,
    ask: &mut Ask<'_>,
) -> Apart {
    let whole = |(allows, fits): &Passing| allows.clone().and(fits.clone());
    let only = |one: &Passing, other: &Passing| whole(one).and(!whole(other));
    let questions = [(only(after, before), Decision::Deny), (only(before, after), Decision::Allow)];
    let mut unknown = None;
    for (question, decision) in questions {
        match ask.for_call(tool, &question) {
            Answer::Nothing => {}
            Answer::Unknown(limit) => unknown = Some(Apart::Unknown(limit.to_string())),
            Answer::Found(arguments) => {
                let steps = vec![call(tool, arguments, 1, decision)];
                return shown(pair.told_by(steps));
            }
        }
    }
    unknown.unwrap_or_else(|| beyond_quotas(pair, tool, &before.0, &after.0, ask))
}

/// Calls that only one side lets pass, but for which a quota never has room: unless other calls
/// give it some.
fn beyond_quotas(
    pair: Pair<'_>,
    tool: &str,
    before: &Formula,
    after: &Formula,
    ask: &mut Ask<'_>,
) -> Apart {
    let only = |one: &Formula, other: &Formula| one.clone().and(!other.clone());
    let differs = only(after, before).or(only(before, after));
    if before == after || ask.for_call(tool, &differs) == Answer::Nothing {
        return Apart::Never;
    }
    match sums::can_give_back(pair, tool, &before.clone().or(after.clone()), ask) {
        false => Apart::Never,
        true => Apart::Unknown("it shows only after calls that give a quota room".to_owned()),
    }
}

/// What the analysis found and the evaluator confirms.
fn shown(steps: Option<Vec<Spanned<Step>>>) -> Apart {
    let unconfirmed = || Apart::Unknown("the call that was found decides nothing".to_owned());
    steps.map_or_else(unconfirmed, Apart::By)
}

/// A step that calls.
pub(super) fn call(tool: &str, arguments: Value, times: u64, expect: Decision) -> Spanned<Step> {
    let step = Step::Call {
        tool: nowhere(tool.to_owned()),
        arguments: nowhere(arguments),
        times: (times != 1).then(|| nowhere(times)),
        expect: nowhere(expect),
        message: None,
    };
    nowhere(step)
}

/// A part of a step that isn't written anywhere yet.
pub(super) fn nowhere<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}
