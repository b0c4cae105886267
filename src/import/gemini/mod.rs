//! Gemini CLI's policies: rules, the one with the highest priority first.

mod name;

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Engine, Kind, Object, Reader, Tree, Twice};
use crate::finding::Finding;
use crate::strings::tick;

/// What reads such a file.
const ENGINE: Engine = Engine { name: "Gemini CLI", twice: Twice::RefusesFile, is_typed: true };

/// The keys of a file.
const ROOT: &[&str] = &["rule", "safety_checker"];

/// The keys of a rule, some of them in two spellings.
const KEYS: &[&str] = &[
    "toolName",
    "mcpName",
    "argsPattern",
    "commandPrefix",
    "commandRegex",
    "decision",
    "priority",
    "modes",
    "interactive",
    "toolAnnotations",
    "subagent",
    "denyMessage",
    "deny_message",
    "allowRedirection",
    "allow_redirection",
];

/// The keys that make a rule depend on more than the tool's name.
const OTHERS: [&str; 7] = [
    "argsPattern",
    "commandPrefix",
    "commandRegex",
    "modes",
    "interactive",
    "toolAnnotations",
    "subagent",
];

/// Reads a policy.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let mut reader = Reader::new(ENGINE);
    let neutral = match tree::read_toml(request.source) {
        Ok(text) => policy(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn policy(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let mut file = reader.open_object(root, "the file", ROOT)?;
    let rules = file.take("rule").and_then(|rules| reader.list(&rules.value, "`rule`"));
    let rules = rules.unwrap_or_default();
    let mut all: Vec<(i64, ToolRule)> = rules.iter().flat_map(|it| rule(it, reader)).collect();
    all.sort_by_key(|(priority, rule)| (std::cmp::Reverse(*priority), rule.span));
    check_ties(&all, reader);
    let rules = all.into_iter().map(|(_, rule)| rule).collect();
    let all = RuleList { rules, otherwise: Action::Ask };
    let server = tools::server(&all, request, reader)?;
    if let Some(checkers) = file.take("safety_checker") {
        self::checkers(&checkers.value, &server, reader);
    }
    tools::neutral(all, &server, request, reader)
}

/// Programs that decide about calls as well.
fn checkers(checkers: &Tree, server: &str, reader: &mut Reader) {
    for checker in checkers.elements() {
        if may_be_about(checker, server) {
            let (span, message) = (checker.head(), "a safety checker decides about calls, too");
            reader.fault::<()>(Fault::Beside { span, message });
        }
    }
}

/// Whether a checker isn't about another server's tools, or Gemini CLI's own.
fn may_be_about(checker: &Tree, server: &str) -> bool {
    let text = |tree: &Tree| match &tree.kind {
        Kind::String(text) => Some(text.clone()),
        _ => None,
    };
    if let Some(name) = checker.member("mcpName").and_then(|name| text(&name.value)) {
        return name == EVERY || name == server;
    }
    let Some(tool) = checker.member("toolName") else { return true };
    listed(&tool.value)
        .iter()
        .filter_map(text)
        .any(|it| it == EVERY || it.starts_with(name::PREFIX))
}

/// The elements of a list, or else the value itself.
fn listed(tree: &Tree) -> &[Tree] {
    match &tree.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(tree),
    }
}

/// Which of two rules with one priority decides is not said.
fn check_ties(rules: &[(i64, ToolRule)], reader: &mut Reader) {
    for (index, (priority, rule)) in rules.iter().enumerate() {
        let before = rules.get(..index).unwrap_or_default().iter();
        let mut ties = before.filter(|(other, it)| {
            let is_same = it.tool == rule.tool || it.tool == EVERY || rule.tool == EVERY;
            other == priority && it.server == rule.server && is_same && it.action != rule.action
        });
        if ties.next().is_some() {
            let message =
                "another rule of this priority decides about the tool otherwise".to_owned();
            let help = "give one of them a higher `priority`".to_owned();
            reader.fault::<()>(Fault::NotAnalysed { span: rule.span, message, help });
        }
    }
}

/// A rule for each tool that it names, with its priority; none of one that isn't about MCP tools.
fn rule(tree: &Tree, reader: &mut Reader) -> Vec<(i64, ToolRule)> {
    let Some(mut rule) = reader.open_object(tree, "a rule", KEYS) else { return Vec::new() };
    let server = rule.take("mcpName");
    let server =
        server.and_then(|it| Some((reader.string(&it.value, "`mcpName`")?, it.value.span)));
    let (priority, action) = (priority(&mut rule, tree, reader), decision(&mut rule, tree, reader));
    let reason = rule.take("denyMessage").or_else(|| rule.take("deny_message"));
    let reason = reason.and_then(|it| reader.string(&it.value, "`denyMessage`"));
    let Some(tool) = rule.take("toolName") else {
        let help = "add `toolName = \"*\"` for all tools of the server";
        reader.refused::<()>(tree.head(), "a rule has no `toolName`", help);
        return Vec::new();
    };
    let names = listed(&tool.value);
    if names.is_empty() {
        let (span, message) = (tool.value.span, "the list names no tool".to_owned());
        let (does, help) = ("decides no call".to_owned(), Some("name a tool".to_owned()));
        reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
    }
    let named: Vec<_> =
        names.iter().filter_map(|name| name::read(name, server.as_ref(), reader)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    if let Some(other) = OTHERS.iter().find_map(|key| rule.take(key)) {
        let message = format!("{} makes the rule depend on more than the tool", tick(&other.key));
        let help = "write what must hold in a policy: `allow TOOL { require … }`".to_owned();
        reader.fault::<()>(Fault::NotAnalysed { span: other.key_span, message, help });
    }
    let (Some(priority), Some(action)) = (priority, action) else { return Vec::new() };
    let rules = named.into_iter().map(|(server, tool, span)| {
        (priority, ToolRule { server, tool, action, reason: reason.clone(), span })
    });
    rules.collect()
}

/// A whole number from 0 to 999.
fn priority(rule: &mut Object<'_>, tree: &Tree, reader: &mut Reader) -> Option<i64> {
    let help = "write a whole number from 0 to 999";
    let Some(priority) = rule.take("priority") else {
        return reader.refused(tree.head(), "a rule has no `priority`", help);
    };
    let Kind::Number(number) = &priority.value.kind else {
        return reader.wrong_type(&priority.value, "`priority`", "a number");
    };
    let number = number.spelling().parse::<f64>().ok();
    let whole = (0..=999).find(|whole| number == Some(f64::from(*whole)));
    whole
        .map(i64::from)
        .or_else(|| reader.refused(priority.value.span, "this is no `priority`", help))
}

fn decision(rule: &mut Object<'_>, tree: &Tree, reader: &mut Reader) -> Option<Action> {
    let help = "write `allow`, `ask_user` or `deny`";
    let Some(decision) = rule.take("decision") else {
        return reader.refused(tree.head(), "a rule has no `decision`", help);
    };
    match reader.string(&decision.value, "`decision`")?.as_str() {
        "allow" => Some(Action::Allow),
        "ask_user" => Some(Action::Ask),
        "deny" => Some(Action::Deny),
        other => {
            let message = format!("{} is no decision", tick(other));
            reader.refused(decision.value.span, message, help)
        }
    }
}
