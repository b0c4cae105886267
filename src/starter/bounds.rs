//! Rules to fill in: what the dangerous arguments of a tool may be.

use crate::catalog::Tool;
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::risk::{Effect, FoundEffect, FoundRole, Profile, Role, RoleAnswer, When};
use crate::syntax::{argument_text, string_text};

/// How many values of an argument are written out.
const MAX_VALUES: usize = 6;

/// A rule for each argument of a tool that can do harm, but for `apart`, with examples to replace.
/// Empty where none can.
pub(super) fn of(profile: &Profile<'_>, apart: Option<&str>) -> Vec<String> {
    let only_reads = profile.effects().iter().all(|found| reads(found.effect));
    let mut rules = Vec::new();
    for found in profile.roles() {
        let names_apart = apart.is_some_and(|name| found.leaf.path.names().eq([name]));
        if names_apart || !needs_bound(found, only_reads) {
            continue;
        }
        let rule = rule(found, profile.tool());
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules.extend(profile.effects().iter().filter_map(without));
    rules.dedup();
    rules
}

/// The rule by which a call doesn't have an effect that an argument brings with it.
fn without(found: &FoundEffect) -> Option<String> {
    let When::Given(path) = &found.when else { return None };
    let is_harmless = reads(found.effect);
    (!is_harmless).then(|| format!("require {} missing", argument_text(&path.outside_lists())))
}

fn reads(effect: Effect) -> bool {
    matches!(effect, Effect::Read | Effect::List | Effect::Fetch)
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
    let lists_harm = matches!(
        role,
        Role::Permission | Role::WideningFlag | Role::UndoSwitch | Role::ProtectionSwitch
    );
    counts && (!is_listed || lists_harm)
}

/// `require args.url host in ["www.example.com"]`
fn rule(found: &FoundRole<'_>, tool: &Tool) -> String {
    let leaf = &found.leaf;
    let path = leaf.path.outside_lists();
    let argument = argument_text(&path);
    if path.iter().any(|key| key.contains('.')) {
        return format!("# no rule can name {argument}");
    }
    match (leaf.path.is_in_list(), list_may_be_missing(found, tool)) {
        (true, true) => return format!("require {argument} missing"),
        (true, false) => return format!("# no rule can bound the items of {argument}"),
        (false, _) => {}
    }
    if leaf.argument.is_optional() && has_several_kinds(found) {
        return format!("require {argument} missing");
    }
    let test = test(found);
    let optional = leaf.argument.is_optional() && !test.ends_with("missing");
    match (optional, test.contains(" and ")) {
        (true, true) => format!("require {argument} missing or ({test})"),
        (true, false) => format!("require {argument} missing or {test}"),
        (false, _) => format!("require {test}"),
    }
}

/// Whether an argument may be a list as well as a text and the like: what may be left out can't be
/// held to one of them.
fn has_several_kinds(found: &FoundRole<'_>) -> bool {
    let argument = &found.leaf.argument;
    argument.may_be(Kind::Array) || argument.may_be(Kind::Object)
}

/// Whether a call can do without the list that an argument stands in.
fn list_may_be_missing(found: &FoundRole<'_>, tool: &Tool) -> bool {
    let list = tool.arguments().lookup(&found.leaf.path.outside_lists());
    list.is_ok_and(|list| list.is_optional())
}

fn test(found: &FoundRole<'_>) -> String {
    let argument = &found.leaf.argument;
    let path = argument_text(&found.leaf.path.outside_lists());
    if !argument.may_be(Kind::String) && !argument.is_anything() {
        return of_other_kind(&path, argument.may_be(Kind::Number), argument.may_be(Kind::Boolean));
    }
    if let Some(values) = argument.values() {
        return format!("{path} in [{}]", listed(&values));
    }
    let Some(role) = found.answer.role() else { return format!("{path} in [\"example\"]") };
    let example = match role {
        Role::CommandLine => "command in [\"git status\"]",
        Role::Program => "in [\"git\"]",
        Role::Sql => "in [\"SELECT count(*) FROM orders\"]",
        Role::Url => "host in [\"www.example.com\"]",
        Role::Host => "in [\"www.example.com\"]",
        Role::NetworkRange => "in [\"10.0.0.0/8\"]",
        Role::LocalPath | Role::WorkingFolder => "under \"/workspace\"",
        Role::Mail | Role::Grantee => "domain in [\"example.com\"]",
        Role::Permission => "in [\"reader\"]",
        Role::Operation | Role::ToolName => "in [\"list\"]",
        Role::AmountOut => "matches /^[1-9][0-9]{0,2}(\\.[0-9]{2})?$/",
        Role::Environment | Role::Secret => return format!("{path} missing"),
        _ => "in [\"example\"]",
    };
    format!("{path} {example}")
}

fn of_other_kind(path: &str, is_number: bool, is_flag: bool) -> String {
    match (is_number, is_flag) {
        (true, _) => format!("{path} >= 1 and {path} <= 100"),
        (_, true) => format!("{path} == false"),
        _ => format!("{path} missing"),
    }
}

fn listed(values: &[&Value]) -> String {
    let texts = values.iter().map(|value| value.to_string()).filter(|text| !text.contains('*'));
    texts.take(MAX_VALUES).collect::<Vec<_>>().join(", ")
}

/// `require args.operation in ["get", "list"]`
pub(super) fn one_of(path: &[String], values: &[String]) -> String {
    let values: Vec<_> = values.iter().map(|value| string_text(value)).collect();
    format!("require {} in [{}]", argument_text(path), values.join(", "))
}
