//! Where every value of a JSON text stands.
//!
//! The tape is the list of a text's values and keys in the order of the text: a slot for a scalar
//! or a key, two for a list or an object, one at each of its brackets. The opening slot leads to
//! the closing one, so whoever walks a list steps over what is nested in its elements.

use std::sync::Arc;

use serde_json::value::RawValue;

use super::commented::without_comments;
use super::error::JsonError;
use super::node::Node;
use super::scan::Scan;
use crate::source::{Source, SourceId, Span};

/// Where the values of one JSON text stand.
#[derive(Debug)]
pub(crate) struct Tape {
    pub(super) text: Arc<String>,
    pub(super) source: SourceId,
    /// Never empty: a JSON text is a value.
    pub(super) slots: Vec<Slot>,
    /// Whether an escape stands in any key; hardly ever.
    pub(super) escaped_keys: bool,
    /// The strings with half of a surrogate pair in them, in the order of the text.
    pub(super) broken: Vec<u32>,
    /// The first list or object inside `MAX_DEPTH` others.
    pub(super) too_deep: Option<u32>,
}

/// One place of a tape.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    /// Where the scalar, the key or the bracket starts in the text.
    pub(super) start: u32,
    /// Where it ends; of an opening bracket, the number of the closing one's slot.
    pub(super) end: u32,
}

/// Names one value of a [`Tape`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(super) u32);

impl Tape {
    /// Reads a whole text, a byte-order mark left out.
    ///
    /// # Errors
    /// Where the text isn't JSON.
    pub(crate) fn read(source: &Source) -> Result<Self, JsonError> {
        Self::within(source, whole(source))
    }

    /// Reads a whole text that may have comments, and commas behind the last element.
    ///
    /// # Errors
    /// Where the text isn't JSON without these.
    pub(crate) fn read_commented(source: &Source) -> Result<Self, JsonError> {
        Self::part(&Arc::new(without_comments(source.text())), whole(source))
    }

    /// Reads a part of a text, such as one line of many.
    ///
    /// # Errors
    /// Where that part isn't JSON.
    pub(crate) fn within(source: &Source, part: Span) -> Result<Self, JsonError> {
        Self::part(source.shared_text(), part)
    }

    fn part(text: &Arc<String>, part: Span) -> Result<Self, JsonError> {
        let (json, start) = (text.get(part.range()).unwrap_or_default(), part.range().start);
        let value: &RawValue = serde_json::from_str(json)
            .map_err(|error| JsonError::located(&error, json, part.source, start))?;
        let space = json.len() - json.trim_ascii_start().len();
        Ok(Self::of(text, part.source, start + space, value.get().len()))
    }

    /// Reads the value that a part of a text begins with, whatever comes behind it.
    ///
    /// # Errors
    /// Where that part doesn't begin with JSON.
    pub(crate) fn first(text: &Arc<String>, part: Span) -> Result<Self, JsonError> {
        let start = part.range().start;
        let rest = text.get(part.range()).unwrap_or_default();
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let length = match values.next() {
            Some(Ok(value)) => value.get().len(),
            Some(Err(error)) => {
                return Err(JsonError::located(&error, rest, part.source, start));
            }
            None => 0,
        };
        Ok(Self::of(text, part.source, start, length))
    }

    /// The tape of the value of `length` bytes at `start`.
    fn of(text: &Arc<String>, source: SourceId, start: usize, length: usize) -> Self {
        let scan = Scan::of(text, start, length);
        Self {
            text: Arc::clone(text),
            source,
            slots: scan.slots,
            escaped_keys: scan.escaped_keys,
            broken: scan.broken,
            too_deep: scan.too_deep,
        }
    }

    /// The value that the text is.
    pub(crate) fn root(&self) -> Node<'_> {
        self.node(NodeId(0))
    }

    /// The value that an id of this tape names.
    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { tape: self, at: id.0 }
    }

    /// The value that starts where `span` does; none where no value starts there.
    pub(crate) fn node_at(&self, span: Span) -> Option<Node<'_>> {
        let at = self.slots.binary_search_by_key(&span.start, |slot| slot.start).ok()?;
        Some(self.node(NodeId(u32::try_from(at).ok()?)))
    }

    pub(super) fn slot(&self, at: u32) -> Slot {
        self.slots.get(at as usize).copied().unwrap_or_default()
    }

    /// The byte that a slot starts with, which says what it is.
    pub(super) fn first_byte(&self, slot: Slot) -> u8 {
        self.text.as_bytes().get(slot.start as usize).copied().unwrap_or_default()
    }

    /// The closing slot, where this one is of an opening bracket.
    pub(super) fn closing(&self, slot: Slot) -> Option<u32> {
        matches!(self.first_byte(slot), b'[' | b'{').then_some(slot.end)
    }

    /// The slot after a value and all that is nested in it.
    pub(super) fn after(&self, at: u32) -> u32 {
        self.closing(self.slot(at)).unwrap_or(at) + 1
    }
}

/// All of a text but its byte-order mark.
fn whole(source: &Source) -> Span {
    let bom = '\u{feff}';
    let start = if source.text().starts_with(bom) { bom.len_utf8() } else { 0 };
    Span::new(source.id(), start, source.text().len())
}
