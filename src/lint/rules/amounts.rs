//! Amounts of money: those that a policy names, whether a sum counts them, rules that bound them.

use std::collections::BTreeSet;

use super::caps;
use crate::catalog::types::Kind;
use crate::gateway::wraps;
use crate::lint::LintContext;
use crate::policy::Limit;
use crate::policy::condition::{Operator, Path, Test};
use crate::risk::{Amount, LeafPath};
use crate::syntax::argument_text;
use crate::witness::Callable;

/// What the policy itself says is an amount, whether the schema lists it or not: what a sum adds
/// up, and what has a cap.
pub(super) fn named_by_policy(tool: &Callable<'_>, known: &[Amount]) -> Vec<Amount> {
    let is_new = |path: &&Path| known.iter().all(|amount| amount.path != **path);
    let is_listed = |path: &Path| {
        tool.tool.is_none_or(|tool| tool.arguments().lookup(path).is_ok_and(|it| !it.is_anything()))
    };
    let summed = tool.limits().filter_map(|limit| limit.sum.as_ref());
    let is_cap = |test: &&Test| matches!(test.operator, Operator::Less(_) | Operator::AtMost(_));
    let capped = tool.tests().into_iter().filter(is_cap).map(|test| &test.path);
    let capped = capped.filter(|path| !is_listed(path) && caps::caps_call(tool, path));
    let paths: BTreeSet<_> = summed.chain(capped).filter(is_new).collect();
    let amount = |path: &Path| Amount { path: path.clone(), numeric: true, optional: true };
    paths.into_iter().map(amount).collect()
}

/// Whether a sum counts every call's amount: one that the counter can't hold adds nothing.
pub(super) fn is_summed(context: &LintContext<'_>, tool: &Callable<'_>, amount: &Amount) -> bool {
    let sums = tool.limits().filter(|limit| limit.sum.as_ref() == Some(&amount.path));
    let holds = |limit: &Limit| {
        let wrapping = wraps(&amount.path, limit.max);
        context.finder.find_call_of_rules(tool, &wrapping).is_none()
    };
    sums.into_iter().any(holds)
}

/// Which of the free amounts is to be bounded, where the others need not be given: the one that a
/// rule speaks of already, else the first, where no rule speaks of another amount.
pub(super) fn leading<'p>(
    tool: &Callable<'_>,
    amounts: &[Amount],
    free: &[&'p LeafPath],
) -> Option<&'p LeafPath> {
    let ruled = free.iter().find(|path| is_ruled(tool, &path.outside_lists()));
    let is_said = amounts.iter().any(|amount| is_ruled(tool, &amount.path));
    ruled.or_else(|| free.first().filter(|_| !is_said)).copied()
}

/// Whether rules say something of an amount.
fn is_ruled(tool: &Callable<'_>, path: &Path) -> bool {
    let says = |test: &&Test| test.path == *path && test.operator != Operator::Exists;
    tool.tests().iter().any(says)
}

/// A rule that bounds one call's amount; nothing where it is neither a number nor a string, or
/// stands in a list. What need not be given beside the first one is left out.
pub(super) fn cap(tool: &Callable<'_>, path: &LeafPath, is_first: bool) -> Option<String> {
    if path.is_in_list() {
        return None;
    }
    let path = path.outside_lists();
    if !is_first && tool.may_lack(&path) {
        return Some(format!("require {} missing", argument_text(&path)));
    }
    let lookup = tool.tool?.arguments().lookup(&path).ok()?;
    let argument = argument_text(&path);
    if lookup.may_be(Kind::Number) {
        return Some(format!("require {argument} >= 1 and {argument} <= 100"));
    }
    let is_string = lookup.may_be(Kind::String);
    is_string.then(|| format!(r"require {argument} matches /^[1-9][0-9]{{0,2}}(\.[0-9]{{2}})?$/"))
}

/// A rule that keeps a switch off with which all is moved.
pub(super) fn off(tool: &Callable<'_>, path: &Path) -> String {
    let argument = argument_text(path);
    match tool.may_lack(path) {
        true => format!("require {argument} missing"),
        false => format!("require {argument} == false"),
    }
}

/// A rule that bounds a window's amounts: their sum, or where there is none the number of calls.
pub(super) fn limit(amounts: &[Amount]) -> String {
    match amounts {
        [amount] if amount.numeric => {
            format!("limit {} to 1000 per day", argument_text(&amount.path))
        }
        _ => "limit 10 per day".to_owned(),
    }
}

/// Beside the free amounts, rules that bound those which the schema alone bounds: all that a
/// percentage can be is the whole.
pub(super) fn other_caps(
    tool: &Callable<'_>,
    amounts: &[Amount],
    free: &[&LeafPath],
) -> Vec<String> {
    let is_free = |amount: &&Amount| free.iter().any(|path| path.outside_lists() == amount.path);
    let is_capped = |path: &Path| caps::caps_call(tool, path) || caps::caps_numbers(tool, path);
    let is_open = |amount: &&Amount| {
        amount.numeric && !is_capped(&amount.path) && !is_ruled(tool, &amount.path)
    };
    let cap = |amount: &Amount| {
        let argument = argument_text(&amount.path);
        match amount.optional {
            true => format!("require {argument} missing"),
            false => format!("require {argument} <= 10"),
        }
    };
    match free {
        [] => Vec::new(),
        _ => amounts.iter().filter(|it| !is_free(it)).filter(is_open).map(cap).collect(),
    }
}
