//! A text to tools: the forms that a catalogue comes in.
//!
//! A `tools/list` result (`{"tools": […]}`), a JSON-RPC answer around it (`{"result": …}`), or a
//! bare list. Other members, there and in the tools, are left as the server sent them. Only where
//! things stand is read here; schemas are read when a policy asks for them.

use std::sync::{Arc, OnceLock};

use super::error::{CatalogueError, NameFault};
use super::tool::{Parts, Tool};
use crate::json::{Flaw, MAX_FLAWS, Member, Node, Shape, flaws};
use crate::source::Source;

/// Every tool that has a name, in the text's order, and all that is wrong.
pub(super) fn read(source: &Arc<Source>) -> (Vec<Tool>, Vec<CatalogueError>) {
    let root = match Node::root(source) {
        Ok(root) => root,
        Err(error) => return (Vec::new(), vec![CatalogueError::NotJson(error)]),
    };
    let mut errors = flaws(root).into_iter().map(CatalogueError::from).collect();
    let entries = listed(root, &mut errors).unwrap_or_else(|error| {
        errors.push(error);
        Vec::new()
    });
    let mut tools = Vec::new();
    for entry in entries {
        match tool(source, entry, &mut errors) {
            Ok(tool) => tools.push(tool),
            Err(_) if errors.len() >= MAX_FLAWS => break,
            Err(error) => errors.push(error),
        }
    }
    (tools, errors)
}

impl From<Flaw> for CatalogueError {
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
    errors: &mut Vec<CatalogueError>,
) -> Result<Vec<Node<'s>>, CatalogueError> {
    match root.shape().map_err(CatalogueError::NotJson)? {
        Shape::Array(entries) => Ok(entries),
        Shape::Object(members) => in_answer(root, &members, errors),
        _ => Err(CatalogueError::Shape { found: root.kind(), span: root.span() }),
    }
}

/// The entries in `tools`, or in that of `result`.
fn in_answer<'s>(
    answer: Node<'s>,
    members: &[Member<'s>],
    errors: &mut Vec<CatalogueError>,
) -> Result<Vec<Node<'s>>, CatalogueError> {
    complete(members, errors);
    if let Some(tools) = member(members, "tools") {
        return entries(tools.value);
    }
    if let Some(result) = member(members, "result") {
        return in_result(result.value, errors);
    }
    match member(members, "error") {
        Some(error) => Err(error_answer(error.value)),
        None => Err(CatalogueError::NoTools { span: answer.opening() }),
    }
}

fn in_result<'s>(
    result: Node<'s>,
    errors: &mut Vec<CatalogueError>,
) -> Result<Vec<Node<'s>>, CatalogueError> {
    let Shape::Object(members) = result.shape().map_err(CatalogueError::NotJson)? else {
        return Err(CatalogueError::Shape { found: result.kind(), span: result.span() });
    };
    complete(&members, errors);
    match member(&members, "tools") {
        Some(tools) => entries(tools.value),
        None => Err(CatalogueError::NoTools { span: result.opening() }),
    }
}

fn entries(tools: Node<'_>) -> Result<Vec<Node<'_>>, CatalogueError> {
    match tools.shape().map_err(CatalogueError::NotJson)? {
        Shape::Array(entries) => Ok(entries),
        _ => Err(CatalogueError::Shape { found: tools.kind(), span: tools.span() }),
    }
}

/// A cursor that is left over says that there is another page.
fn complete(members: &[Member<'_>], errors: &mut Vec<CatalogueError>) {
    let cursor = member(members, "nextCursor");
    let left = cursor.filter(|cursor| !matches!(cursor.value.text(), "null" | "\"\""));
    errors.extend(
        left.map(|cursor| CatalogueError::Partial {
            span: cursor.key_span.to(cursor.value.span()),
        }),
    );
}

/// What a JSON-RPC answer says that went wrong.
fn error_answer(error: Node<'_>) -> CatalogueError {
    let message = match error.shape() {
        Ok(Shape::Object(members)) => member(&members, "message")
            .and_then(|message| message.value.text_value().ok())
            .map(std::borrow::Cow::into_owned),
        _ => None,
    };
    CatalogueError::ErrorAnswer { message, span: error.span() }
}

fn member<'m, 's>(members: &'m [Member<'s>], key: &str) -> Option<&'m Member<'s>> {
    members.iter().find(|member| member.key == key)
}

/// Reads one entry; without a name it is no tool.
fn tool(
    source: &Arc<Source>,
    entry: Node<'_>,
    errors: &mut Vec<CatalogueError>,
) -> Result<Tool, CatalogueError> {
    let Shape::Object(members) = entry.shape().map_err(CatalogueError::NotJson)? else {
        return Err(CatalogueError::ToolShape { found: entry.kind(), span: entry.span() });
    };
    let name = member(&members, "name").map(|member| member.value);
    let text = tool_name(entry, name)?;
    errors.extend(schema_fault(&text, &members));
    Ok(Tool {
        source: Arc::clone(source),
        name: text,
        name_span: name.unwrap_or(entry).span(),
        span: entry.span(),
        parts: parts(&members),
        arguments: OnceLock::new(),
    })
}

fn tool_name(entry: Node<'_>, name: Option<Node<'_>>) -> Result<Arc<str>, CatalogueError> {
    let fault = |fault, node: Node<'_>| CatalogueError::ToolName { fault, span: node.span() };
    let Some(node) = name else {
        return Err(CatalogueError::ToolName { fault: NameFault::Missing, span: entry.opening() });
    };
    match node.shape() {
        Ok(Shape::String(text)) if text.is_empty() => Err(fault(NameFault::Empty, node)),
        Ok(Shape::String(text)) if text.chars().any(char::is_control) => {
            Err(fault(NameFault::Control, node))
        }
        Ok(Shape::String(text)) => Ok(text.into()),
        _ => Err(fault(NameFault::NoString(node.kind()), node)),
    }
}

fn schema_fault(tool: &str, members: &[Member<'_>]) -> Option<CatalogueError> {
    let schema = member(members, "inputSchema")?.value;
    let wrong = !schema.text().starts_with('{');
    wrong.then(|| CatalogueError::SchemaShape {
        tool: tool.to_owned(),
        found: schema.kind(),
        span: schema.span(),
    })
}

/// Where the parts stand that have the type they should.
fn parts(members: &[Member<'_>]) -> Parts {
    let starting = |key: &str, with: char| {
        let value = member(members, key)?.value;
        value.text().starts_with(with).then(|| value.span())
    };
    Parts {
        title: starting("title", '"'),
        description: starting("description", '"'),
        annotations: starting("annotations", '{'),
        input_schema: starting("inputSchema", '{'),
    }
}
