//! What arguments of several tools are about, so that they can be compared whatever they are called.

use std::collections::BTreeMap;

use crate::lint::LintContext;
use crate::policy::condition::Test;
use crate::risk::{Class, Effect, FoundRole, Profile, Role, RoleAnswer, When, has_any, scope_of};
use crate::threat;
use crate::witness::Callable;

use super::bounds;

/// What an argument says of where a tool acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// By its role alone: `path` and `file_path`.
    Role(Role),
    /// By its name, without the words that change nothing: `project` and `projectId`.
    Named(String),
    /// A key, by what holds the things that have one: `bucket`, `namespace`; empty where no argument
    /// says it.
    KeyIn(String),
    /// Who gets access, which isn't who gets a message.
    Access,
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

/// Words for who may do what: what they hold is no place.
const GRANTS: &[&str] = &["permission", "share", "grant", "acl"];

/// Words for what is read and stays as it is.
const SOURCES: &[&str] =
    &["source", "from", "head", "base", "parent", "old", "commit", "sha", "revision"];

/// What a ref names that is called `name`; a `ref` beside it is what it is made of.
const BRANCH: &str = "branch";

/// Words for a merge that is only asked for: the branch that it goes to stays as it is.
const REQUESTS: &[&str] = &["request", "pr", "mr"];

/// Words for what people read: a place in it is only pointed at.
const REMARKS: &[&str] = &["comment", "note", "annotation", "image", "icon", "avatar", "logo"];

/// What holds things by their keys.
const STORES: &[&str] = &["bucket", "namespace", "collection", "table", "database"];

impl Thing {
    /// `None` for an argument that says nothing of it.
    pub(super) fn of(tool: &Callable<'_>, found: &FoundRole<'_>) -> Option<Self> {
        let role = threat::role_of(tool, found);
        if is_label(found) || is_of_grant(found) || stays(tool, found) || is_shown(found) {
            return None;
        }
        if let Some(role) = role.filter(|role| ALIKE.contains(role)) {
            return Some(Self::Role(role));
        }
        let is_named = match role {
            Some(role) => NAMED.contains(&role),
            None => found.answer == RoleAnswer::Unsure,
        };
        let name = found.leaf.path.names().next_back().filter(|_| is_named)?;
        let is_ref = || role == Some(Role::GitRef) && has_any(name, &["name"]);
        let own = || is_ref().then(|| BRANCH.to_owned());
        scope_of(name).or_else(own).map(Self::Named)
    }
}

/// Whether it names a file without saying where it is.
pub(super) fn is_label(found: &FoundRole<'_>) -> bool {
    let name = found.leaf.path.names().next_back().unwrap_or_default();
    let name = name.to_lowercase().replace(['_', '-'], "");
    matches!(name.as_str(), "filename" | "foldername")
}

/// Whether it says where a remark or a picture belongs: nothing is done there.
fn is_shown(found: &FoundRole<'_>) -> bool {
    let mut names: Vec<_> = found.leaf.path.names().collect();
    let own = names.pop().unwrap_or_default();
    let is_picture = found.answer.role() == Some(Role::Url) && has_any(own, REMARKS);
    is_picture || names.iter().any(|name| has_any(name, REMARKS))
}

/// Whether it says who or what gets access, not where the tool acts.
fn is_of_grant(found: &FoundRole<'_>) -> bool {
    let mut names: Vec<_> = found.leaf.path.names().collect();
    let own = names.pop().unwrap_or_default();
    names.iter().any(|name| has_any(name, GRANTS))
        || has_any(own, &["owner"]) && is_recipient(found)
}

/// Whether it is a branch or tag that a call leaves as it is: something is made of it, or a merge
/// into it only asked for.
pub(super) fn stays(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let name = found.leaf.path.names().next_back().unwrap_or_default();
    let is_proposed = || has_any(name, &["target"]) && has_any(tool.name, REQUESTS);
    threat::role_of(tool, found) == Some(Role::GitRef) && (has_any(name, SOURCES) || is_proposed())
}

