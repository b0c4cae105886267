//! One tool of a catalogue.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::arguments::Arguments;
use crate::json::{Node, Shape};
use crate::source::{Place, Source, Span, Spanned};

/// One tool of a catalogue. What it says of itself is read when it is asked for.
#[derive(Debug)]
pub struct Tool {
    pub(super) source: Arc<Source>,
    pub(super) name: Arc<str>,
    pub(super) name_span: Span,
    pub(super) span: Span,
    pub(super) parts: Parts,
    pub(super) arguments: OnceLock<Arguments>,
}

/// Where the parts of a tool's definition stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    pub(super) title: Option<Span>,
    pub(super) description: Option<Span>,
    pub(super) annotations: Option<Span>,
    pub(super) input_schema: Option<Span>,
}

/// What a server says of a tool's behaviour. Nothing holds it to that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `readOnlyHint`: it changes nothing.
    pub read_only: Option<Spanned<bool>>,
    /// `destructiveHint`: it may destroy what is there.
    pub destructive: Option<Spanned<bool>>,
    /// `idempotentHint`: calling it again changes nothing more.
    pub idempotent: Option<Spanned<bool>>,
    /// `openWorldHint`: it reaches what the server doesn't hold.
    pub open_world: Option<Spanned<bool>>,
}

impl Tool {
    /// Its name, as the server spells it.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Where the catalogue names it.
    pub fn name_span(&self) -> Span {
        self.name_span
    }

    /// Its whole definition.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What people call it.
    pub fn title(&self) -> Option<Cow<'_, str>> {
        self.text(self.parts.title)
    }

    /// What the server says that it does.
    pub fn description(&self) -> Option<Cow<'_, str>> {
        self.text(self.parts.description)
    }

    /// Where the description stands.
    pub fn description_span(&self) -> Option<Span> {
        self.parts.description
    }

    /// What the server says of its behaviour; a hint of another type than it should be counts for
    /// nothing.
    pub fn hints(&self) -> Hints {
        let mut hints = Hints::default();
        let Some(Ok(Shape::Object(members))) = self.node(self.parts.annotations).map(Node::shape)
        else {
            return hints;
        };
        for member in members {
            match &*member.key {
                "title" => hints.title = text(member.value),
                "readOnlyHint" => hints.read_only = boolean(member.value),
                "destructiveHint" => hints.destructive = boolean(member.value),
                "idempotentHint" => hints.idempotent = boolean(member.value),
                "openWorldHint" => hints.open_world = boolean(member.value),
                _ => {}
            }
        }
        hints
    }

    /// Its arguments; the schema is read once, the first time.
    pub fn arguments(&self) -> &Arguments {
        self.arguments.get_or_init(|| match self.node(self.parts.input_schema) {
            Some(schema) => Arguments::read(schema),
            None => Arguments::undescribed(self.name_span),
        })
    }

    /// Its `inputSchema` as the server wrote it.
    pub fn schema(&self) -> Option<&str> {
        Some(self.node(self.parts.input_schema)?.text())
    }

    /// What the schema at `span`, an argument's own, says in words of the argument.
    pub fn description_at(&self, span: Span) -> Option<Cow<'_, str>> {
        let Ok(Shape::Object(members)) = Node::at(&self.source, span).shape() else { return None };
        let said = members.into_iter().find(|member| member.key == "description")?;
        said.value.text_value().ok()
    }

    /// The place of something in the definition, as people count it.
    pub(super) fn place(&self, span: Span) -> Place {
        self.source.place(span.start)
    }

    fn node(&self, span: Option<Span>) -> Option<Node<'_>> {
        Some(Node::at(&self.source, span?))
    }

    fn text(&self, span: Option<Span>) -> Option<Cow<'_, str>> {
        self.node(span)?.text_value().ok()
    }
}

fn text(node: Node<'_>) -> Option<Spanned<String>> {
    let text = node.text_value().ok()?.into_owned();
    Some(Spanned::new(text, node.span()))
}

fn boolean(node: Node<'_>) -> Option<Spanned<bool>> {
    Some(Spanned::new(node.text().parse().ok()?, node.span()))
}
