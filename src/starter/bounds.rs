//! What the arguments of a tool may be where their roles say that they can do harm.

use std::collections::BTreeMap;

use super::forms::{self, Form};
use super::line::Line;
use super::narrow::{sample, switch};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, Tool};
use crate::risk::{FoundRole, Profile, Role, RoleAnswer};

/// The bounds of a tool's arguments.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    /// One rule an argument, in the order of their names.
    pub lines: Vec<Line>,
    /// The arguments that a call must give and that no rule bounds.
    pub without: Vec<Vec<String>>,
}

/// The bounds of a tool beside the rules `known`; `only_reads` says whether the calls that these
/// let through only read.
pub(super) fn of(profile: &Profile<'_>, known: Vec<Line>, only_reads: bool) -> Bounds {
    let mut lines: BTreeMap<Vec<String>, Line> = BTreeMap::new();
    let mut without = Vec::new();
    let is_known = |path: &[String]| known.iter().any(|line| path.starts_with(&line.path));
    for found in profile.roles().iter().filter(|found| needs_bound(found, only_reads)) {
        let path = found.leaf.path.outside_lists();
        if is_known(&path) {
            continue;
        }
        match bound(found, profile.tool(), &path) {
            Some(line) => put(&mut lines, line),
            None => without.push(path),
        }
    }
    lines.extend(known.into_iter().map(|line| (line.path.clone(), line)));
    without.dedup();
    Bounds { lines: outermost(lines), without }
}

/// Adds a rule; of two about one argument the stricter stays.
fn put(lines: &mut BTreeMap<Vec<String>, Line>, line: Line) {
    match lines.get_mut(&line.path) {
        None => drop(lines.insert(line.path.clone(), line)),
        Some(known) if line.is_missing() && known.is_missing() => known.is_sure &= line.is_sure,
        Some(known) if line.is_missing() || !known.is_missing() && !line.is_sure => *known = line,
        Some(_) => {}
    }
}

/// The rules without those about parts of what can't be given.
fn outermost(lines: BTreeMap<Vec<String>, Line>) -> Vec<Line> {
    let absent: Vec<_> =
        lines.values().filter(|line| line.is_missing()).map(|line| line.path.clone()).collect();
    let is_part = |path: &[String]| {
        absent.iter().any(|outer| path.len() > outer.len() && path.starts_with(outer))
    };
    lines.into_values().filter(|line| !is_part(&line.path)).collect()
}

/// Whether an argument needs a bound. Of a tool that only reads, whom or what it names harms nobody,
/// what it runs and where it reaches does; a text of which nobody knows what it is may be anything.
fn needs_bound(found: &FoundRole<'_>, only_reads: bool) -> bool {
    let is_listed = found.leaf.argument.values().is_some();
    let role = match found.answer {
        RoleAnswer::Is(role) => role,
        RoleAnswer::Harmless => return false,
        RoleAnswer::Unsure => {
            return !only_reads && !is_listed && found.leaf.argument.may_be(Kind::String);
        }
    };
    let counts = match role {
        Role::Mail
        | Role::ChatRecipient
        | Role::Phone
        | Role::Payee
        | Role::Grantee
        | Role::Permission
        | Role::AmountOut
        | Role::Secret
        | Role::WideningFlag
        | Role::UndoSwitch
        | Role::NetworkRange
        | Role::Image => !only_reads,
        role => role.is_dangerous(),
    };
    counts && (!is_listed || role == Role::Permission || is_switch(role))
}

/// Whether values of a role switch something on or off.
fn is_switch(role: Role) -> bool {
    matches!(role, Role::WideningFlag | Role::UndoSwitch | Role::ProtectionSwitch)
}

/// Whether a tool is there for an argument of this role: without it nothing is run, and the amount
/// is the server's.
fn is_essential(role: Role) -> bool {
    is_run(role) || matches!(role, Role::AmountOut | Role::Payee)
}

/// Whether arguments of this role are run.
fn is_run(role: Role) -> bool {
    matches!(
        role,
        Role::CommandLine
            | Role::Program
            | Role::Argv
            | Role::Code
            | Role::Sql
            | Role::DatabaseProgram
            | Role::Operation
            | Role::ToolName
            | Role::ToolArguments
    )
}

/// The rule about an argument; `None` where none bounds it and a call must give it, or would do
/// nothing without it.
fn bound(found: &FoundRole<'_>, tool: &Tool, path: &[String]) -> Option<Line> {
    let argument = &found.leaf.argument;
    let role = found.answer.role();
    if found.leaf.path.is_unnamed() || path.iter().any(|key| key.contains('.')) {
        return None;
    }
    if found.leaf.path.is_in_list() {
        return absent(&tool.arguments().lookup(path).ok()?, role, path);
    }
    let is_optional = argument.is_optional();
    let has_parts = argument.may_be(Kind::Array) || argument.may_be(Kind::Object);
    let form = if is_optional && has_parts { Form::Absent } else { forms::of(found) };
    match form {
        Form::OneOf(test) | Form::Test(test) if !is_optional || role.is_some_and(is_essential) => {
            Some(Line::example(path, &test, false))
        }
        Form::OneOf(test) => Some(Line::example(path, &test, true)),
        Form::Not(bad) => Some(switch(tool, path, argument, bad).sure()),
        Form::Absent if role.is_some_and(is_run) && !has_parts => None,
        // Lists and objects pass `missing or` before a test that isn't for single values.
        Form::Test(_) | Form::Absent => absent(argument, role, path),
    }
}

/// The rule that an argument isn't given, where it need not be.
fn absent(argument: &Argument<'_>, role: Option<Role>, path: &[String]) -> Option<Line> {
    let is_telling =
        |role: Role| is_essential(role) || matches!(role, Role::Secret | Role::Environment);
    match (argument.is_optional(), role) {
        (true, Some(role)) if is_telling(role) => Some(Line::missing(path, sample(argument))),
        (true, _) => Some(Line::missing(path, sample(argument)).sure()),
        (false, None) => Some(Line::unknown(path)),
        (false, Some(_)) => None,
    }
}