fn is_recipient(found: &FoundRole<'_>) -> bool {
    found.answer.role().is_some_and(|role| RECIPIENTS.contains(&role))
}

/// Whether it is what a new thing will be called: `folder_name` of `create_folder`.
fn names_new_thing(tool: &Callable<'_>, profile: &Profile<'_>, found: &FoundRole<'_>) -> bool {
    let name = found.leaf.path.names().next_back().unwrap_or_default();
    let creates = || profile.effects().iter().any(|found| found.effect == Effect::Create);
    let is_its_own = |thing: String| has_any(tool.name, &[thing.as_str()]);
    has_any(name, &["name"]) && creates() && scope_of(name).is_some_and(is_its_own)
}

/// What holds the things that a tool's keys are of.
fn store(profile: &Profile<'_>) -> String {
    let names = profile.roles().iter().filter_map(|found| found.leaf.path.names().next_back());
    let mut held_in = names.filter_map(scope_of).filter(|name| STORES.contains(&name.as_str()));
    held_in.next().unwrap_or_default()
}

/// The arguments of a tool by what they are about. What a tool that sends nothing holds of
/// recipients reaches nobody, and what a new thing is called is nowhere else.
pub(super) fn of_tool<'t>(tool: &'t Callable<'_>) -> BTreeMap<Thing, Vec<&'t FoundRole<'t>>> {
    let mut things: BTreeMap<Thing, Vec<&FoundRole<'_>>> = BTreeMap::new();
    let Some(profile) = tool.profile() else { return things };
    let (sends, grants) = (sends(profile), grants(profile));
    for found in profile.roles() {
        let is_somebody = is_recipient(found);
        let is_idle = is_somebody && !sends && !grants || names_new_thing(tool, profile, found);
        let thing = match Thing::of(tool, found).filter(|_| !is_idle) {
            Some(Thing::Role(_)) if is_somebody && grants => Thing::Access,
            Some(Thing::Role(Role::ObjectKey)) => Thing::KeyIn(store(profile)),
            Some(thing) => thing,
            None => continue,
        };
        things.entry(thing).or_default().push(found);
    }
    things
}

/// Whether somebody gets a message by a call.
fn sends(profile: &Profile<'_>) -> bool {
    let sends = || profile.effects().iter().any(|found| found.effect == Effect::Send);
    !profile.only_drafts() && (sends() || !profile.sends_out().is_empty())
}

/// Whether calls give access, whatever else they are given.
fn grants(profile: &Profile<'_>) -> bool {
    let mut effects = profile.effects().iter();
    effects.any(|it| it.effect == Effect::Grant && !matches!(it.when, When::Given(_)))
}

/// Whether calls delete, and change nothing else.
pub(super) fn only_deletes(tool: &Callable<'_>) -> bool {
    let effects = tool.effects();
    let mut changes = effects.iter().filter(|it| it.effect.class() > Class::Read).peekable();
    changes.peek().is_some() && changes.all(|it| it.effect == Effect::Delete)
}

/// Whether calls change what their arguments name: a program that the database runs names by itself
/// what it writes.
pub(super) fn changes(tool: &Callable<'_>) -> bool {
    let effects = tool.effects();
    let mut effects = effects.iter().map(|found| found.effect);
    let is_program = |found: &FoundRole<'_>| found.answer.role() == Some(Role::DatabaseProgram);
    let roles = tool.profile().map(Profile::roles).unwrap_or_default();
    let by_program = roles.iter().any(is_program)
        && effects.all(|it| it == Effect::Execute || it.class() == Class::Read);
    tool.is_at_least(Class::Write) && !by_program
}

/// Whether somebody gets what a call writes.
pub(super) fn reaches_people(profile: &Profile<'_>) -> bool {
    let grants = || profile.effects().iter().any(|found| found.effect == Effect::Grant);
    sends(profile) || !profile.only_drafts() && grants()
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
