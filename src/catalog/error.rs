//! What can be wrong with a catalog, and the words for it.

use crate::finding::Finding;
use crate::json::{JsonError, MAX_DEPTH};
use crate::kind::Kind;
use crate::source::Span;
use crate::strings::tick;

/// How much of a name is shown.
const MAX_SHOWN_CHARACTERS: usize = 80;

/// One thing that is wrong with a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CatalogError {
    /// The text is no JSON.
    NotJson(JsonError),
    /// Something else stands where tools should.
    Shape { found: &'static str, span: Span },
    /// An object without tools.
    NoTools { span: Span },
    /// Nothing stands in the file.
    Empty { span: Span },
    /// A file of another kind.
    Foreign { kind: Kind, span: Span },
    /// The server answered with an error.
    ErrorAnswer { message: Option<String>, span: Span },
    /// Too many levels of lists and objects.
    TooDeep { span: Span },
    /// A key stands twice in one object.
    DuplicateKey { key: String, span: Span, first: Span },
    /// Two tools have one name.
    DuplicateTool { name: String, span: Span, first: Span },
    /// There are more tools than the file holds.
    Partial { span: Span },
    /// An entry of the list is no object.
    ToolShape { found: &'static str, span: Span },
    /// A tool has no usable name.
    ToolName { fault: NameFault, span: Span },
    /// A tool's name is none that MCP wants: a character that it has no place for, or too long.
    OddName { name: String, letter: Option<char>, span: Span },
    /// Two tools have names that look alike.
    Lookalike { name: String, other: String, span: Span, first: Span },
    /// A tool's schema is no object.
    SchemaShape { tool: String, key: String, found: &'static str, span: Span },
}

/// What is wrong with a tool's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameFault {
    /// There is none.
    Missing,
    /// It is no string but this.
    NoString(&'static str),
    /// It is the empty string.
    Empty,
    /// A control character stands in it.
    Control,
}

impl CatalogError {
    /// The message.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::NotJson(error) => not_json(&error),
            Self::Shape { found, span } => {
                shape(span, &format!("found {found} where tools should be"))
            }
            Self::NoTools { span } => shape(span, "this object has no `tools`"),
            Self::Empty { span } => shape(span, "the file is empty"),
            Self::Foreign { kind, span } => {
                let message = format!("the file is {}, not a tool catalog", kind.name());
                Finding::error("catalog-shape", span, message).help(kind.catalog_advice())
            }
            Self::ErrorAnswer { message, span } => error_answer(message.as_deref(), span),
            Self::TooDeep { span } => too_deep(span),
            Self::DuplicateKey { key, span, first } => duplicate_key(&key, span, first),
            Self::DuplicateTool { name, span, first } => duplicate_tool(&name, span, first),
            Self::Partial { span } => partial(span),
            Self::ToolShape { found, span } => tool_shape(found, span),
            Self::ToolName { fault, span } => tool_name(fault, span),
            Self::OddName { name, letter, span } => odd_name(&name, letter, span),
            Self::Lookalike { name, other, span, first } => lookalike(&name, &other, span, first),
            Self::SchemaShape { tool, key, found, span } => schema_shape(&tool, &key, found, span),
        }
    }
}

fn not_json(error: &JsonError) -> Finding {
    let message = format!("the catalog is not JSON: {}", error.message);
    Finding::error("catalog-not-json", error.span, message)
        .help("a catalog is a server's answer to `tools/list`, saved as JSON")
}

fn shape(span: Span, message: &str) -> Finding {
    Finding::error("catalog-shape", span, message).help(
        "save what the server answered to `tools/list`: {\"tools\": [...]}, the JSON-RPC answer \
         around it, or the list alone; docs/catalogs.md says how it is had",
    )
}

fn error_answer(message: Option<&str>, span: Span) -> Finding {
    let said = message.map(|text| format!(": {}", shown(text))).unwrap_or_default();
    Finding::error("catalog-error-answer", span, format!("the server answered with an error{said}"))
        .help("ask the server again, with `mcpol catalog pull`")
}

fn too_deep(span: Span) -> Finding {
    let message = format!("the catalog is nested more than {MAX_DEPTH} levels deep");
    Finding::error("catalog-too-deep", span, message).note("one level too many")
}

fn duplicate_key(key: &str, span: Span, first: Span) -> Finding {
    let message = format!("the key {} stands twice in one object", shown(key));
    Finding::error("duplicate-key", span, message)
        .label(first, "it is here already")
        .help("readers disagree on which of the two counts: keep one")
}

fn duplicate_tool(name: &str, span: Span, first: Span) -> Finding {
    Finding::error("duplicate-tool", span, format!("two tools are named {}", shown(name)))
        .label(first, "the first one")
        .help("a policy names tools by their names alone: give each its own, or remove one")
}

fn partial(span: Span) -> Finding {
    Finding::error("partial-catalog", span, "the catalog is only a part of the server's list")
        .note("the server has more tools after these")
        .help(
            "ask `tools/list` again with this cursor until none is left, and join the answers: \
             `mcpol catalog join`",
        )
}

fn tool_shape(found: &str, span: Span) -> Finding {
    Finding::error("tool-shape", span, format!("a tool must be an object, found {found}"))
        .help("write {\"name\": \"...\", \"inputSchema\": {\"type\": \"object\"}}")
}

fn tool_name(fault: NameFault, span: Span) -> Finding {
    let message = match fault {
        NameFault::Missing => "a tool without a `name`".to_owned(),
        NameFault::NoString(found) => format!("a tool's name must be a string, found {found}"),
        NameFault::Empty => "a tool's name is empty".to_owned(),
        NameFault::Control => "a tool's name holds a control character".to_owned(),
    };
    Finding::error("tool-name", span, message)
        .help("a name is a string of at least one character, without line ends and the like")
}

fn odd_name(name: &str, letter: Option<char>, span: Span) -> Finding {
    let name = shown(name);
    let message = match letter {
        Some(letter) => {
            let code = u32::from(letter);
            format!("the tool name {name} holds {} (U+{code:04X})", tick(&letter.to_string()))
        }
        None => format!("the tool name {name} has more than 128 characters"),
    };
    Finding::warn("odd-tool-name", span, message).help(
        "by MCP a name has 1 to 128 letters of ASCII, digits, `_`, `-`, `.` and `/`: clients may refuse \
         others or call the tool by another name",
    )
}

fn lookalike(name: &str, other: &str, span: Span, first: Span) -> Finding {
    let (name, other) = (shown(name), shown(other));
    let message = format!("the tool {name} looks like {other} and is another one");
    Finding::warn("lookalike-tools", span, message)
        .label(first, "the other one")
        .help("who reads a policy or a request to approve may take one for the other: ask the server's makers")
}

fn schema_shape(tool: &str, key: &str, found: &str, span: Span) -> Finding {
    let (tool, key) = (shown(tool), tick(key));
    let message = format!("the {key} of {tool} must be an object, found {found}");
    Finding::error("schema-shape", span, message)
        .help("for a tool that takes anything, write {\"type\": \"object\"} or leave it out")
}

/// A server's text between backticks, cut where it goes on for too long.
fn shown(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN_CHARACTERS) {
        Some((end, _)) => tick(&format!("{}…", text.get(..end).unwrap_or_default())),
        None => tick(text),
    }
}
