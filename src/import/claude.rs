//! Claude Code's settings: `permissions` with what is denied, asked about and allowed, in this order.

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Reader, Tree};
use crate::finding::Finding;
use crate::strings::tick;

/// What reads such a file, as messages name it.
const ENGINE: &str = "Claude Code";

/// What names of MCP tools begin with.
const PREFIX: &str = "mcp__";

/// What stands between a server's name and a tool's.
const MARK: &str = "__";

/// The lists of rules, the one first that decides first.
const LISTS: [(&str, Action); 3] =
    [("deny", Action::Deny), ("ask", Action::Ask), ("allow", Action::Allow)];

/// The keys of `permissions`.
const KEYS: &[&str] = &[
    "allow",
    "ask",
    "deny",
    "defaultMode",
    "additionalDirectories",
    "disableBypassPermissionsMode",
    "disableAutoMode",
];

/// The hooks that decide about calls.
const HOOKS: [&str; 2] = ["PreToolUse", "PermissionRequest"];

/// Reads the settings.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let twice = "Claude Code takes the last one";
    let mut reader = Reader { engine: ENGINE, has_more_keys: true, twice, faults: Vec::new() };
    let neutral = match tree::read_json(request.source) {
        Ok(text) => settings(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn settings(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let members = reader.members(root, "the file")?;
    hooks(members.iter().find(|member| member.key == "hooks").map(|hooks| &hooks.value), reader);
    let permissions = members.iter().find(|member| member.key == "permissions");
    let mut all = RuleList { rules: Vec::new(), otherwise: Action::Ask };
    if let Some(permissions) = permissions {
        let mut lists = reader.object(&permissions.value, "`permissions`", KEYS)?;
        if let Some(mode) = lists.take("defaultMode") {
            all.otherwise = self::mode(&mode.value, reader)?;
        }
        for (key, action) in LISTS {
            let Some(list) = lists.take(key) else { continue };
            for rule in reader.list(&list.value, "a list of rules").unwrap_or_default() {
                all.rules.extend(self::rule(rule, action, reader));
            }
        }
    }
    tools::neutral(all, request, reader)
}

/// What becomes of a call that no rule takes.
fn mode(tree: &Tree, reader: &mut Reader) -> Option<Action> {
    match reader.text(tree, "`defaultMode`")?.as_str() {
        "dontAsk" => Some(Action::Deny),
        "default" | "acceptEdits" | "plan" => Some(Action::Ask),
        other => {
            let message = format!("what passes in the mode {}", tick(other));
            let help = "write `default` or `dontAsk`".to_owned();
            reader.fault(Fault::NotAnalysed { span: tree.span, message, help })
        }
    }
}

/// A rule about MCP tools; none of one about anything else.
fn rule(tree: &Tree, action: Action, reader: &mut Reader) -> Option<ToolRule> {
    let span = tree.span;
    let text = reader.text(tree, "a rule")?;
    let everything = text == EVERY && action != Action::Allow;
    let name = text.strip_prefix(PREFIX).or(everything.then_some(EVERY))?;
    let never = |message: &str, help: &str| {
        let does = match action {
            Action::Allow => "nothing is allowed by it",
            Action::Ask => "nobody is asked because of it",
            Action::Deny => "nothing is refused by it",
        };
        let (message, does, help) = (message.to_owned(), does.to_owned(), Some(help.to_owned()));
        Fault::NeverMatches { span, message, does, help }
    };
    if name.contains('(') {
        let help = "leave the parentheses out: such a rule is about the whole tool";
        return reader
            .fault(never("Claude Code skips a rule about MCP tools with parentheses", help));
    }
    let (server, tool) = name.split_once(MARK).unwrap_or((name, EVERY));
    if server.contains('*') && action == Action::Allow {
        let help = "name the server: `mcp__NAME__*`";
        return reader.fault(never("Claude Code skips an `allow` rule that names no server", help));
    }
    let (server, tool, reason) = (server.to_owned(), tool.to_owned(), None);
    Some(ToolRule { server, tool, action, reason, span })
}

/// Hooks decide about calls as well.
fn hooks(hooks: Option<&Tree>, reader: &mut Reader) {
    for event in hooks.map(Tree::members).unwrap_or_default() {
        if HOOKS.contains(&event.key.as_str()) {
            for hook in event.value.elements() {
                let message = "a hook decides about calls, too";
                reader.fault::<()>(Fault::Beside { span: matcher(hook), message });
            }
        }
    }
}

/// What says which tools a hook is about.
fn matcher(hook: &Tree) -> crate::source::Span {
    let matcher = hook.members().iter().find(|member| member.key == "matcher");
    matcher.map_or(hook.span, |member| member.key_span.to(member.value.span))
}
