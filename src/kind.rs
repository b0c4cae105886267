//! What a file is that was taken for something else: known by a few keys, said in a reader's words.

use crate::json::{Members, Node, Shape, Tape};
use crate::source::{Source, Span};

/// A kind of file that people have beside their policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The permissions and hooks of Claude Code.
    ClaudeSettings,
    /// The servers that a client starts.
    ClientConfiguration,
    /// A policy of the open-source proxy.
    Intercept,
    /// What a policy is compiled to.
    Gateway,
    /// A server's answer to `tools/list`.
    Catalog,
    /// A server's answer to `initialize`.
    Initialize,
    /// A server's answer to `resources/list` or `prompts/list`.
    Resources,
    /// The JSON Schema of something.
    JsonSchema,
    /// Settings, perhaps mcpol's own.
    Toml,
    /// Any other JSON.
    Json,
}

impl Kind {
    /// As in `a tool catalog`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ClaudeSettings => "a Claude Code settings file",
            Self::ClientConfiguration => "an MCP client's configuration",
            Self::Intercept => "an Intercept policy",
            Self::Gateway => "a gateway policy (compiled JSON)",
            Self::Catalog => "a tool catalog",
            Self::Initialize => "a server's answer to `initialize`",
            Self::Resources => "a list of resources or prompts",
            Self::JsonSchema => "a JSON Schema",
            Self::Toml => "a TOML file",
            Self::Json => "a JSON file",
        }
    }

    /// What to do with such a file where a policy is asked for.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::Gateway => "pass the `.mcpol` file that it was compiled from",
            Self::Catalog => {
                "a policy names it: `catalog \"FILE\"`; `mcpol init FILE` writes a first policy"
            }
            _ => "pass a `.mcpol` file; `mcpol init` writes a first policy for a server's tools",
        }
    }

    /// The kind of a text, where it is one of these.
    pub(crate) fn of(source: &Source) -> Option<Self> {
        let text = source.text().trim_start_matches('\u{feff}').trim_start();
        match text.chars().next()? {
            '[' if is_toml(text) => Some(Self::Toml),
            '{' | '[' => Some(Self::of_json(source)),
            _ if is_toml(text) => Some(Self::Toml),
            _ => is_intercept(text).then_some(Self::Intercept),
        }
    }

    fn of_json(source: &Source) -> Self {
        match Tape::read(source) {
            Ok(tape) => Self::of_value(tape.root()),
            Err(_) if has_catalog(source) => Self::Catalog,
            Err(_) => Self::Json,
        }
    }

    fn of_value(value: Node<'_>) -> Self {
        match value.shape() {
            Ok(Shape::Object(members)) => Self::of_object(members),
            Ok(Shape::Array(items)) if items.count() > 0 && { items }.all(is_tool) => Self::Catalog,
            _ => Self::Json,
        }
    }

    fn of_object(object: Members<'_>) -> Self {
        let has = |key: &str| object.named(key).is_some();
        if let Some(Ok(Shape::Object(result))) = object.named("result").map(|it| it.value.shape()) {
            return Self::of_object(result);
        }
        if has("protocolVersion") && has("capabilities") {
            Self::Initialize
        } else if has("mcpServers") {
            Self::ClientConfiguration
        } else if has("permissions") || has("hooks") {
            Self::ClaudeSettings
        } else if has("$schema") && has("properties") {
            Self::JsonSchema
        } else if has("resources") || has("resourceTemplates") || has("prompts") {
            Self::Resources
        } else if object.named("tools").is_some_and(|it| it.value.kind() == "a list") {
            Self::Catalog
        } else if has("version") && (has("default") || has("tools") || has("hide")) {
            match object.named("tools").is_some_and(|tools| has_rules(tools.value)) {
                true => Self::Intercept,
                false => Self::Gateway,
            }
        } else {
            Self::Json
        }
    }
}

/// Whether a catalog is among the JSON texts of a file, as of a server that answers line by line.
fn has_catalog(source: &Source) -> bool {
    let text = source.shared_text();
    let mut at = text.find(['{', '[']);
    while let Some(start) = at {
        let span = Span::new(source.id(), start, text.len());
        let Ok(tape) = Tape::first(text, span) else { return false };
        if Kind::of_value(tape.root()) == Kind::Catalog {
            return true;
        }
        let end = tape.root().span().range().end;
        let next =
            text.get(end..).and_then(|rest| rest.find(|letter: char| !letter.is_whitespace()));
        at = next.map(|next| end + next);
    }
    false
}

