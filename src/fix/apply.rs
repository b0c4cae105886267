//! Edits in a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Offer;
use crate::finding::Edit;

/// The offers that can be made together: of two that touch each other, the first.
pub fn compatible<'o>(offers: impl IntoIterator<Item = &'o Offer>) -> Vec<&'o Offer> {
    let mut taken = Taken::default();
    offers.into_iter().filter(|offer| taken.take(&offer.fix.edits)).collect()
}

/// The text with every edit of these offers made, none of which may touch another's; nothing where
/// an edit lies outside of the text.
pub fn apply(text: &str, offers: &[&Offer]) -> Option<String> {
    let mut edits: Vec<&Edit> = offers.iter().flat_map(|offer| &offer.fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut changed = String::with_capacity(text.len());
    let mut kept = 0;
    for edit in edits {
        let range = if edit.text.is_empty() { whole_lines(text, edit) } else { edit.span.range() };
        changed.push_str(text.get(kept..range.start)?);
        changed.push_str(&edit.text);
        text.get(range.clone())?;
        kept = range.end;
    }
    changed.push_str(text.get(kept..)?);
    Some(changed)
}

/// What goes with a text that is taken out: its lines, where nothing else stands on them.
fn whole_lines(text: &str, edit: &Edit) -> Range<usize> {
    let range = edit.span.range();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(after.len(), |at| at + 1);
    let rest = [before.get(start..), after.get(..end)];
    let alone = rest.iter().all(|rest| rest.is_some_and(|rest| rest.trim().is_empty()));
    if alone { start..range.end + end } else { range }
}

/// The stretches of text that edits have taken: where each begins and ends.
#[derive(Default)]
struct Taken(BTreeMap<u32, u32>);

impl Taken {
    /// Takes the stretches of these edits, if all are free.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let mut wanted = Self::default();
        let free = edits.iter().all(|edit| self.is_free(edit) && wanted.add(edit));
        if free {
            self.0.extend(wanted.0);
        }
        free
    }

    fn add(&mut self, edit: &Edit) -> bool {
        let free = self.is_free(edit);
        self.0.insert(edit.span.start, edit.span.end);
        free
    }

    /// Whether nothing was taken where an edit is made; the order of two edits at one place would
    /// be anyone's guess.
    fn is_free(&self, edit: &Edit) -> bool {
        let span = edit.span;
        let before = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.start..).next();
        before.is_none_or(|(start, end)| *end <= span.start && *start < span.start)
            && after.is_none_or(|(start, _)| span.end <= *start && span.start < *start)
    }
}
