//! A text to tools: the forms that a catalog comes in.
//!
//! A `tools/list` result (`{"tools": […]}`), a JSON-RPC answer around it (`{"result": …}`), or a
//! bare list. Other members, there and in the tools, are left as the server sent them. Only names
//! are read here; schemas are read when a policy asks for them.

use std::sync::{Arc, OnceLock};

use super::error::{CatalogError, NameFault};
use super::tool::Tool;
use crate::json::{Elements, Flaw, MAX_FLAWS, Members, Node, Shape, Tape};
use crate::source::Source;

/// Every tool that has a name, in the text's order, and all that is wrong.
pub(super) fn read(source: &Source) -> (Vec<Tool>, Vec<CatalogError>) {
    let tape = match Tape::read(source) {
        Ok(tape) => Arc::new(tape),
        Err(error) => return (Vec::new(), vec![CatalogError::NotJson(error)]),
    };
    let mut errors = tape.flaws().into_iter().map(CatalogError::from).collect();
    let tools = match listed(tape.root(), &mut errors) {
        Ok(entries) => tools(&tape, entries, &mut errors),
        Err(error) => {
            errors.push(error);
            Vec::new()
        }
    };
    (tools, errors)
}

fn tools(tape: &Arc<Tape>, entries: Elements<'_>, errors: &mut Vec<CatalogError>) -> Vec<Tool> {
    let mut tools = Vec::with_capacity(entries.count());
    for entry in entries {
        match tool(tape, entry, errors) {
            Ok(tool) => tools.push(tool),
            Err(_) if errors.len() >= MAX_FLAWS => break,
            Err(error) => errors.push(error),
        }
    }
    tools
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

/// The entries of the list of tools, wherever it is.
fn listed<'s>(
    root: Node<'s>,
    errors: &mut Vec<CatalogError>,
) -> Result<Elements<'s>, CatalogError> {
    match root.shape().map_err(CatalogError::NotJson)? {
        Shape::Array(entries) => Ok(entries),
        Shape::Object(members) => in_answer(root, members, errors),
        _ => Err(CatalogError::Shape { found: root.kind(), span: root.span() }),
    }
}

/// The entries in `tools`, or in that of `result`.
fn in_answer<'s>(
    answer: Node<'s>,
    members: Members<'s>,
    errors: &mut Vec<CatalogError>,
) -> Result<Elements<'s>, CatalogError> {
    complete(members, errors);
    if let Some(tools) = members.named("tools") {
        return entries(tools.value);
    }
    if let Some(result) = members.named("result") {
        return in_result(result.value, errors);
    }
    match members.named("error") {
        Some(error) => Err(error_answer(error.value)),
        None => Err(CatalogError::NoTools { span: answer.opening() }),
    }
}

fn in_result<'s>(
    result: Node<'s>,
    errors: &mut Vec<CatalogError>,
) -> Result<Elements<'s>, CatalogError> {
    let Shape::Object(members) = result.shape().map_err(CatalogError::NotJson)? else {
        return Err(CatalogError::Shape { found: result.kind(), span: result.span() });
    };
    complete(members, errors);
    match members.named("tools") {
        Some(tools) => entries(tools.value),
        None => Err(CatalogError::NoTools { span: result.opening() }),
    }
}

fn entries(tools: Node<'_>) -> Result<Elements<'_>, CatalogError> {
    match tools.shape().map_err(CatalogError::NotJson)? {
        Shape::Array(entries) => Ok(entries),
        _ => Err(CatalogError::Shape { found: tools.kind(), span: tools.span() }),
    }
}

/// A cursor that is left over says that there is another page.
fn complete(members: Members<'_>, errors: &mut Vec<CatalogError>) {
    let cursor = members.named("nextCursor");
    let left = cursor.filter(|cursor| !matches!(cursor.value.text(), "null" | "\"\""));
    errors.extend(
        left.map(|cursor| CatalogError::Partial {
            span: cursor.key.span().to(cursor.value.span()),
        }),
    );
}

/// What a JSON-RPC answer says that went wrong.
fn error_answer(error: Node<'_>) -> CatalogError {
    let message = match error.shape() {
        Ok(Shape::Object(members)) => members
            .named("message")
            .and_then(|message| message.value.text_value().ok())
            .map(std::borrow::Cow::into_owned),
        _ => None,
    };
    CatalogError::ErrorAnswer { message, span: error.span() }
}

/// Reads one entry; without a name it is no tool.
fn tool(
    tape: &Arc<Tape>,
    entry: Node<'_>,
    errors: &mut Vec<CatalogError>,
) -> Result<Tool, CatalogError> {
    let Shape::Object(members) = entry.shape().map_err(CatalogError::NotJson)? else {
        return Err(CatalogError::ToolShape { found: entry.kind(), span: entry.span() });
    };
    let name = tool_name(entry, members)?;
    errors.extend(schema_fault(&name, members));
    Ok(Tool { tape: Arc::clone(tape), node: entry.id(), name, arguments: OnceLock::new() })
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
    let schema = members.named("inputSchema")?.value;
    (!schema.is_object()).then(|| CatalogError::SchemaShape {
        tool: tool.to_owned(),
        found: schema.kind(),
        span: schema.span(),
    })
}
