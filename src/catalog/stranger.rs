//! Files that people take for catalogs, told by their names.

use super::error::CatalogError;
use crate::json::{Member, Members, Node};
use crate::source::{Source, Span};

/// What a file is that is no catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stranger {
    ClientConfiguration,
    GatewayPolicy,
    InitializeAnswer,
    ResourceList,
    PromptList,
    CallAnswer,
    Request,
    OpenApi,
    JsonSchema,
    Package,
    Page,
    HttpAnswer,
    Empty,
}

impl Stranger {
    /// What it is and holds, in a reader's words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::ClientConfiguration => {
                "this is a client's configuration: it names servers, not tools"
            }
            Self::GatewayPolicy => "this is a gateway's policy: it holds rules, not tools",
            Self::InitializeAnswer => {
                "this is a server's answer to `initialize`: it holds no tools yet"
            }
            Self::ResourceList => "this is a list of resources, not of tools",
            Self::PromptList => "this is a list of prompts, not of tools",
            Self::CallAnswer => "this is the answer to a call of a tool, not a list of tools",
            Self::Request => "this is a request, not the answer to one",
            Self::OpenApi => "this is an OpenAPI file: it describes a web interface, not tools",
            Self::JsonSchema => "this is a JSON Schema, not a list of tools",
            Self::Package => "this is a package's manifest: it names no tools",
            Self::Page => "this is a web page, not a server's answer",
            Self::HttpAnswer => "this is an HTTP answer without JSON in it",
            Self::Empty => "the file is empty",
        }
    }

    /// What to do instead.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::ClientConfiguration => {
                "start the server that it names, ask it for `tools/list` and save the answer; \
                 docs/catalogs.md says how"
            }
            Self::GatewayPolicy => {
                "a catalog is what the server answers to `tools/list`; docs/catalogs.md says how \
                 it is had"
            }
            Self::InitializeAnswer
            | Self::ResourceList
            | Self::PromptList
            | Self::CallAnswer
            | Self::Request => "ask the same server for `tools/list` and save what it answers",
            Self::OpenApi | Self::JsonSchema | Self::Package => {
                "ask the MCP server for `tools/list` and save the answer; docs/catalogs.md says how"
            }
            Self::Page | Self::HttpAnswer | Self::Empty => {
                "ask the server again: look at the address and what it wants to know of you; \
                 docs/catalogs.md says how"
            }
        }
    }
}

/// Names an object that has neither tools nor a result.
pub(super) fn recognise(object: Node<'_>, members: Members<'_>) -> CatalogError {
    let span = object.opening();
    match stranger(members) {
        Some((stranger, span)) => CatalogError::Stranger { stranger, span },
        None => CatalogError::NoTools { span },
    }
}

/// Names an object whose `tools` are no list.
pub(super) fn with_tools(tools: Node<'_>, members: Members<'_>) -> CatalogError {
    let is_policy = members.named("default").is_some() && members.named("version").is_some();
    match tools.is_object() && is_policy {
        true => CatalogError::Stranger { stranger: Stranger::GatewayPolicy, span: tools.opening() },
        false => CatalogError::Shape { found: tools.kind(), span: tools.span() },
    }
}

/// The first key by which an object is known.
fn stranger(members: Members<'_>) -> Option<(Stranger, Span)> {
    let has = |key: &str| members.named(key).is_some();
    let known = |member: Member<'_>| Some((kind(&member, &has)?, member.key.span()));
    members.clone().find_map(known)
}

fn kind(member: &Member<'_>, has: &impl Fn(&str) -> bool) -> Option<Stranger> {
    let (object, list) = (member.value.is_object(), member.value.is_list());
    Some(match &*member.name() {
        "mcpServers" | "servers" | "context_servers" | "mcp_servers" | "mcp" if object => {
            Stranger::ClientConfiguration
        }
        "protocolVersion" | "serverInfo" if has("capabilities") => Stranger::InitializeAnswer,
        "resources" | "resourceTemplates" if list => Stranger::ResourceList,
        "prompts" if list => Stranger::PromptList,
        "content" | "structuredContent" if list || has("content") => Stranger::CallAnswer,
        "method" if has("jsonrpc") => Stranger::Request,
        "openapi" | "swagger" => Stranger::OpenApi,
        "properties" if object => Stranger::JsonSchema,
        "dependencies" | "devDependencies" if object && has("name") => Stranger::Package,
        "default" | "all_tools" if has("version") => Stranger::GatewayPolicy,
        _ => return None,
    })
}

/// Names a text that is no JSON.
pub(super) fn of_text(source: &Source) -> Option<CatalogError> {
    let text = source.text().trim_start_matches('\u{feff}').trim_start();
    let start = source.text().len() - text.len();
    let line = text.lines().next().unwrap_or_default();
    let lower = line.to_ascii_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    let stranger = if text.is_empty() {
        Stranger::Empty
    } else if begins(&["<!doctype html", "<html", "<head", "<?xml"]) {
        Stranger::Page
    } else if begins(&["http/1", "http/2", "http/3"]) && !text.contains('{') {
        Stranger::HttpAnswer
    } else if begins(&["openapi:", "swagger:"]) {
        Stranger::OpenApi
    } else if text.lines().any(|line| line.starts_with("[mcp_servers")) {
        Stranger::ClientConfiguration
    } else {
        return None;
    };
    let span = Span::new(source.id(), start, start + line.len());
    Some(CatalogError::Stranger { stranger, span })
}
