//! Arguments of which no rule speaks, and that say what is destroyed all the same: another key of the
//! thing, where the one that rules name may be left out, and what a backup is put over.

use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Test};
use crate::risk::{FoundRole, Role, has_any};
use crate::witness::Callable;

use super::{bounds, strangers, things};

/// Words for what tells a thing from others.
const KEYS: &[&str] = &[
    "id",
    "gid",
    "uuid",
    "key",
    "name",
    "slug",
    "handle",
    "email",
    "username",
    "login",
    "number",
    "identifier",
    "reference",
];

/// Roles of keys, where anything tells what they are.
const NAMING: &[Role] = &[Role::Identity, Role::Label, Role::Mail];

/// Roles of what something is put over.
const PLACES: &[Role] = &[Role::Identity, Role::Label, Role::Owner];

/// Words of tools that put something over what is there.
const RESTORING: &[&str] = &["restore", "recover", "import", "reimport"];

/// Words for what they put there, and for what is new.
const RESTORED: &[&str] = &[
    "backup",
    "snapshot",
    "dump",
    "archive",
    "source",
    "from",
    "version",
    "revision",
    "checkpoint",
    "point",
    "time",
    "new",
    "export",
];

/// A call in which such an argument is a stranger's.
pub(super) fn find<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let free = roles.iter().filter(|found| is_free(tool, found));
    Answer::first_found(free.filter_map(|found| {
        let calls = calls.clone().and(naming_by(tool, found)?);
        let call = strangers::find_call_at(context, tool, &calls, found);
        Some(call.map(|call| (found, call)))
    }))
}

/// Whether it is a text of which no rule speaks.
fn is_free(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    leaf.argument.may_be(Kind::String)
        && leaf.argument.values().is_none()
        && !leaf.path.is_in_list()
        && things::test_of(tool, found).is_none()
}

/// The calls in which it is the argument that says what is destroyed; `None` where it never is.
fn naming_by(tool: &Callable<'_>, found: &FoundRole<'_>) -> Option<Formula> {
    let is_among = |roles: &[Role]| found.answer.role().is_none_or(|role| roles.contains(&role));
    if has_any(tool.name, RESTORING) {
        let is_place = is_among(PLACES) && !found.leaf.is_called(RESTORED);
        return (is_place && only_rules_what_is_restored(tool)).then_some(Formula::ALWAYS);
    }
    (is_among(NAMING) && found.leaf.is_called(KEYS)).then(|| without_ruled_keys(tool)).flatten()
}

/// Whether the rules speak of what is put there, and of nothing else that is named.
fn only_rules_what_is_restored(tool: &Callable<'_>) -> bool {
    let mut ruled = ruled(tool).peekable();
    ruled.peek().is_some() && ruled.all(|found| found.leaf.is_called(RESTORED))
}

/// The calls that leave out every key that rules name; `None` where there is none.
fn without_ruled_keys(tool: &Callable<'_>) -> Option<Formula> {
    let is_key = |found: &&FoundRole<'_>| {
        found.leaf.is_called(KEYS) && tool.may_lack(&found.leaf.path.outside_lists())
    };
    let keys: Vec<_> = ruled(tool).filter(is_key).collect();
    let without = |found: &&FoundRole<'_>| !Formula::exists(&found.leaf.path.outside_lists());
    (!keys.is_empty()).then(|| Formula::All(keys.iter().map(without).collect()))
}

/// The arguments of which some rule says what they may be.
fn ruled<'t>(tool: &'t Callable<'_>) -> impl Iterator<Item = &'t FoundRole<'t>> {
    let says_what = |test: &&&Test| test.operator != Operator::Missing;
    let paths: Vec<_> =
        bounds::limiting(tool).iter().filter(says_what).map(|test| test.path.clone()).collect();
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    roles.iter().filter(move |found| paths.contains(&found.leaf.path.outside_lists()))
}
