//! The arguments by which a call gives access: who gets it, and which access it is.
//!
//! Each is asked by itself, as each recipient of a message is: that one of them is bounded says
//! nothing of the others. Of who gets access, everybody counts whom no rule names. Of which access
//! it is, everything and what makes a thing public count; where the argument itself is what gives
//! access, or nothing says to whom, every value that opens something.

use crate::analysis::{Answer, Equality, Formula, Reason, Test, value_at};
use crate::finding::Call;
use crate::json::Value;
use crate::lint::LintContext;
use crate::policy::condition::Path;
use crate::risk::{Effect, FoundRole, LeafPath, Role, When};
use crate::threat::Threat;
use crate::witness::Callable;

use super::gifts::Gift;
use super::grantees::{STRANGER, find_somebody, somebody};
use super::{bounds, offered, strangers};

/// An argument by which a call that passes gives access.
#[derive(Debug)]
pub(super) struct Way {
    /// The argument.
    pub(super) path: LeafPath,
    /// What it gives.
    pub(super) gift: Gift,
    /// The call.
    pub(super) call: Call,
    /// The calls that use the argument.
    used: Formula,
}

/// Every argument by which a call that passes gives access that no rule means, the most dangerous
/// first; `calls` are those that give access at all.
pub(super) fn find(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: Option<&Formula>,
) -> Result<Vec<Way>, Reason> {
    let (mut ways, mut unsure) = (Vec::new(), None);
    let of_roles = roles(tool).iter().filter_map(|found| {
        let used = used(found).unwrap_or(Formula::ALWAYS);
        let (gift, answer) = of_argument(context, tool, calls, (found, &used))?;
        Some((found.leaf.path.clone(), gift, answer.map(|call| (call, used))))
    });
    let of_members = of_members(context, tool)
        .into_iter()
        .map(|(path, answer)| (path, Gift::Entry, answer.map(|call| (call, Formula::ALWAYS))));
    for (path, gift, answer) in of_roles.chain(of_members) {
        match answer {
            Answer::Found((call, used)) => ways.push(Way { path, gift, call, used }),
            Answer::None => {}
            Answer::Unknown(reason) => unsure = unsure.or(Some(reason)),
        }
    }
    ways.sort_by_key(|way| way.gift);
    match unsure.filter(|_| ways.is_empty()) {
        Some(reason) => Err(reason),
        None => Ok(ways),
    }
}

/// What an argument gives where a call passes with it.
pub(super) fn gift_of(context: &LintContext<'_>, tool: &Callable<'_>, path: &LeafPath) -> Gift {
    let Some(found) = roles(tool).iter().find(|found| found.leaf.path == *path) else {
        return Gift::Entry;
    };
    match (somebody(found), threat_at(context, tool, found)) {
        (Some(gift), _) => gift,
        (None, Some(threat)) => of_row(threat),
        (None, None) => Gift::More,
    }
}

/// Whether an argument by itself makes a call give access.
pub(super) fn gives_by_itself(tool: &Callable<'_>, path: &LeafPath) -> bool {
    let own = path.outside_lists();
    tool.effects().iter().filter(|found| found.effect == Effect::Grant).any(|found| {
        match &found.when {
            When::Given(given) | When::OneOf(given, _) => own.starts_with(&given.outside_lists()),
            When::Always => false,
        }
    })
}

/// Whether rules say something of every argument that says which access it is, and there is one.
pub(super) fn names_what_is_given(tool: &Callable<'_>) -> bool {
    let tests = bounds::limiting(tool);
    let mut rights = strangers::of_roles(tool, &[Role::Permission]).peekable();
    rights.peek().is_some()
        && rights.all(|found| {
            let path = found.leaf.path.outside_lists();
            tests.iter().any(|test| test.path == path)
        })
}

/// The call that shows most: somebody, and what they get.
pub(super) fn shown(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    ways: &[Way],
) -> Option<Call> {
    let first = ways.first()?;
    let is_right = |way: &&Way| way.gift >= Gift::Everything;
    let second = ways.iter().find(is_right).filter(|_| !is_right(&first));
    let together = second.and_then(|second| {
        let asked = valued(first)?.and(valued(second)?).and(calls.clone());
        context.finder.find_call(tool, &asked).found()
    });
    Some(together.unwrap_or_else(|| first.call.clone()))
}

fn valued(way: &Way) -> Option<Formula> {
    let path = way.path.outside_lists();
    let value = value_at(way.call.arguments(), &path)?;
    Some(is(&path, value.clone()).and(way.used.clone()))
}

fn is(path: &Path, value: Value) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, value))
}

fn roles<'t>(tool: &'t Callable<'_>) -> &'t [FoundRole<'t>] {
    tool.profile().map(|profile| profile.roles()).unwrap_or_default()
}

