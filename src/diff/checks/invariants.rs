//! What `never` forbids: whether every call that was forbidden still is, by meaning; by their texts
//! where the analysis can't tell, and for tools that the server adds later.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::{Check, Checks, How, Weakened, open_terms};
use crate::analysis::{Answer, Formula, Reason};
use crate::catalog::{Catalog, Tool};
use crate::finding::Call;
use crate::lint::list_tools;
use crate::policy::semantics::of_invariant;
use crate::policy::{Invariant, Policy};
use crate::strings::tick;
use crate::syntax::ast::Statement;
use crate::witness::{ForbiddenByOneOnly, Search};

/// The tools of which an invariant forbade more.
#[derive(Default)]
struct Lost {
    tools: Vec<Arc<str>>,
    /// How many of them nothing forbids any more.
    whole: usize,
    call: Option<Call>,
    unknown: Option<Reason>,
}

/// What forbids calls of one tool.
#[derive(Default)]
struct Forbidding<'c> {
    invariants: Vec<&'c Invariant>,
    /// Their conditions in their one spelling.
    conditions: BTreeSet<Option<Rc<str>>>,
}

/// What forbids calls, by tool.
type Kept<'c> = HashMap<&'c str, Forbidding<'c>>;

pub(super) fn weakened(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    let mut search = Search::default();
    let mut weakened = Vec::new();
    let kept = kept(new.policy);
    for invariant in &old.policy.invariants {
        let lost = lost(invariant, &kept, |name| definition(name, old, new), &mut search);
        weakened.extend(match lost.tools.is_empty() {
            false => Some(told(invariant, lost, old)),
            true => open_terms_lost(invariant, old, new),
        });
    }
    weakened
}

fn kept(policy: &Policy) -> Kept<'_> {
    let mut kept = Kept::new();
    for invariant in &policy.invariants {
        let condition = condition(invariant);
        for (name, _) in &invariant.tools {
            let of_tool = kept.entry(&**name).or_default();
            of_tool.invariants.push(invariant);
            of_tool.conditions.insert(condition.clone());
        }
    }
    kept
}

fn lost<'c>(
    invariant: &Invariant,
    kept: &Kept<'_>,
    definition: impl Fn(&str) -> Option<&'c Tool>,
    search: &mut Search,
) -> Lost {
    let mut lost = Lost::default();
    let condition = condition(invariant);
    for (name, _) in &invariant.tools {
        let of_tool = kept.get(&**name);
        if of_tool.is_some_and(|it| it.conditions.contains(&condition)) {
            continue;
        }
        let kept = of_tool.map_or(&[][..], |it| &it.invariants);
        let nothing_left = kept.is_empty();
        let definition = definition(name);
        let kept = kept.iter().map(|kept| of_invariant(kept, definition));
        let kept = Formula::Any(kept.collect());
        let forbidden = of_invariant(invariant, definition);
        let both = forbidden.clone().or(kept.clone());
        let mut claim = ForbiddenByOneOnly { one: &forbidden, other: &kept };
        match search.find_difference(name, (&both, &kept), &mut claim) {
            Answer::None => continue,
            Answer::Found(call) => {
                lost.call.get_or_insert(call);
            }
            Answer::Unknown(reason) => {
                lost.unknown.get_or_insert(reason);
            }
        }
        lost.whole += usize::from(nothing_left);
        lost.tools.push(Arc::clone(name));
    }
    lost
}

/// The tool's definition, by which both sides are read.
fn definition<'c>(name: &str, old: Checks<'c>, new: Checks<'c>) -> Option<&'c Tool> {
    let find = |catalog: Option<&'c Catalog>| catalog?.tool(name);
    find(new.catalog).or_else(|| find(old.catalog))
}

/// The condition in its one spelling.
fn condition(invariant: &Invariant) -> Option<Rc<str>> {
    invariant.condition.as_ref().map(|condition| condition.to_string().into())
}

fn told(invariant: &Invariant, lost: Lost, old: Checks<'_>) -> Weakened {
    let text = old.text(invariant.span);
    let statement = tick(&text);
    let all = lost.tools.len() == invariant.tools.len();
    let (how, message) = match (all && lost.whole == lost.tools.len(), lost.call.is_some()) {
        (true, _) => (How::Removed, format!("{statement} is gone")),
        (false, true) => {
            (How::Narrowed, format!("{statement} holds for less of {}", list_tools(&lost.tools)))
        }
        (false, false) => (How::Narrowed, not_told(&statement, &lost)),
    };
    Weakened::new(Check::Never, how, &text, message)
        .tools(&lost.tools)
        .at(old.site(invariant.span), None)
        .call(lost.call)
}

fn not_told(statement: &str, lost: &Lost) -> String {
    let reason = lost.unknown.map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{statement} is worded differently, and whether it forbids as much is unknown{reason}")
}

/// An invariant that forbids the same today, and took in tools that the server adds later.
fn open_terms_lost(invariant: &Invariant, old: Checks<'_>, new: Checks<'_>) -> Option<Weakened> {
    let Some(Statement::Never { selector, .. }) = old.statement(invariant.span) else {
        return None;
    };
    let candidates = new
        .policy
        .invariants
        .iter()
        .filter(|kept| kept.condition.is_none() || condition(kept) == condition(invariant));
    let selectors: Vec<_> = candidates
        .filter_map(|kept| match new.statement(kept.span)? {
            Statement::Never { selector, .. } => Some(selector),
            _ => None,
        })
        .collect();
    let term = open_terms::lost((old, selector), (new, &selectors))?;
    let text = old.text(invariant.span);
    let message =
        format!("{} no longer takes in the tools that {} gets later", tick(&text), tick(&term));
    let weakened = Weakened::new(Check::Never, How::Narrowed, &text, message);
    Some(weakened.at(old.site(invariant.span), None))
}
