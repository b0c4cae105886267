//! Roles that the tool and its other arguments give an argument.

use super::subject::has_word;
use crate::catalog::types::Kind;
use crate::risk::{FoundRole, Role};
use crate::witness::Callable;

/// What git's own commands compare or go to, where a tool is called after one of them.
const COMPARING: &[&str] =
    &["blame", "checkout", "diff", "log", "merge", "rebase", "reset", "revert", "show"];

/// Names of refs.
const REFS: &[&str] = &[
    "base",
    "branch",
    "commit",
    "from",
    "head",
    "range",
    "ref",
    "rev",
    "revision",
    "revisions",
    "revs",
    "sha",
    "since",
    "source",
    "target",
    "to",
];

/// Names of what is started without a shell.
const PROGRAMS: &[&str] = &["binary", "executable", "program"];

/// Names of what it is given.
const ARGUMENTS: &[&str] = &["args", "arguments", "argv", "parameters", "params"];

/// What an argument is beside the tool's name and its other arguments, where its definition alone
/// tells nothing or less.
pub(super) fn role(tool: &Callable<'_>, found: &FoundRole<'_>, own: Option<Role>) -> Option<Role> {
    match own {
        None | Some(Role::Identity | Role::Label | Role::LocalPath) if is_ref(tool, found) => {
            Some(Role::GitRef)
        }
        None | Some(Role::Label | Role::Content | Role::Filter) if is_argv(tool, found) => {
            Some(Role::Argv)
        }
        _ => None,
    }
}

/// `git_diff.source`, `git_log.rev_range`
fn is_ref(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    has_word(tool.name, &["git"])
        && has_word(tool.name, COMPARING)
        && leaf.argument.may_be(Kind::String)
        && !leaf.path.is_in_list()
        && leaf.is_called(REFS)
}

/// The list of texts beside a program: `spawn.parameters[]`.
fn is_argv(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let is_program = |other: &FoundRole<'_>| {
        other.answer.role() == Some(Role::Program) || other.leaf.is_called(PROGRAMS)
    };
    let mut all = tool.profile().map(|profile| profile.roles()).unwrap_or_default().iter();
    found.leaf.path.is_in_list() && found.leaf.is_called(ARGUMENTS) && all.any(is_program)
}
