//! What the gateway's logs call the rule that refused a call.
//!
//! Known from its documentation: `/tools/create_charge/deny_if/args.amount-gt`,
//! `/all_tools/limits/calls-per-minute`, `(hidden)`, `(default deny)`. Chosen: of several
//! conditions one is named, in `require` the first that doesn't hold, in `deny_if` the first; an
//! entry without conditions keeps its number; a sum has its argument's path in the place of
//! `calls`.

use super::names::operator_name;
use crate::gateway::decision::{
    Call, Condition, Document, Entry, Gateway, Limit, Pointer, ToolRules, Verdict,
};

/// The name in the logs of what a gateway has decided; `None` for a call that is allowed.
pub(crate) fn log_rule(
    gateway: &mut Gateway<'_>,
    call: &Call,
    verdict: &Verdict,
) -> Option<String> {
    let rule = verdict.rule.as_deref()?;
    let document = gateway.document();
    let named = of_all_tools(document, rule).or_else(|| {
        let (tool, rules) = document.tools.get_key_value(&call.name)?;
        of_tool(tool, rules, rule, |entry| gateway.failing(entry, &call.arguments))
    });
    Some(named.unwrap_or_else(|| rule.to_owned()))
}

fn of_all_tools(document: &Document, rule: &str) -> Option<String> {
    let limits = document.all_tools.limits.iter().enumerate();
    limits.map(|(index, limit)| (Pointer::AllToolsLimit(index), limit)).find_map(of_limit(rule))
}

fn of_tool<'d>(
    tool: &str,
    rules: &'d ToolRules,
    rule: &str,
    failing: impl FnOnce(&'d Entry) -> Option<&'d Condition>,
) -> Option<String> {
    let is_asked = |pointer: Pointer<'_>| pointer.to_string() == rule;
    let of_entry = |deciding: Option<&Condition>| within(rule, deciding.map(condition_name));
    for (index, entry) in rules.require.iter().enumerate() {
        if is_asked(Pointer::Require(tool, index)) {
            return of_entry(failing(entry));
        }
    }
    for (index, entry) in rules.deny_if.iter().enumerate() {
        if is_asked(Pointer::DenyIf(tool, index)) {
            return of_entry(entry.conditions.first());
        }
    }
    let limits = rules.limits.iter().enumerate();
    limits.map(|(index, limit)| (Pointer::Limit(tool, index), limit)).find_map(of_limit(rule))
}

/// As in `args.amount-gt`.
fn condition_name(condition: &Condition) -> String {
    format!("{}-{}", condition.path, operator_name(condition.op))
}

/// The name of a limit, if it is the one at `rule`.
fn of_limit<'r>(rule: &'r str) -> impl Fn((Pointer<'_>, &Limit)) -> Option<String> + 'r {
    move |(pointer, limit)| {
        let counted = limit.increment_from.as_deref().unwrap_or("calls");
        let name = format!("{counted}-per-{}", limit.window.name());
        (pointer.to_string() == rule).then(|| within(rule, Some(name))).flatten()
    }
}

/// A rule's pointer with a name in the place of its number.
fn within(rule: &str, name: Option<String>) -> Option<String> {
    let (list, _) = rule.rsplit_once('/')?;
    Some(format!("{list}/{}", name?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::read;
    use crate::json::Value;
    use crate::source::Sources;

    const DOCUMENT: &str = r#"{"version": "1", "default": "deny", "hide": ["drop"],
        "all_tools": {"limits": [
            {"counter": "calls_per_minute", "window": "minute", "max": 6, "scope": "grant"}]},
        "tools": {
            "create_charge": {
                "require": [{"conditions": [
                    {"path": "args.amount", "op": "exists", "value": true},
                    {"path": "args.amount", "op": "gte", "value": 1}]}],
                "deny_if": [
                    {"conditions": [{"path": "args.amount", "op": "gt", "value": 100},
                                    {"path": "args.to.name", "op": "not_in", "value": ["x"]}]}],
                "limits": [
                    {"counter": "c", "window": "day", "max": 1, "scope": "grant"},
                    {"counter": "s", "window": "hour", "max": 50, "increment_from": "args.amount",
                     "scope": "grant"}]},
            "a/b": {"deny_if": [{"conditions": []}]},
            "free": {}}}"#;

    #[test]
    fn rules_have_the_names_of_the_logs() {
        let mut sources = Sources::default();
        let document = read(&sources.add("document", DOCUMENT).unwrap()).unwrap();
        let mut gateway = Gateway::new(&document);
        let mut named = |tool: &str, arguments: &str| {
            let arguments = Value::read(&sources.add("arguments", arguments).unwrap()).unwrap();
            let call = Call { name: tool.to_owned(), arguments, at: 0 };
            let verdict = gateway.decide(&call);
            log_rule(&mut gateway, &call, &verdict).unwrap_or_default()
        };
        let charge = "create_charge";
        assert_eq!(named("drop", "{}"), "(hidden)");
        assert_eq!(named("other", "{}"), "(default deny)");
        assert_eq!(named(charge, "{}"), "/tools/create_charge/require/args.amount-exists");
        assert_eq!(
            named(charge, r#"{"amount": 0}"#),
            "/tools/create_charge/require/args.amount-gte"
        );
        let large = r#"{"amount": 101, "to": {"name": "y"}}"#;
        assert_eq!(named(charge, large), "/tools/create_charge/deny_if/args.amount-gt");
        let sum = "/tools/create_charge/limits/args.amount-per-hour";
        assert_eq!(named(charge, r#"{"amount": 60}"#), sum);
        assert_eq!(named(charge, r#"{"amount": 20}"#), "");
        assert_eq!(named(charge, r#"{"amount": 1}"#), "/tools/create_charge/limits/calls-per-day");
        assert_eq!(named("a/b", "{}"), "/tools/a~1b/deny_if/0");
        for _ in 0..5 {
            assert_eq!(named("free", "{}"), "");
        }
        assert_eq!(named("free", "{}"), "/all_tools/limits/calls-per-minute");
    }
}