/// Whether a text begins as TOML does: with a table's header or a key and its value.
fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
    if let Some(header) = first.strip_prefix('[') {
        let name = header.trim_start_matches('[');
        let name = name.split(']').next().filter(|_| name.contains(']')).unwrap_or_default();
        return is_bare(name) && !["true", "false", "null"].contains(&name);
    }
    let Some((key, value)) = first.split_once('=') else { return false };
    let begins = value.trim_start().chars().next();
    is_bare(key.trim())
        && begins.is_some_and(|it| it.is_ascii_alphanumeric() || "\"'[{".contains(it))
}

/// Whether a text is a key of TOML without quotes, or some with dots between them.
fn is_bare(key: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    key.starts_with(|letter: char| letter.is_ascii_alphabetic()) && key.chars().all(is_part)
}

/// Whether a value is described as a tool is.
fn is_tool(node: Node<'_>) -> bool {
    let has_schema = |members: &Members<'_>| {
        ["inputSchema", "input_schema", "parameters"].iter().any(|key| members.named(key).is_some())
    };
    match node.shape() {
        Ok(Shape::Object(members)) => members.named("name").is_some() && has_schema(&members),
        _ => false,
    }
}

/// Whether some tool has `rules`, as only the proxy's policies have.
fn has_rules(tools: Node<'_>) -> bool {
    let Ok(Shape::Object(mut tools)) = tools.shape() else { return false };
    tools.any(|tool| match tool.value.shape() {
        Ok(Shape::Object(members)) => members.named("rules").is_some(),
        _ => false,
    })
}

/// Whether a text that isn't JSON is the proxy's YAML: `version:` and `tools:` begin lines.
fn is_intercept(text: &str) -> bool {
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    begins("version:") && (begins("tools:") || begins("default:") || begins("hide:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn kinds_are_known_by_their_keys() {
        let cases = [
            (r#"{"permissions": {"allow": ["Bash(ls:*)"]}}"#, Some(Kind::ClaudeSettings)),
            (r#"{"mcpServers": {"github": {"command": "x"}}}"#, Some(Kind::ClientConfiguration)),
            ("version: \"1\"\ndefault: deny\ntools:\n  t:\n    rules: []\n", Some(Kind::Intercept)),
            (r#"{"version": "1", "tools": {"t": {"rules": []}}}"#, Some(Kind::Intercept)),
            (r#"{"version": "1", "default": "deny", "tools": {"t": {}}}"#, Some(Kind::Gateway)),
            (r#"{"tools": [{"name": "t"}]}"#, Some(Kind::Catalog)),
            (r#"{"jsonrpc": "2.0", "id": 1, "result": {"tools": []}}"#, Some(Kind::Catalog)),
            (r#"[{"name": "t", "inputSchema": {}}]"#, Some(Kind::Catalog)),
            (r#"{"result": {"protocolVersion": "1", "capabilities": {}}}"#, Some(Kind::Initialize)),
            (r#"{"resources": []}"#, Some(Kind::Resources)),
            ("\u{feff} [1, 2]", Some(Kind::Json)),
            ("{\"id\": 1}\n{\"result\": {\"tools\": []}}\n", Some(Kind::Catalog)),
            ("{\"id\": 1}\n{\"id\": 2}\n", Some(Kind::Json)),
            ("[lints]\nbroad-allow = \"off\"\n", Some(Kind::Toml)),
            ("# Ours.\n[[catalogs]] # all\n", Some(Kind::Toml)),
            ("pedantic = true\n", Some(Kind::Toml)),
            ("[true]", Some(Kind::Json)),
            ("[true", Some(Kind::Json)),
            ("allow x when args.a == 1\n", None),
            ("{ not JSON", Some(Kind::Json)),
            ("policy \"p\"\nallow version\n", None),
            ("nonsense", None),
            ("", None),
        ];
        for (text, kind) in cases {
            let source = Sources::default().add("file", text).unwrap();
            assert_eq!(Kind::of(&source), kind, "{text}");
        }
    }
}
