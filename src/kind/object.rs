//! JSON objects, known by their keys.

use super::Kind;
use crate::json::{Member, Members, Node, Shape};
use crate::source::Span;

/// What a key holds.
#[derive(Clone, Copy)]
enum Holds {
    Anything,
    Object,
    List,
}

/// A key, what it holds, and the keys of which one must stand beside it; none, where it says enough
/// by itself.
struct Sign(Kind, &'static str, Holds, &'static [&'static str]);

/// What kinds are known by; the first sign that an object has counts.
const SIGNS: &[Sign] = &[
    Sign(Kind::InitializeAnswer, "protocolVersion", Holds::Anything, &["capabilities"]),
    Sign(Kind::InitializeAnswer, "serverInfo", Holds::Anything, &["capabilities"]),
    Sign(Kind::GeminiSettings, "mcpServers", Holds::Object, GEMINI),
    Sign(Kind::ClaudeSettings, "mcpServers", Holds::Object, CLAUDE),
    Sign(Kind::ClientConfiguration, "mcpServers", Holds::Object, &[]),
    Sign(Kind::ClientConfiguration, "context_servers", Holds::Object, &[]),
    Sign(Kind::ClientConfiguration, "mcp_servers", Holds::Object, &[]),
    Sign(Kind::VsCodeSettings, "servers", Holds::Object, &[]),
    Sign(Kind::VsCodeSettings, "chat.tools.autoApprove", Holds::Anything, &[]),
    Sign(Kind::VsCodeSettings, "chat.tools.global.autoApprove", Holds::Anything, &[]),
    Sign(Kind::VsCodeSettings, "chat.mcp.access", Holds::Anything, &[]),
    Sign(Kind::CursorSettings, "mcpAllowlist", Holds::List, &[]),
    Sign(Kind::CursorSettings, "permissions", Holds::Object, &["editor"]),
    Sign(Kind::ClaudeSettings, "permissions", Holds::Object, &[]),
    Sign(Kind::ClaudeSettings, "hooks", Holds::Object, &[]),
    Sign(Kind::GeminiSettings, "coreTools", Holds::List, &[]),
    Sign(Kind::GeminiSettings, "excludeTools", Holds::List, &[]),
    Sign(Kind::ClientConfiguration, "mcp", Holds::Object, &[]),
    Sign(Kind::Catalog, "tools", Holds::List, &[]),
    Sign(Kind::OpenApi, "openapi", Holds::Anything, &[]),
    Sign(Kind::OpenApi, "swagger", Holds::Anything, &[]),
    Sign(Kind::Package, "dependencies", Holds::Object, &["name"]),
    Sign(Kind::Package, "devDependencies", Holds::Object, &["name"]),
    Sign(Kind::JsonSchema, "properties", Holds::Object, &[]),
    Sign(Kind::ResourceList, "resources", Holds::List, &[]),
    Sign(Kind::ResourceList, "resourceTemplates", Holds::List, &[]),
    Sign(Kind::PromptList, "prompts", Holds::List, &[]),
    Sign(Kind::CallAnswer, "content", Holds::List, &[]),
    Sign(Kind::CallAnswer, "structuredContent", Holds::Anything, &[]),
    Sign(Kind::Request, "method", Holds::Anything, &["jsonrpc"]),
    Sign(Kind::Gateway, "default", Holds::Anything, &["version"]),
    Sign(Kind::Gateway, "tools", Holds::Object, &["version", "default", "hide"]),
    Sign(Kind::Gateway, "hide", Holds::List, &["version"]),
    Sign(Kind::Gateway, "all_tools", Holds::Object, &["version"]),
];

/// What only Gemini CLI has beside its servers.
const GEMINI: &[&str] = &[
    "coreTools",
    "excludeTools",
    "allowMCPServers",
    "selectedAuthType",
    "contextFileName",
    "general",
    "security",
];

/// What only Claude Code has beside its servers.
const CLAUDE: &[&str] =
    &["permissions", "hooks", "enabledMcpjsonServers", "enableAllProjectMcpServers"];

/// The kind of an object or of the result in it, and the key by which it is known.
pub(super) fn kind(object: Members<'_>) -> Option<(Kind, Span)> {
    if let Some(Ok(Shape::Object(result))) = object.named("result").map(|it| it.value.shape()) {
        return kind(result);
    }
    let members: Vec<Member<'_>> = object.collect();
    let named = |key: &str| members.iter().find(|member| member.name() == key);
    let (found, span) = SIGNS.iter().find_map(|Sign(kind, key, holds, beside)| {
        let member = named(key).filter(|member| holds.holds(member.value))?;
        let is_known = beside.is_empty() || beside.iter().any(|key| named(key).is_some());
        is_known.then(|| (*kind, member.key.span()))
    })?;
    let is_intercept =
        found == Kind::Gateway && named("tools").is_some_and(|tools| has_rules(tools.value));
    Some((if is_intercept { Kind::Intercept } else { found }, span))
}

impl Holds {
    fn holds(self, value: Node<'_>) -> bool {
        match self {
            Self::Anything => true,
            Self::Object => value.is_object(),
            Self::List => value.is_list(),
        }
    }
}

/// Whether a value is described as a tool is.
pub(super) fn is_tool(node: Node<'_>) -> bool {
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
