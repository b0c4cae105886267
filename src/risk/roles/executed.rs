//! The argument that carries what a tool runs, where the tool's own words say that it runs code or
//! commands and no argument says that it is what is run: the `source` of `run_code`, the `input` of
//! `shell`.

use super::role::Role;
use super::runs::{Run, is_code};
use super::signs::{self, Signs, WORDS};
use super::{FoundRole, RoleAnswer, phrase};
use crate::risk::effects::{Effect, When};
use crate::risk::evidence::Evidence;
use crate::risk::lexicon::arguments::{CARRYING, SURELY_CARRYING};
use crate::risk::profile::Profile;

/// Names that say only that something is named.
const NAMING: &[&str] = &["id", "name", "slug", "uuid", "identifier", "alia"];

/// What is said of an argument that what is run is given, or that names it.
const GIVEN: &str = "passed_to pass_to standard_input stdin input_for input_to argument_for name_of \
          id_of path_to path_of identifier filename prompt question natural_language";

/// Gives the argument that carries what the tool runs its role, where no argument has such a one.
pub(super) fn add(found: &mut [FoundRole<'_>], profile: &Profile<'_>) {
    let runs =
        |own: &crate::risk::FoundEffect| own.effect == Effect::Execute && own.when == When::Always;
    if !profile.effects().iter().any(runs) || found.iter().any(|found| is_told(found.answer)) {
        return;
    }
    let Some(run) = Run::of(profile) else { return };
    let Some((name, at)) = likeliest(found, &run) else { return };
    if let Some(found) = found.get_mut(at) {
        let is_line = name.is_some_and(|name| ["cmdline", "line"].contains(&name));
        let role = if is_line && run.role == Role::Code { Role::CommandLine } else { run.role };
        found.answer = RoleAnswer::Is(role);
        found.evidence = vec![Evidence::Tool(run.word)];
    }
}

/// Whether an argument tells itself what is run.
fn is_told(answer: RoleAnswer) -> bool {
    let named = [Role::ToolName, Role::Operation, Role::QueryReadOnly];
    let told = |role: Role| (role.is_run() && role != Role::Image) || named.contains(&role);
    answer.role().is_some_and(told)
}

/// The one likeliest argument: the word of its name that tells, and its place.
fn likeliest(found: &[FoundRole<'_>], run: &Run) -> Option<(Option<&'static str>, usize)> {
    let chosen = found.iter().any(is_choosing);
    let rank = |(at, found): (usize, &FoundRole<'_>)| {
        let rank = rank(found, run)?;
        (rank < SURELY_CARRYING || !chosen).then_some((rank, at))
    };
    let mut ranks: Vec<_> = found.iter().enumerate().filter_map(rank).collect();
    ranks.sort_unstable();
    match ranks.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(rank, at), ..] => Some((CARRYING.get(*rank).copied(), *at)),
        [] => None,
    }
}

/// Whether an argument may name what is run, so that others are what that is given.
fn is_choosing(found: &FoundRole<'_>) -> bool {
    let signs = Signs::of(&found.leaf);
    let is_bare = signs.name.iter().all(|word| NAMING.contains(&word.as_str()));
    let of_code = signs.naming().is_some() && signs.noun().is_some_and(|noun| is_code(noun));
    let lies = [Role::LocalPath, Role::InsidePath, Role::Url, Role::ObjectKey];
    is_bare || of_code || found.answer.role().is_some_and(|role| lies.contains(&role))
}

/// How far down among the likely names an argument stands that may carry what is run.
fn rank(found: &FoundRole<'_>, run: &Run) -> Option<usize> {
    let signs = Signs::of(&found.leaf);
    let is_text = signs.kinds & WORDS != 0 && signs.kinds & signs::CHOICE == 0;
    if !is_text || phrase::has(&signs.said, GIVEN) {
        return None;
    }
    let last = signs.name.last()?;
    let listed = CARRYING.iter().position(|name| name == last);
    let alone = signs.name.len() == 1;
    match (found.answer, listed) {
        (RoleAnswer::Unsure, None) if run.named => Some(CARRYING.len()),
        (RoleAnswer::Unsure | RoleAnswer::Is(Role::Content), rank) => rank,
        (RoleAnswer::Is(Role::Identity | Role::Filter | Role::Label), rank) if alone => rank,
        (RoleAnswer::Harmless, rank) if alone => rank,
        _ => None,
    }
}
