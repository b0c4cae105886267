//! JSON texts to pages: the lists of tools that a server gave, wherever they stand in its answers.
//!
//! A page is a `tools/list` result (`{"tools": […]}`), that of a JSON-RPC answer around it, or a
//! bare list. Pages and answers may stand in a list, and among what else a session says.

use super::error::CatalogError;
use super::frames::Frames;
use crate::json::{Elements, Member, Members, Node, Shape};
use crate::kind::Kind;
use crate::source::Span;

/// How deep answers are looked for in the entries of a log.
const MAX_LOG_DEPTH: usize = 4;

/// A list of tools that a server gave.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'s> {
    /// The list.
    pub(super) entries: Elements<'s>,
    /// What it stands in, which may hold definitions too; itself, where it stands alone.
    pub(super) around: Node<'s>,
    /// The cursor of the next page.
    cursor: Option<Span>,
}

/// Every page of a file, and what is wrong with them.
pub(super) fn read<'s>(frames: &'s Frames, errors: &mut Vec<CatalogError>) -> Vec<Page<'s>> {
    let mut found = Found { pages: Vec::new(), errors: Vec::new(), log: false };
    found.log = frames.texts.len() > 1 || frames.noisy;
    for text in &frames.texts {
        found.value(text.root());
    }
    if found.pages.is_empty() && !frames.noisy {
        found.pages = tools_by_line(frames).unwrap_or_default();
    }
    match found.pages.last() {
        None => errors.extend(found.first_error()),
        Some(last) => errors.extend(last.cursor.map(|span| CatalogError::Partial { span })),
    }
    found.pages
}

/// Tools that stand one after the other, not in a list.
fn tools_by_line(frames: &Frames) -> Option<Vec<Page<'_>>> {
    let is_tool = |node: Node<'_>| {
        members(node).is_some_and(|tool| tool.named("name").is_some_and(|it| it.value.is_string()))
    };
    let tools = frames.texts.iter().map(|text| text.root());
    (frames.texts.len() > 1 && tools.clone().all(is_tool))
        .then(|| tools.map(|it| Page { entries: it.alone(), around: it, cursor: None }).collect())
}

/// What has been found so far.
struct Found<'s> {
    pages: Vec<Page<'s>>,
    /// Why there is no page where one could be.
    errors: Vec<CatalogError>,
    /// Whether the texts say other things too.
    log: bool,
}

impl<'s> Found<'s> {
    fn value(&mut self, root: Node<'s>) {
        match root.shape() {
            Ok(Shape::Array(entries)) if entries.clone().any(is_answer) => {
                self.log = true;
                entries.for_each(|entry| self.value(entry));
            }
            Ok(Shape::Array(entries)) if !self.log || !self.errors.is_empty() => {
                self.pages.push(Page { entries, around: root, cursor: None });
            }
            Ok(Shape::Array(entries)) => {
                if entries.clone().next().is_some_and(is_tool) {
                    self.pages.push(Page { entries, around: root, cursor: None });
                }
            }
            Ok(Shape::Object(answer)) => self.answer(root, answer),
            Ok(_) => self.errors.push(shape(root)),
            Err(error) => self.errors.push(CatalogError::NotJson(error)),
        }
    }

    /// An object with `tools`, or with a `result` that has them.
    fn answer(&mut self, answer: Node<'s>, parts: Members<'s>) {
        let cursor = cursor(parts);
        if let Some(tools) = parts.named("tools") {
            return self.tools(answer, parts, tools, cursor);
        }
        if let Some(result) = parts.named("result") {
            return self.result(result.value, cursor);
        }
        if let Some(error) = parts.named("error") {
            return self.errors.push(error_answer(error.value));
        }
        let known = self.pages.len();
        if self.log {
            self.entry(parts, MAX_LOG_DEPTH);
        }
        if self.pages.len() == known {
            self.errors.push(unlisted(answer, parts));
        }
    }

