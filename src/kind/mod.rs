//! What a file is that was taken for something else, said in a reader's words: the one place that
//! knows the files which people have beside their policies.
//!
//! JSON is known by a few of its keys, other texts by their first lines. Knows nothing of what is
//! done with a file.

mod document;
mod object;
mod text;

#[cfg(test)]
mod tests;

use crate::json::{Members, Node, Shape, Tape};
use crate::source::{Source, Span};
pub(crate) use document::is_document;

/// A kind of file that people have beside their policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    ClaudeSettings,
    CursorSettings,
    GeminiSettings,
    GeminiPolicy,
    VsCodeSettings,
    CodexSettings,
    /// The servers that a client starts.
    ClientConfiguration,
    /// A policy of mcpol's own.
    Policy,
    /// mcpol.toml, under whatever name.
    Settings,
    /// A policy of the open-source proxy.
    Intercept,
    Rego,
    Cedar,
    Compose,
    /// What a policy is compiled to.
    Gateway,
    /// A server's answer to `tools/list`.
    Catalog,
    InitializeAnswer,
    ResourceList,
    PromptList,
    CallAnswer,
    Request,
    OpenApi,
    JsonSchema,
    Package,
    WebPage,
    HttpAnswer,
    Toml,
    /// Any other JSON.
    Json,
}

