//! What `accept` takes out of the linter's findings: every waiver must be covered by those that
//! were there.

use std::sync::Arc;

use super::{Check, Checks, How, Weakened, open_terms};
use crate::policy::{Tools, Waiver};
use crate::strings::tick;
use crate::syntax::ast::{Selector, Statement};

pub(super) fn weakened(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    new.policy.waivers.iter().filter_map(|waiver| of_waiver(waiver, old, new)).collect()
}

fn of_waiver(waiver: &Waiver, old: Checks<'_>, new: Checks<'_>) -> Option<Weakened> {
    let lint = &waiver.lint.node;
    let of_lint = old.policy.waivers.iter().filter(|known| known.lint.node == *lint);
    let known: Vec<&Waiver> = of_lint.collect();
    let place = |it: &Waiver| old.site(it.span);
    let told = |how, message: String, before: Option<&Waiver>| {
        let weakened = Weakened::new(Check::Waiver, how, lint, message);
        Some(weakened.at(before.and_then(place), new.site(waiver.span)))
    };
    let statement = tick(&new.text(waiver.span));
    if known.is_empty() {
        return told(How::Added, format!("{statement} is new"), None);
    }
    let covering: Vec<&Waiver> =
        known.iter().copied().filter(|known| covers_some(known, waiver)).collect();
    let Some(first) = covering.first().copied() else {
        return told(How::Added, format!("{statement} is new"), None);
    };
    if let Some(tool) = more(waiver, &covering, (old, new)) {
        return told(
            How::Widened,
            format!("{statement} covers more: {}", tick(&tool)),
            Some(first),
        );
    }
    let lasting: Vec<&Waiver> =
        covering.iter().copied().filter(|known| lasts_as_long(known, waiver)).collect();
    if more(waiver, &lasting, (old, new)).is_some() {
        let until = match &waiver.until {
            Some(until) => format!("until {}", until.node),
            None => "with no last day".to_owned(),
        };
        return told(How::Widened, format!("{statement} stands longer, {until}"), Some(first));
    }
    let is_blank = |it: &Waiver| it.because.trim().is_empty();
    let reason_is_gone = is_blank(waiver) && !covering.iter().any(|known| is_blank(known));
    reason_is_gone
        .then(|| told(How::Widened, format!("{statement} no longer says why"), Some(first)))?
}

/// Whether a waiver covers anything that another one does.
fn covers_some(known: &Waiver, waiver: &Waiver) -> bool {
    match (&known.tools, &waiver.tools) {
        (None | Some((Tools::Every, _)), _) | (_, None | Some((Tools::Every, _))) => true,
        (Some((Tools::Named(known), _)), Some((Tools::Named(names), _))) => {
            names.iter().any(|(name, _)| known.iter().any(|(tool, _)| tool == name))
        }
    }
}

fn lasts_as_long(known: &Waiver, waiver: &Waiver) -> bool {
    match (&known.until, &waiver.until) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(known), Some(until)) => until.node <= known.node,
    }
}

/// What a waiver covers that some known ones don't cover together.
fn more(
    waiver: &Waiver,
    known: &[&Waiver],
    (old, new): (Checks<'_>, Checks<'_>),
) -> Option<String> {
    let for_all = known.iter().any(|known| known.tools.is_none());
    let every = || known.iter().any(|it| matches!(it.tools, Some((Tools::Every, _))));
    match &waiver.tools {
        _ if for_all => None,
        None => Some("every tool, and the policy as a whole".to_owned()),
        Some(_) if every() => None,
        Some((Tools::Every, _)) => Some("every tool".to_owned()),
        Some((Tools::Named(names), _)) => {
            let is_known = |name: &Arc<str>| known.iter().any(|known| names_tool(known, name));
            let name = names.iter().map(|(name, _)| name).find(|name| !is_known(name));
            let later = || later_tools(waiver, known, (old, new));
            name.map(ToString::to_string).or_else(later)
        }
    }
}

fn names_tool(waiver: &Waiver, name: &str) -> bool {
    match &waiver.tools {
        Some((Tools::Named(names), _)) => names.iter().any(|(tool, _)| **tool == *name),
        None | Some((Tools::Every, _)) => true,
    }
}

/// A term that covers the same tools today, and later ones.
fn later_tools(
    waiver: &Waiver,
    known: &[&Waiver],
    (old, new): (Checks<'_>, Checks<'_>),
) -> Option<String> {
    let before: Vec<&Selector> = known.iter().filter_map(|it| selector(it, old)).collect();
    open_terms::lost((new, selector(waiver, new)?), (old, &before))
}

/// The tools of a waiver, as they are written.
fn selector<'c>(waiver: &Waiver, side: Checks<'c>) -> Option<&'c Selector> {
    match side.statement(waiver.span)? {
        Statement::Accept { selector, .. } => selector.as_ref(),
        _ => None,
    }
}