fn of_argument(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: Option<&Formula>,
    (found, used): (&FoundRole<'_>, &Formula),
) -> Option<(Gift, Answer<Call>)> {
    if let Some(gift) = somebody(found) {
        let calls = calls?.clone().and(used.clone());
        let answer = match find_somebody(context, tool, &calls, (found, gift)) {
            Answer::None => find_several(context, tool, found, used),
            answer => answer,
        };
        return Some((gift, answer));
    }
    if !strangers::is_among(found, &[Role::Permission]) {
        return None;
    }
    if let Some(threat) = threat_at(context, tool, found) {
        return Some((of_row(threat), of_threat(context, tool, threat, used)));
    }
    let alone = || roles(tool).iter().all(|found| somebody(found).is_none());
    let calls = calls?.clone().and(used.clone());
    let decides = gives_by_itself(tool, &found.leaf.path) || alone();
    decides.then(|| (Gift::More, find_more(context, tool, &calls, found)))
}

/// A call with several people in one text, of whom a rule looks at one.
fn find_several(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
    used: &Formula,
) -> Answer<Call> {
    let is_own = |threat: &&Threat<'_>| {
        threat.row.is_of_several() && threat.found.leaf.path == found.leaf.path
    };
    match context.threats(tool).iter().find(is_own) {
        Some(threat) => of_threat(context, tool, threat, used),
        None => Answer::None,
    }
}

/// The calls of which the server says that they use an argument, where it names the operations.
fn used(found: &FoundRole<'_>) -> Option<Formula> {
    let usage = found.usage.as_ref().filter(|usage| !usage.chooser.is_in_list())?;
    let path = usage.chooser.outside_lists();
    let uses = usage.operations.iter().map(|value| is(&path, Value::from(value.as_str())));
    Some(Formula::Any(uses.collect()))
}

/// What passes of which access it is, by the table of threats.
fn threat_at<'s, 'a>(
    context: &'s LintContext<'a>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
) -> Option<&'s Threat<'a>> {
    let path = &found.leaf.path;
    let is_own = |threat: &&Threat<'_>| {
        threat.row.roles.contains(&Role::Permission) && threat.found.leaf.path == *path
    };
    context.threats(tool).iter().find(is_own)
}

fn of_row(threat: &Threat<'_>) -> Gift {
    match threat.row.name {
        "perm.public" | "perm.published" | "perm.unhidden" => Gift::Publicity,
        "perm.switch" => Gift::Power,
        _ => Gift::Everything,
    }
}

/// The threat's call, where it is one that uses the argument.
fn of_threat(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    threat: &Threat<'_>,
    used: &Formula,
) -> Answer<Call> {
    let shown = match &threat.answer {
        Err(reason) => return Answer::Unknown(*reason),
        Ok(shown) => &shown.call,
    };
    let path = threat.path();
    match value_at(shown.arguments(), &path) {
        Some(value) if !context.finder.holds(used, shown.arguments()) => {
            context.finder.find_call(tool, &is(&path, value.clone()).and(used.clone()))
        }
        _ => Answer::Found(shown.clone()),
    }
}

/// One of these calls in which an argument opens more than its rules name.
fn find_more(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    found: &FoundRole<'_>,
) -> Answer<Call> {
    let path = found.leaf.path.outside_lists();
    let find = |value: Value| {
        let with = strangers::with_value(tool, found, value)?;
        Some(context.finder.find_call(tool, &with.and(calls.clone())))
    };
    let values = offered::opening(found).into_iter();
    let unnamed = values.filter(|value| !bounds::is_named(tool, &path, value));
    let answer = Answer::first_found(unnamed.filter_map(find));
    match answer {
        Answer::None if found.leaf.argument.values().is_none() => {
            strangers::find_call_at(context, tool, calls, found)
        }
        answer => answer,
    }
}

/// The members of which no schema speaks by which a call gives access, such as where a filter
/// forwards mail to.
fn of_members(context: &LintContext<'_>, tool: &Callable<'_>) -> Vec<(LeafPath, Answer<Call>)> {
    let effects = tool.effects();
    let given = effects.iter().filter(|found| found.effect == Effect::Grant);
    let members = given.filter_map(|found| match &found.when {
        When::Given(path) if tool.argument_at(&path.outside_lists()).is_none() => {
            let calls = crate::threat::calls_with(found, &effects);
            let asked = is(&path.outside_lists(), Value::from(STRANGER)).and(calls.clone());
            let call = match context.finder.find_call(tool, &asked) {
                Answer::None => context.finder.find_call(tool, &calls.and(stranger(tool, path))),
                call => call,
            };
            Some((path.clone(), call))
        }
        When::Given(_) | When::Always | When::OneOf(..) => None,
    });
    members.collect()
}

/// The calls in which such a member is a text that no rule requires.
fn stranger(tool: &Callable<'_>, path: &LeafPath) -> Formula {
    let path = path.outside_lists();
    let ruled = bounds::limiting(tool).iter().any(|test| test.path == path);
    if ruled { Formula::NEVER } else { Formula::exists(&path) }
}
