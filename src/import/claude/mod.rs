//! Claude Code's settings: `permissions` with what is denied, asked about and allowed, in this order.

mod beside;
mod rule;
mod short;

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, RuleList};
use super::tree::{self, Engine, Object, Reader, Tree, Twice};
use crate::finding::Finding;
use crate::strings::{nearest, tick};

/// What reads such a file.
const ENGINE: Engine = Engine { name: "Claude Code", twice: Twice::TakesLast, is_typed: false };

/// The lists of rules, the one first that decides first.
const LISTS: [(&str, Action); 3] =
    [("deny", Action::Deny), ("ask", Action::Ask), ("allow", Action::Allow)];

/// The keys of the file that say which calls pass; it has many others.
const ROOT: &[&str] = &[
    "permissions",
    "hooks",
    "disableAllHooks",
    "allowedMcpServers",
    "deniedMcpServers",
    "enabledMcpjsonServers",
    "disabledMcpjsonServers",
    "enableAllProjectMcpServers",
];

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

/// What people write beside `permissions`, and what stands in it.
const MISPLACED: [(&str, &str); 6] = [
    ("allow", "allow"),
    ("ask", "ask"),
    ("deny", "deny"),
    ("defaultMode", "defaultMode"),
    ("allowedTools", "allow"),
    ("disallowedTools", "deny"),
];

/// The modes; what passes in the last ones isn't said by rules.
const MODES: [&str; 6] = ["default", "acceptEdits", "plan", "dontAsk", "bypassPermissions", "auto"];

/// Reads the settings.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let mut reader = Reader::new(ENGINE);
    let neutral = match tree::read_json(request.source) {
        Ok(text) => settings(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn settings(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let mut file = reader.open_object(root, "the file", ROOT)?;
    misplaced(root, reader);
    let asked = request.server.map(in_rules);
    let request = &Request { server: asked.as_deref(), ..*request };
    let mut all = rules(&mut file, request, reader)?;
    short::tell(&mut all.rules, request, reader);
    let server = tools::server(&all, request, reader)?;
    beside::tell(&mut file, &server, reader);
    tools::neutral(all, &server, request, reader)
}

/// A server's name as Claude Code's rules spell it.
fn in_rules(server: &str) -> String {
    let is_kept = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    server.chars().map(|letter| if is_kept(letter) { letter } else { '_' }).collect()
}

/// Keys that count in `permissions` alone.
fn misplaced(root: &Tree, reader: &mut Reader) {
    for (key, place) in MISPLACED {
        if let Some(member) = root.member(key) {
            let (span, engine, key) = (member.key_span, ENGINE.name, key.to_owned());
            let place = format!("permissions.{place}");
            reader.fault::<()>(Fault::Misplaced { span, engine, key, place });
        }
    }
}

fn rules(file: &mut Object<'_>, request: &Request<'_>, reader: &mut Reader) -> Option<RuleList> {
    let mut all = RuleList { rules: Vec::new(), otherwise: Action::Ask };
    let Some(permissions) = file.take("permissions") else { return Some(all) };
    let mut lists = reader.open_object(&permissions.value, "`permissions`", KEYS)?;
    let mode = lists.take("defaultMode");
    let otherwise = mode.map_or(Some(Action::Ask), |mode| self::mode(&mode.value, reader));
    for (key, action) in LISTS {
        let Some(list) = lists.take(key) else { continue };
        for rule in reader.list(&list.value, "a list of rules").unwrap_or_default() {
            all.rules.extend(rule::read(rule, action, request.server, reader));
        }
    }
    otherwise.map(|otherwise| RuleList { otherwise, ..all })
}

/// What becomes of a call that no rule takes.
fn mode(tree: &Tree, reader: &mut Reader) -> Option<Action> {
    let word = reader.string(tree, "`defaultMode`")?;
    match word.as_str() {
        "dontAsk" => Some(Action::Deny),
        "default" | "acceptEdits" | "plan" => Some(Action::Ask),
        _ => {
            let meant = nearest(&word, MODES).filter(|mode| *mode != word);
            if let Some(mode) = meant {
                let message = format!("{} is no mode", tick(&word));
                let help = Some(format!("did you mean {}?", tick(mode)));
                return reader.fault(Fault::Shape { span: tree.span, message, help });
            }
            let message = format!("what passes in the mode {}", tick(&word));
            let help = "write `default` or `dontAsk`".to_owned();
            reader.fault(Fault::NotAnalysed { span: tree.span, message, help })
        }
    }
}
