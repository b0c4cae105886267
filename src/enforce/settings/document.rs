//! JSON that is changed in one place: every other byte stays as it is.

use std::ops::Range;
use std::sync::Arc;

use super::fault::Fault;
use super::layout::{self, Layout};
use crate::json::{Flaw, Node, Shape, Tape, Value};
use crate::source::{Source, Sources};

/// A client's settings.
#[derive(Debug)]
pub(super) struct Document {
    source: Arc<Source>,
    tape: Tape,
}

/// A list or an object, and what stands in it.
struct Container {
    /// All of it, brackets included.
    range: Range<usize>,
    /// Its members or elements.
    children: Vec<Range<usize>>,
}

impl Document {
    /// Reads settings, with comments where their client takes them.
    ///
    /// # Errors
    /// They are no object, or readers differ on what they are.
    pub(super) fn read(text: &str, has_comments: bool) -> Result<Self, Fault> {
        let empty = || Sources::default().add("", "");
        let source = Sources::default().add("", text).or_else(empty);
        let Some(source) = source else { return Self::read("{}", false) };
        let tape = match has_comments {
            true => Tape::read_commented(&source),
            false => Tape::read(&source),
        };
        let tape = tape.map_err(|error| Fault::of(&source, &error))?;
        if let Some(flaw) = tape.flaws().first() {
            return Err(Fault::new(&source, flaw.span(), words(flaw)));
        }
        let document = Self { source, tape };
        let root = document.tape.root();
        match root.is_object() {
            true => Ok(document),
            false => Err(document.fault(root, "settings are an object")),
        }
    }

    /// The entries of an event, in the order of the text.
    ///
    /// # Errors
    /// What should hold them is something else.
    pub(super) fn entries(&self, path: [&str; 2]) -> Result<Vec<Value>, Fault> {
        let chain = self.chain(path)?;
        let Some(list) = chain.get(path.len()) else { return Ok(Vec::new()) };
        let Shape::Array(elements) = self.shape(*list)? else { return Ok(Vec::new()) };
        let value = |node: Node<'_>| node.value().map_err(|it| Fault::of(&self.source, &it));
        elements.map(value).collect()
    }

    /// Whether the settings have this key.
    pub(super) fn has(&self, key: &str) -> bool {
        let Ok(Shape::Object(members)) = self.tape.root().shape() else { return false };
        members.named(key).is_some()
    }

    /// The keys of the settings.
    pub(super) fn keys(&self) -> Vec<String> {
        let Ok(Shape::Object(members)) = self.tape.root().shape() else { return Vec::new() };
        members.map(|member| member.name().into_owned()).collect()
    }

    /// That an entry of an event isn't as it should be.
    pub(super) fn entry_fault(&self, path: [&str; 2], at: usize, message: &str) -> Fault {
        let chain = self.chain(path).unwrap_or_default();
        let entry = chain.last().and_then(|list| match list.shape() {
            Ok(Shape::Array(mut elements)) => elements.nth(at),
            _ => None,
        });
        self.fault(entry.unwrap_or(self.tape.root()), message)
    }

    /// The text with one more member at the top.
    pub(super) fn with_member(&self, key: &str, value: &str) -> Result<String, Fault> {
        self.inserted(self.tape.root(), &layout::member(key, value))
    }

    /// The text with one more entry of an event.
    pub(super) fn with_entry(&self, path: [&str; 2], entry: &str) -> Result<String, Fault> {
        let chain = self.chain(path)?;
        let Some(last) = chain.last() else { return Ok(self.text().to_owned()) };
        let mut missing = path.iter().skip(chain.len() - 1).rev();
        let Some(innermost) = missing.next() else { return self.inserted(*last, entry) };
        let list = layout::member(innermost, &self.layout().list(entry));
        let item =
            missing.fold(list, |inner, key| layout::member(key, &self.layout().object(&inner)));
        self.inserted(*last, &item)
    }

    /// The text with another entry in the place of one.
    pub(super) fn with_replaced(
        &self,
        path: [&str; 2],
        at: usize,
        entry: &str,
    ) -> Result<String, Fault> {
        let chain = self.chain(path)?;
        let Some(list) = chain.get(path.len()) else { return Ok(self.text().to_owned()) };
        let children = self.container(*list)?.children;
        let Some(range) = children.get(at) else { return Ok(self.text().to_owned()) };
        let item = self.layout().at(self.text(), range.start, entry);
        Ok(spliced(self.text(), range.clone(), &item))
    }

