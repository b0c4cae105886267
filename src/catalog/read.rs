//! A text to tools: its JSON texts, the pages in them, the tools of each.
//!
//! Only names are read here; schemas are read when a policy asks for them. Other members are left
//! as the server sent them.

use std::sync::{Arc, OnceLock};

use super::definition::{definition, schema_member, unwrapped};
use super::error::{CatalogError, NameFault};
use super::frames::{self, Frames};
use super::kept::Kept;
use super::pages::{self, Page};
use super::tool::Tool;
use crate::json::{Flaw, MAX_FLAWS, Members, Node, Shape, Tape, Value};
use crate::kind::Kind;
use crate::source::{Source, Span};

/// The key beside the tools for what is said of the server.
const SERVER: &str = "server";

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Every tool that has a name, in the text's order.
    pub(super) tools: Vec<Tool>,
    /// All that is wrong.
    pub(super) errors: Vec<CatalogError>,
    /// What is said of the server beside its tools.
    pub(super) server: Option<Value>,
}

impl From<CatalogError> for Read {
    fn from(error: CatalogError) -> Self {
        Self { errors: vec![error], ..Self::default() }
    }
}

/// Reads a text.
pub(super) fn read(source: &Source) -> Read {
    if let Some(span) = Kind::policy(source) {
        return CatalogError::Foreign { kind: Kind::Policy, span }.into();
    }
    let frames = match frames::read(source) {
        Ok(frames) => frames,
        Err(error) => {
            return foreign(source).unwrap_or(CatalogError::NotJson(error)).into();
        }
    };
    let mut errors = flaws(&frames);
    let mut tools = Vec::new();
    let pages = pages::read(&frames, &mut errors);
    let server = pages.first().and_then(|page| server(page.around));
    for (number, page) in pages.into_iter().enumerate() {
        let tape = frames.texts.iter().find(|tape| page.around.is_of(tape));
        if let Some(tape) = tape {
            add_tools(tape, number, &page, &mut tools, &mut errors);
        }
    }
    Read { tools, errors, server }
}

/// That a text which is no JSON is something else, where that is known.
fn foreign(source: &Source) -> Option<CatalogError> {
    let text = source.text().trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Some(CatalogError::Empty { span: Span::new(source.id(), 0, 0) });
    }
    let (kind, span) = Kind::of_text(source)?;
    Some(CatalogError::Foreign { kind, span })
}

/// What stands beside a list of tools about the server that gave it.
fn server(around: Node<'_>) -> Option<Value> {
    let Ok(Shape::Object(members)) = around.shape() else { return None };
    members.named(SERVER)?.value.value().ok()
}

fn flaws(frames: &Frames) -> Vec<CatalogError> {
    let flaws = frames.texts.iter().flat_map(|tape| tape.flaws());
    flaws.take(MAX_FLAWS).map(CatalogError::from).collect()
}

fn add_tools(
    tape: &Arc<Tape>,
    page: usize,
    Page { entries, around, .. }: &Page<'_>,
    tools: &mut Vec<Tool>,
    errors: &mut Vec<CatalogError>,
) {
    tools.reserve((*entries).count());
    for entry in *entries {
        match tool(tape, entry, errors) {
            Ok(tool) => tools.push(Tool { page, around: around.id(), ..tool }),
            Err(_) if errors.len() >= MAX_FLAWS => break,
            Err(error) => errors.push(error),
        }
    }
}

impl From<Flaw> for CatalogError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::DuplicateKey { key, span, first } => Self::DuplicateKey { key, span, first },
            Flaw::TooDeep { span } => Self::TooDeep { span },
            Flaw::BrokenString(error) => Self::NotJson(error),
        }
    }
}

/// Reads one entry; without a name it is no tool.
fn tool(
    tape: &Arc<Tape>,
    entry: Node<'_>,
    errors: &mut Vec<CatalogError>,
) -> Result<Tool, CatalogError> {
    let definition = definition(entry);
    let Shape::Object(members) = definition.shape().map_err(CatalogError::NotJson)? else {
        return Err(CatalogError::ToolShape { found: entry.kind(), span: entry.span() });
    };
    let name = tool_name(definition, members)?;
    errors.extend(schema_fault(&name, members));
    let schema = schema_member(members).map(|member| unwrapped(member.value));
    Ok(Tool {
        tape: Arc::clone(tape),
        node: definition.id(),
        schema: schema.filter(|schema| schema.is_object()).map(Node::id),
        around: definition.id(),
        page: 0,
        name,
        arguments: OnceLock::new(),
        kept: Kept::default(),
    })
}

fn tool_name(entry: Node<'_>, members: Members<'_>) -> Result<Arc<str>, CatalogError> {
    let fault = |fault, span| Err(CatalogError::ToolName { fault, span });
    let Some(node) = members.named("name").map(|member| member.value) else {
        return fault(NameFault::Missing, entry.opening());
    };
    match node.shape() {
        Ok(Shape::String(text)) if text.is_empty() => fault(NameFault::Empty, node.span()),
        Ok(Shape::String(text)) if text.chars().any(char::is_control) => {
            fault(NameFault::Control, node.span())
        }
        Ok(Shape::String(text)) => Ok(text.into()),
        _ => fault(NameFault::NoString(node.kind()), node.span()),
    }
}

fn schema_fault(tool: &str, members: Members<'_>) -> Option<CatalogError> {
    let member = schema_member(members)?;
    let schema = member.value;
    (!schema.is_object()).then(|| CatalogError::SchemaShape {
        tool: tool.to_owned(),
        key: member.name().into_owned(),
        found: schema.kind(),
        span: schema.span(),
    })
}
