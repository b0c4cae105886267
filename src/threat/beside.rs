//! Roles that the tool and its other arguments give an argument.

use super::subject::has_word;
use crate::catalog::types::Kind;
use crate::risk::{Class, FoundRole, Role};
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

/// Last words of names of what a command is given besides.
const OPTIONS: &[&str] = &["arg", "argument", "argv", "flag", "option", "opt", "switches"];

/// Words before them that say that it is given to a program, whatever the tool is.
pub(super) const MORE: &[&str] = &["extra", "additional", "cli", "compiler", "passthrough"];

/// Names of what reads a script.
const INTERPRETERS: &[&str] = &["interpreter", "shell"];

/// What is run, and given more.
const COMMANDS: &[Role] = &[Role::CommandLine, Role::Program];

/// What is read by a program.
const SCRIPTS: &[Role] = &[Role::CommandLine, Role::Program, Role::Code];

/// Words for a message with all its headers.
const MESSAGES: &[&str] = &["raw", "mime", "rfc822", "rfc2822", "eml"];

/// Words that may stand beside them.
const MAIL: &[&str] = &["message", "email", "mail", "content", "data", "base64"];

/// Who gets a message.
const RECIPIENTS: &[Role] = &[Role::Mail];

/// Words for what a request says before its body.
const HEADERS: &[&str] = &["header", "http", "request", "extra", "custom", "additional"];

/// What says to which machine a request goes.
const ADDRESSES: &[Role] = &[Role::Url, Role::Host];

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
        _ if is_options(tool, found) => Some(Role::Argv),
        None if is_interpreter(tool, found) => Some(Role::Program),
        Some(Role::Argv) => None,
        _ if is_message(tool, found) || is_headers(tool, found) || is_open_options(tool, found) => {
            Some(Role::Content)
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

/// What a command is given besides, as a text or a list of texts: `run_tests.extra_args`,
/// `exec.options`.
fn is_options(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    let is_text = leaf.argument.may_be(Kind::String) && leaf.argument.values().is_none();
    let is_more = || leaf.is_called(MORE) && tool.is_at_least(Class::Write);
    is_text && leaf.is_called_last(OPTIONS) && (has_beside(tool, found, COMMANDS) || is_more())
}

/// How a command is run, in an object of any shape: `exec.options`.
pub(super) fn is_open_options(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let argument = &found.leaf.argument;
    found.leaf.is_called_last(OPTIONS)
        && argument.may_be(Kind::Object)
        && !argument.may_be(Kind::String)
        && argument.keys().is_empty()
        && has_beside(tool, found, COMMANDS)
}

/// `run_script.interpreter`
fn is_interpreter(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    leaf.is_called(INTERPRETERS)
        && leaf.argument.may_be(Kind::String)
        && leaf.argument.values().is_none()
        && has_beside(tool, found, SCRIPTS)
}

/// A whole message beside its recipients: `send_mail.raw`.
pub(super) fn is_message(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    found.leaf.is_called(MESSAGES)
        && found.leaf.is_called_only(&[MESSAGES, MAIL].concat())
        && found.leaf.argument.may_be(Kind::String)
        && has_beside(tool, found, RECIPIENTS)
}

/// What else a request says beside its address: `fetch.headers`.
pub(super) fn is_headers(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    let may_hold = [Kind::Object, Kind::String].iter().any(|kind| leaf.argument.may_be(*kind));
    may_hold
        && leaf.is_called(&["header"])
        && leaf.is_called_only(HEADERS)
        && has_beside(tool, found, ADDRESSES)
}

/// Whether the tool has another argument with one of these roles.
fn has_beside(tool: &Callable<'_>, found: &FoundRole<'_>, roles: &[Role]) -> bool {
    let mut all = tool.profile().map(|profile| profile.roles()).unwrap_or_default().iter();
    let has = |other: &FoundRole<'_>| other.answer.role().is_some_and(|role| roles.contains(&role));
    all.any(|other| other.leaf.path != found.leaf.path && has(other))
}