    /// The text without an entry, and without what held nothing else. What isn't the last of its
    /// kind was there before the entry was, and stays.
    pub(super) fn without_entry(&self, path: [&str; 2], at: usize) -> Result<String, Fault> {
        let chain = self.chain(path)?;
        let Some(list) = chain.get(path.len()) else { return Ok(self.text().to_owned()) };
        let (mut inner, mut child) = (self.container(*list)?, at);
        for (node, key) in chain.iter().zip(path).rev() {
            let outer = self.container(*node)?;
            let position = self.position(*node, key);
            if inner.children.len() > 1 || position + 1 < outer.children.len() {
                break;
            }
            (inner, child) = (outer, position);
        }
        Ok(spliced(self.text(), inner.removal(child), ""))
    }

    fn text(&self) -> &str {
        self.source.text()
    }

    fn layout(&self) -> Layout {
        Layout::of(self.text(), self.container(self.tape.root()).ok().and_then(|it| it.first()))
    }

    /// The root and, as far as they are there, what the keys lead to: objects, at the end a list.
    fn chain(&self, path: [&str; 2]) -> Result<Vec<Node<'_>>, Fault> {
        let mut chain = vec![self.tape.root()];
        for (depth, key) in path.into_iter().enumerate() {
            let Some(Ok(Shape::Object(members))) = chain.last().map(|node| node.shape()) else {
                break;
            };
            let Some(member) = members.named(key) else { break };
            let is_last = depth + 1 == path.len();
            match (is_last, member.value.is_list(), member.value.is_object()) {
                (true, true, _) | (false, _, true) => chain.push(member.value),
                (true, ..) => {
                    return Err(self.fault(member.value, "the hooks of an event are a list"));
                }
                (false, ..) => return Err(self.fault(member.value, "`hooks` is an object")),
            }
        }
        Ok(chain)
    }

    fn shape<'s>(&self, node: Node<'s>) -> Result<Shape<'s>, Fault> {
        node.shape().map_err(|error| Fault::of(&self.source, &error))
    }

    fn container(&self, node: Node<'_>) -> Result<Container, Fault> {
        let children = match self.shape(node)? {
            Shape::Object(members) => {
                members.map(|it| it.key.span().to(it.value.span()).range()).collect()
            }
            Shape::Array(elements) => elements.map(|it| it.span().range()).collect(),
            _ => Vec::new(),
        };
        Ok(Container { range: node.span().range(), children })
    }

    /// Which of an object's members has a key.
    fn position(&self, node: Node<'_>, key: &str) -> usize {
        let Ok(Shape::Object(mut members)) = node.shape() else { return 0 };
        members.position(|member| *member.name() == *key).unwrap_or_default()
    }

    /// The text with something more at the end of a list or an object.
    fn inserted(&self, node: Node<'_>, item: &str) -> Result<String, Fault> {
        let (container, text) = (self.container(node)?, self.text());
        let layout = self.layout();
        let (Some(first), Some(last)) = (container.children.first(), container.children.last())
        else {
            let inside = container.range.start + 1..container.range.end - 1;
            return Ok(spliced(text, inside, &layout.alone(text, container.range.start, item)));
        };
        let before = text.get(container.range.start..first.start).unwrap_or_default();
        let item = match before.contains('\n') {
            true => layout.on_its_line(text, first.start, item),
            false => layout::inline(item),
        };
        Ok(spliced(text, last.end..last.end, &format!(",{item}")))
    }

    fn fault(&self, node: Node<'_>, message: &str) -> Fault {
        Fault::new(&self.source, node.opening(), message)
    }
}

impl Container {
    fn first(&self) -> Option<usize> {
        self.children.first().map(|child| child.start)
    }

    /// What goes with a child: the comma on one side of it and, where it is alone, all that stands
    /// between the brackets.
    fn removal(&self, child: usize) -> Range<usize> {
        let end = |at: usize| self.children.get(at).map(|it| it.end);
        let start = |at: usize| self.children.get(at).map(|it| it.start);
        let before = child.checked_sub(1).and_then(end);
        match (before, end(child), start(child), start(child + 1)) {
            (Some(before), Some(end), ..) => before..end,
            (None, _, Some(start), Some(next)) => start..next,
            _ => self.range.start + 1..self.range.end - 1,
        }
    }
}

fn spliced(text: &str, range: Range<usize>, put: &str) -> String {
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    [before.unwrap_or_default(), put, after.unwrap_or_default()].concat()
}

fn words(flaw: &Flaw) -> String {
    match flaw {
        Flaw::DuplicateKey { key, .. } => {
            format!("the key {} stands twice in one object", crate::json::quoted(key))
        }
        Flaw::TooDeep { .. } => "it is nested too deep".to_owned(),
        Flaw::BrokenString(error) => error.to_string(),
    }
}
