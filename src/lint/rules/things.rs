//! What arguments of several tools are about, so that they can be compared whatever they are called.

use std::collections::BTreeMap;

use crate::lint::LintContext;
use crate::policy::condition::Test;
use crate::risk::{Effect, FoundRole, Profile, Role, RoleAnswer, scope_of};
use crate::witness::Callable;

use super::bounds;

/// What an argument says of where a tool acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// By its role alone: `path` and `file_path`.
    Role(Role),
    /// By its name, without the words that change nothing: `project` and `projectId`.
    Named(String),
}

/// Who gets a message, however it is sent.
pub(super) const RECIPIENTS: &[Role] = &[Role::Mail, Role::Phone, Role::ChatRecipient];

/// Roles of which two arguments say the same, whatever they are called.
const ALIKE: &[Role] = &[
    Role::LocalPath,
    Role::InsidePath,
    Role::ObjectKey,
    Role::Url,
    Role::Host,
    Role::Mail,
    Role::Phone,
    Role::ChatRecipient,
    Role::Payee,
];

/// Roles by whose name arguments are compared.
const NAMED: &[Role] = &[Role::Owner, Role::Identity, Role::GitRef, Role::Label];

impl Thing {
    /// `None` for an argument that says nothing of it.
    pub(super) fn of(found: &FoundRole<'_>) -> Option<Self> {
        let role = found.answer.role();
        if let Some(role) = role.filter(|role| ALIKE.contains(role)) {
            return Some(Self::Role(role));
        }
        let is_named = match role {
            Some(role) => NAMED.contains(&role),
            None => found.answer == RoleAnswer::Unsure,
        };
        let name = found.leaf.path.names().next_back().filter(|_| is_named)?;
        scope_of(name).map(Self::Named)
    }
}

/// The arguments of a tool by what they are about. What a tool that sends nothing holds of
/// recipients reaches nobody.
pub(super) fn of_tool<'t>(tool: &'t Callable<'_>) -> BTreeMap<Thing, Vec<&'t FoundRole<'t>>> {
    let mut things: BTreeMap<Thing, Vec<&FoundRole<'_>>> = BTreeMap::new();
    let Some(profile) = tool.profile() else { return things };
    let reaches = reaches_people(profile);
    for found in profile.roles() {
        let is_idle =
            found.answer.role().is_some_and(|role| RECIPIENTS.contains(&role)) && !reaches;
        if let Some(thing) = Thing::of(found).filter(|_| !is_idle) {
            things.entry(thing).or_default().push(found);
        }
    }
    things
}

/// Whether somebody gets what a call writes.
pub(super) fn reaches_people(profile: &Profile<'_>) -> bool {
    let sends = |effect| matches!(effect, Effect::Send | Effect::Grant);
    !profile.only_drafts()
        && (profile.effects().iter().any(|found| sends(found.effect))
            || !profile.sends_out().is_empty())
}

/// The first test of an argument that lets only some values through.
pub(super) fn test_of<'a>(tool: &Callable<'a>, found: &FoundRole<'_>) -> Option<&'a Test> {
    let path = found.leaf.path.outside_lists();
    bounds::limiting(tool).into_iter().find(|test| test.path == path)
}

/// Whether no stranger's value passes there.
pub(super) fn is_bounded(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
) -> bool {
    test_of(tool, found).is_some_and(|test| bounds_it(context, tool, test))
}

/// Whether what a condition is about is bounded.
pub(super) fn bounds_it(context: &LintContext<'_>, tool: &Callable<'_>, test: &Test) -> bool {
    bounds::is_bounded(context, tool, &test.path)
}
