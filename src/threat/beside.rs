//! Roles that the tool and its other arguments give an argument.

use super::subject::has_word;
use crate::catalog::types::Kind;
use crate::risk::{Class, FoundRole, Role, has_any, quoted};
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

/// Names of what says which records a statement is about.
const CLAUSES: &[&str] = &["where", "filter", "condition", "criteria", "predicate", "clause"];

/// Names of members that hold the path of a file.
const PATHS: &[&str] = &["path", "file_path", "filePath", "filepath", "local_path", "localPath"];

/// Words of tools that make a link between files.
const LINKS: &[&str] = &["symlink", "symlinks", "hardlink", "symbolic"];

/// Names of where it is and what it leads to.
const LINKED: &[&str] =
    &["destination", "existing", "link", "original", "path", "source", "target", "to"];

/// Whom and what a call reaches.
const REACHED: &[Role] = &[Role::Url, Role::Host, Role::Mail, Role::Phone, Role::ChatRecipient];

/// Words for what is left out of it.
const LEAVING_OUT: &[&str] = &[
    "exclude",
    "excluded",
    "except",
    "ignore",
    "ignored",
    "omit",
    "skip",
    "block",
    "blocked",
    "blocklist",
    "blacklist",
    "denylist",
];

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
        Some(Role::Sql) if is_clause(found) => Some(Role::Filter),
        Some(Role::Url) if names_attachments(found) => Some(Role::Identity),
        None | Some(Role::Label | Role::Identity | Role::InsidePath) if is_linked(tool, found) => {
            Some(Role::LocalPath)
        }
        _ if holds_paths(found) => Some(Role::LocalPath),
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

/// Whether an argument says which addresses and people are left out, or which alone are searched:
/// no value of it reaches more.
pub(super) fn narrows(found: &FoundRole<'_>) -> bool {
    let is_among = |roles: &[Role]| found.answer.role().is_some_and(|role| roles.contains(&role));
    is_among(REACHED) && found.leaf.is_called(LEAVING_OUT)
        || is_among(&[Role::Host]) && found.leaf.is_called(&["include", "included"])
}

/// Things that are kept elsewhere, named by what the server knows of them: what an address of one
/// leads to isn't fetched.
fn names_attachments(found: &FoundRole<'_>) -> bool {
    let description = found.leaf.description.as_deref().unwrap_or_default();
    found.leaf.is_called(&["attachment"]) && has_word(description, &["id", "ids"])
}

/// A link between files, and the file that it leads to: `create_symlink.target`.
fn is_linked(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let leaf = &found.leaf;
    has_any(tool.name, LINKS)
        && leaf.is_called(LINKED)
        && leaf.argument.may_be(Kind::String)
        && leaf.argument.values().is_none()
}

/// A part of a statement that says which records are meant: `delete_records.where`.
fn is_clause(found: &FoundRole<'_>) -> bool {
    found.leaf.is_called_only(CLAUSES)
}

/// An object of which no schema names the members and whose description names the path of a file
/// among them: `send_mail.attachments[]`.
fn holds_paths(found: &FoundRole<'_>) -> bool {
    let argument = &found.leaf.argument;
    let names_path = || {
        let named = quoted(found.leaf.description.as_deref().unwrap_or_default());
        named.iter().any(|name| PATHS.contains(&name.as_str()))
    };
    argument.may_be(Kind::Object)
        && !argument.is_anything()
        && !argument.may_be(Kind::String)
        && argument.keys().is_empty()
        && names_path()
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
