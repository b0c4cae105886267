//! What decides about the calls to a server beside the rules: hooks, and servers that are switched
//! off.

use crate::import::fault::Fault;
use crate::import::tree::{Kind, Member, Object, Reader, Tree};
use crate::source::Span;

/// The hooks that decide about calls.
const HOOKS: [&str; 2] = ["PreToolUse", "PermissionRequest"];

/// Tells what else decides about a server's tools.
pub(super) fn tell(file: &mut Object<'_>, server: &str, reader: &mut Reader) {
    let is_off = file.take("disableAllHooks").is_some_and(|it| is_true(&it.value));
    if let Some(hooks) = file.take("hooks").filter(|_| !is_off) {
        self::hooks(&hooks.value, server, reader);
    }
    let mut beside = |span, message| reader.fault::<()>(Fault::Beside { span, message });
    if let Some(denied) = file.take("deniedMcpServers") {
        for entry in denied.value.elements().iter().filter(|entry| may_mean(entry, server)) {
            beside(entry.span, "a server is denied here");
        }
    }
    if let Some(allowed) = file.take("allowedMcpServers") {
        let is_named = |entry: &Tree| name(entry) == Some(server);
        if !allowed.value.elements().iter().any(is_named) {
            beside(allowed.key_span, "only the servers that this lists are started");
        }
    }
    if let Some(disabled) = file.take("disabledMcpjsonServers") {
        for entry in disabled.value.elements().iter().filter(|it| text(it) == Some(server)) {
            beside(entry.span, "the server is switched off here");
        }
    }
}

fn is_true(tree: &Tree) -> bool {
    matches!(tree.kind, Kind::Bool(true))
}

fn text(tree: &Tree) -> Option<&str> {
    match &tree.kind {
        Kind::String(text) => Some(text),
        _ => None,
    }
}

/// The server's name that an entry is about; it may also be about a command or an address.
fn name(entry: &Tree) -> Option<&str> {
    entry.member("serverName").and_then(|name| text(&name.value))
}

fn may_mean(entry: &Tree, server: &str) -> bool {
    name(entry).is_none_or(|name| name == server)
}

/// Hooks decide about the calls that their matcher takes.
fn hooks(hooks: &Tree, server: &str, reader: &mut Reader) {
    for event in hooks.members().iter().filter(|event| HOOKS.contains(&event.key.as_str())) {
        for hook in event.value.elements() {
            let matcher = hook.member("matcher");
            let pattern = matcher.and_then(|it| text(&it.value)).unwrap_or_default();
            if may_take(pattern, server) {
                let message = "a hook decides about calls, too";
                reader.fault::<()>(Fault::Beside { span: place(hook, matcher), message });
            }
        }
    }
}

fn place(hook: &Tree, matcher: Option<&Member>) -> Span {
    matcher.map_or(hook.span, |member| member.key_span.to(member.value.span))
}

/// Whether a matcher may take a tool of the server: one of its names may be such a tool's, or be a
/// pattern that doesn't begin with another server's.
fn may_take(matcher: &str, server: &str) -> bool {
    let own = format!("mcp__{server}__");
    let may_take = |name: &str| {
        let start = name.trim_start_matches('^');
        let start = start.split(|letter: char| !is_plain(letter)).next().unwrap_or_default();
        match start.starts_with("mcp__") {
            true => begin_alike(start, &own),
            false => start.len() < name.len(),
        }
    };
    matcher.is_empty() || matcher.split('|').any(may_take)
}

fn begin_alike(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '-'
}

#[cfg(test)]
mod tests {
    use super::may_take;

    #[test]
    fn a_matcher_takes_what_its_names_and_patterns_may_be() {
        for matcher in ["", "*", "^mcp__", "mcp__git", "mcp__git__.*", "Bash|mcp__g.*", ".*delete"]
        {
            assert!(may_take(matcher, "git"), "{matcher}");
        }
        for matcher in ["Bash", "Edit|Write", "mcp__slack__.*", "mcp__gith__x"] {
            assert!(!may_take(matcher, "git"), "{matcher}");
        }
    }
}