impl Kind {
    /// As in `a tool catalog`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ClaudeSettings => "a Claude Code settings file",
            Self::CursorSettings => "a Cursor settings file",
            Self::GeminiSettings => "a Gemini CLI settings file",
            Self::GeminiPolicy => "a Gemini CLI policy",
            Self::VsCodeSettings => "a VS Code settings file",
            Self::CodexSettings => "a Codex configuration",
            Self::ClientConfiguration => "an MCP client's configuration",
            Self::Policy => "an mcpol policy",
            Self::Settings => "an mcpol configuration (mcpol.toml)",
            Self::Intercept => "an Intercept policy",
            Self::Rego => "a Rego policy",
            Self::Cedar => "a Cedar policy",
            Self::Compose => "a Compose file",
            Self::Gateway => "a gateway policy (compiled JSON)",
            Self::Catalog => "a tool catalog",
            Self::InitializeAnswer => "a server's answer to `initialize`",
            Self::ResourceList => "a list of resources",
            Self::PromptList => "a list of prompts",
            Self::CallAnswer => "the answer to a call of a tool",
            Self::Request => "a request, not the answer to one",
            Self::OpenApi => "an OpenAPI file",
            Self::JsonSchema => "a JSON Schema",
            Self::Package => "a package's manifest",
            Self::WebPage => "a web page",
            Self::HttpAnswer => "an HTTP answer without JSON in it",
            Self::Toml => "a TOML file",
            Self::Json => "a JSON file",
        }
    }

    /// What to do with such a file where a policy is asked for.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::Gateway => {
                "pass the `.mcpol` file that it was compiled from; `mcpol import` makes one of it"
            }
            Self::Intercept
            | Self::ClaudeSettings
            | Self::GeminiPolicy
            | Self::CodexSettings
            | Self::CursorSettings => {
                "`mcpol import` makes a policy of it; `mcpol init` writes a first one for a server's \
                 tools"
            }
            Self::Catalog => {
                "a policy names it: `catalog \"FILE\"`; `mcpol init FILE` writes a first policy"
            }
            Self::Settings => "`--config FILE` takes a configuration; pass a `.mcpol` file",
            _ => "pass a `.mcpol` file; `mcpol init` writes a first policy for a server's tools",
        }
    }

    /// What to do with such a file where what an engine enforces is asked for; none where it may be
    /// that after all.
    pub(crate) fn import_advice(self) -> Option<&'static str> {
        match self {
            Self::ClientConfiguration
            | Self::CursorSettings
            | Self::GeminiSettings
            | Self::VsCodeSettings => Some(
                "it names servers, not what may be called: `mcpol init --client-config FILE` asks \
                 them for their tools and writes first policies",
            ),
            Self::Policy => Some("it is what `mcpol import` makes"),
            Self::Catalog => Some("`mcpol init FILE` writes a first policy for its tools"),
            Self::Settings => Some("`--config FILE` takes a configuration"),
            Self::Json | Self::Toml | Self::ClaudeSettings | Self::GeminiPolicy => None,
            Self::CodexSettings | Self::Intercept | Self::Gateway => None,
            _ => Some("it says nothing of what may be called"),
        }
    }

    /// What to do with such a file where a catalog is asked for.
    pub(crate) fn catalog_advice(self) -> &'static str {
        match self {
            Self::ClaudeSettings
            | Self::CursorSettings
            | Self::GeminiSettings
            | Self::VsCodeSettings
            | Self::CodexSettings
            | Self::ClientConfiguration => {
                "it names servers, not tools: `mcpol catalog pull --client-config FILE` asks them \
                 for theirs"
            }
            Self::Policy => "pass the catalog that the policy names",
            Self::InitializeAnswer
            | Self::ResourceList
            | Self::PromptList
            | Self::CallAnswer
            | Self::Request => {
                "`mcpol catalog pull` asks a server for its tools and saves what it answers"
            }
            Self::WebPage | Self::HttpAnswer => {
                "look at the address and what the server wants to know of you; `mcpol catalog pull \
                 --url URL` asks it"
            }
            _ => {
                "`mcpol catalog pull` asks a server for its tools and saves the answer; \
                 docs/catalogs.md says how"
            }
        }
    }

    /// The kind of a text that was taken for a policy, where it is another one of these.
    pub(crate) fn of(source: &Source) -> Option<Self> {
        let text = beginning(source.text());
        match text.chars().next()? {
            '{' | '[' => text::toml(text).or_else(|| Some(Self::of_json(source))),
            '/' => Self::of_commented(source),
            _ => text::kind(text).filter(|kind| *kind != Self::Policy),
        }
    }

    /// What a text is, a policy included, where it is one of these.
    pub(crate) fn told(source: &Source) -> Option<Self> {
        Self::of(source).or_else(|| Some(Self::of_text(source)?.0))
    }

    /// The kind of a text, where it is one of these, and the text's first letter.
    pub(crate) fn placed(source: &Source) -> Option<(Self, Span)> {
        let (kind, text) = (Self::of(source)?, beginning(source.text()));
        let start = source.text().len() - text.len();
        let first = text.chars().next()?;
        Some((kind, Span::new(source.id(), start, start + first.len_utf8())))
    }

    /// The kind of a text that is no JSON, and the line that is marked.
    pub(crate) fn of_text(source: &Source) -> Option<(Self, Span)> {
        let kind = text::kind(beginning(source.text()))?;
        Some((kind, first_line(source)))
    }

    /// The first line of a text that begins as a policy does.
    pub(crate) fn policy(source: &Source) -> Option<Span> {
        text::begins_as_policy(beginning(source.text())).then(|| first_line(source))
    }

    /// The kind of an object, and the key by which it is known.
    pub(crate) fn of_object(object: Members<'_>) -> Option<(Self, Span)> {
        object::kind(object)
    }

    fn of_json(source: &Source) -> Self {
        match Tape::read(source) {
            Ok(tape) => Self::of_value(tape.root()),
            Err(_) if has_catalog(source) => Self::Catalog,
            Err(_) => Self::of_commented(source).unwrap_or(Self::Json),
        }
    }

    /// The kind of JSON with comments, where it is one of these.
    fn of_commented(source: &Source) -> Option<Self> {
        let tape = Tape::read_commented(source).ok()?;
        Some(Self::of_value(tape.root())).filter(|kind| *kind != Self::Json)
    }

    fn of_value(value: Node<'_>) -> Self {
        match value.shape() {
            Ok(Shape::Object(members)) => {
                Self::of_object(members).map_or(Self::Json, |(kind, _)| kind)
            }
            Ok(Shape::Array(items)) if items.count() > 0 && { items }.all(object::is_tool) => {
                Self::Catalog
            }
            _ => Self::Json,
        }
    }
}

/// A text from its first letter on.
fn beginning(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_start()
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

/// The line on which a text begins.
fn first_line(source: &Source) -> Span {
    let text = beginning(source.text());
    let start = source.text().len() - text.len();
    let line = text.lines().next().unwrap_or_default();
    Span::new(source.id(), start, start + line.len())
}