    fn result(&mut self, result: Node<'s>, outer: Option<Span>) {
        let Some(parts) = members(result) else {
            return self.errors.push(shape(result));
        };
        match parts.named("tools") {
            Some(tools) => self.tools(result, parts, tools, cursor(parts).or(outer)),
            None => self.errors.push(unlisted(result, parts)),
        }
    }

    fn tools(
        &mut self,
        around: Node<'s>,
        parts: Members<'s>,
        tools: Member<'s>,
        cursor: Option<Span>,
    ) {
        match tools.value.shape() {
            Ok(Shape::Array(entries)) => self.pages.push(Page { entries, around, cursor }),
            Ok(_) => self.errors.push(misshapen(tools.value, parts)),
            Err(error) => self.errors.push(CatalogError::NotJson(error)),
        }
    }

    /// An entry of a log, which may hold an answer in one of its members.
    fn entry(&mut self, entry: Members<'s>, depth: usize) {
        let Some(deeper) = depth.checked_sub(1) else { return };
        for member in entry {
            match members(member.value) {
                Some(parts) if is_answer(member.value) => self.answer(member.value, parts),
                Some(parts) => self.entry(parts, deeper),
                None => {}
            }
        }
    }

    /// The error that says most.
    fn first_error(&mut self) -> Option<CatalogError> {
        let says_more = |error: &CatalogError| matches!(error, CatalogError::ErrorAnswer { .. });
        let at = self.errors.iter().position(says_more).unwrap_or_default();
        (at < self.errors.len()).then(|| self.errors.swap_remove(at))
    }
}

/// Whether a value is a page, or an answer that may hold one.
fn is_answer(node: Node<'_>) -> bool {
    let has_list = |parts: Members<'_>| parts.named("tools").is_some_and(|it| it.value.is_list());
    let Some(parts) = members(node) else { return false };
    let result = parts.named("result").and_then(|result| members(result.value));
    parts.named("jsonrpc").is_some() || has_list(parts) || result.is_some_and(has_list)
}

fn is_tool(node: Node<'_>) -> bool {
    let has = |parts: Members<'_>, key| parts.named(key).is_some();
    members(node).is_some_and(|parts| {
        let described = ["description", "inputSchema", "input_schema", "parameters"];
        let plain = has(parts, "name") && described.iter().any(|key| has(parts, key));
        plain || has(parts, "function") || has(parts, "toolSpec")
    })
}

fn members(node: Node<'_>) -> Option<Members<'_>> {
    match node.shape() {
        Ok(Shape::Object(members)) => Some(members),
        _ => None,
    }
}

fn shape(node: Node<'_>) -> CatalogError {
    CatalogError::Shape { found: node.kind(), span: node.span() }
}

/// A cursor that is left over says that there is another page.
fn cursor(answer: Members<'_>) -> Option<Span> {
    let cursor = answer.named("nextCursor");
    let left = cursor.filter(|cursor| !matches!(cursor.value.text(), "null" | "\"\""));
    left.map(|cursor| cursor.key.span().to(cursor.value.span()))
}

/// What a JSON-RPC answer says that went wrong.
fn error_answer(error: Node<'_>) -> CatalogError {
    let said = members(error).and_then(|error| error.named("message"));
    let message = said.and_then(|message| message.value.text_value().ok());
    CatalogError::ErrorAnswer { message: message.map(|it| it.into_owned()), span: error.span() }
}

/// What an object is that has neither tools nor a result.
fn unlisted(object: Node<'_>, members: Members<'_>) -> CatalogError {
    match Kind::of_object(members) {
        Some((kind, span)) => CatalogError::Foreign { kind, span },
        None => CatalogError::NoTools { span: object.opening() },
    }
}

/// What an object is whose `tools` are no list.
fn misshapen(tools: Node<'_>, members: Members<'_>) -> CatalogError {
    match Kind::of_object(members) {
        Some((kind @ (Kind::Gateway | Kind::Intercept), _)) => {
            CatalogError::Foreign { kind, span: tools.opening() }
        }
        _ => CatalogError::Shape { found: tools.kind(), span: tools.span() },
    }
}
