//! A tree from the parser's events.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{comments, scalar};
use crate::import::fault::Fault;
use crate::import::tree::{Kind, MAX_DEPTH, Member, Text, Tree, span};
use crate::source::{Source, Span};

/// How many values the aliases of a text may repeat.
const MAX_REPEATED: usize = 100_000;

/// Reads the first document of a text.
pub(super) fn read(source: &Source) -> Result<Text, Fault> {
    let mut builder = Builder::new(source);
    let mut parser = Parser::new_from_str(source.text());
    let mut documents = 0;
    let mut second = None;
    while let Some(event) = parser.next_event() {
        let (event, place) = event.map_err(|error| {
            let at = builder.offset(error.marker().index());
            builder.fault(span(source, at, at), error.info())
        })?;
        let place = builder.place(place);
        match event {
            Event::DocumentStart(_) => documents += 1,
            _ if documents > 1 => second = second.or(Some(place)),
            event => builder.event(event, place)?,
        }
        if second.is_some() {
            break;
        }
    }
    let root = builder.root.take().unwrap_or(Tree { span: span(source, 0, 0), kind: Kind::Null });
    let comments = comments::of(source, &builder.scalars);
    Ok(Text { root, comments, second })
}

struct Builder<'s> {
    source: &'s Source,
    /// The offset of each character, where they aren't all of one byte.
    offsets: Option<Vec<usize>>,
    root: Option<Tree>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Tree>,
    repeated: usize,
    /// Where scalars stand, in order.
    scalars: Vec<Span>,
}

/// A list or mapping that is being read.
struct Open {
    anchor: usize,
    span: Span,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Tree>),
    /// The members so far, and the key whose value comes next.
    Map(Vec<Member>, Option<(String, Span)>),
}

impl<'s> Builder<'s> {
    fn new(source: &'s Source) -> Self {
        let text = source.text();
        let offsets = || text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self {
            source,
            offsets: (!text.is_ascii()).then(offsets),
            root: None,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            repeated: 0,
            scalars: Vec::new(),
        }
    }

    fn offset(&self, character: usize) -> usize {
        let end = self.source.text().len();
        match &self.offsets {
            None => character.min(end),
            Some(offsets) => offsets.get(character).copied().unwrap_or(end),
        }
    }

    fn place(&self, place: saphyr_parser::Span) -> Span {
        let start = self.offset(place.start.index());
        let end = self.offset(place.end.index()).max(start);
        let text = self.source.text().get(start..end).unwrap_or_default();
        span(self.source, start, start + text.trim_end().len())
    }

    fn fault(&self, span: Span, message: &str) -> Fault {
        Fault::Syntax { span, language: "YAML", message: message.to_owned() }
    }

    fn event(&mut self, event: Event<'_>, place: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.scalars.push(place);
                let is_plain = style == ScalarStyle::Plain;
                let kind = scalar::kind(&text, is_plain, tag.as_deref().map(suffix));
                self.value(Tree { span: place, kind }, &text, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                self.enter(Open { anchor, span: place, kind: OpenKind::List(Vec::new()) })
            }
            Event::MappingStart(anchor, _) => {
                self.enter(Open { anchor, span: place, kind: OpenKind::Map(Vec::new(), None) })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::Nothing | Event::StreamStart | Event::StreamEnd => Ok(()),
            Event::DocumentStart(_) | Event::DocumentEnd => Ok(()),
        }
    }

    fn enter(&mut self, open: Open) -> Result<(), Fault> {
        if self.open.len() >= MAX_DEPTH {
            return Err(
                self.fault(open.span, &format!("it nests more than {MAX_DEPTH} levels deep"))
            );
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Fault> {
        let Some(Open { anchor, span, kind }) = self.open.pop() else { return Ok(()) };
        let (kind, last) = match kind {
            OpenKind::List(items) => {
                let last = items.last().map(|item| item.span);
                (Kind::List(items), last)
            }
            OpenKind::Map(members, _) => {
                let last = members.last().map(|member| member.key_span.to(member.value.span));
                (Kind::Map(members), last)
            }
        };
        // Where no bracket closes it, the parser's place is that of whatever comes next.
        let span = match (end.end > end.start, last) {
            (true, _) => span.to(end),
            (false, Some(last)) => span.to(last),
            (false, None) => span,
        };
        self.value(Tree { span, kind }, "", anchor)
    }

    fn alias(&mut self, anchor: usize, place: Span) -> Result<(), Fault> {
        let Some(tree) = self.anchors.get(&anchor).cloned() else {
            return Err(self.fault(place, "the alias names no value before it"));
        };
        self.repeated += size(&tree);
        if self.repeated > MAX_REPEATED {
            return Err(self.fault(place, "its aliases repeat too much"));
        }
        self.value(Tree { span: place, ..tree }, "", 0)
    }

    /// Takes in a value, which is a key where one is due.
    fn value(&mut self, tree: Tree, text: &str, anchor: usize) -> Result<(), Fault> {
        if anchor > 0 {
            self.anchors.insert(anchor, tree.clone());
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(tree),
            Some(OpenKind::List(items)) => items.push(tree),
            Some(OpenKind::Map(members, key)) => match key.take() {
                Some((key, key_span)) => members.push(Member { key, key_span, value: tree }),
                None => match &tree.kind {
                    Kind::List(_) | Kind::Map(_) | Kind::Null => {
                        return Err(self.fault(tree.span, "a key must be a text"));
                    }
                    _ if text == "<<" => {
                        let message = "mappings that are merged into others (`<<`)".to_owned();
                        let help = "write each mapping in full".to_owned();
                        return Err(Fault::NotAnalysed { span: tree.span, message, help });
                    }
                    Kind::String(text) => *key = Some((text.clone(), tree.span)),
                    _ => *key = Some((text.to_owned(), tree.span)),
                },
            },
        }
        Ok(())
    }
}

fn suffix(tag: &Tag) -> &str {
    &tag.suffix
}

fn size(tree: &Tree) -> usize {
    let inside = tree.elements().iter().map(size).sum::<usize>();
    1 + inside + tree.members().iter().map(|member| size(&member.value)).sum::<usize>()
}
