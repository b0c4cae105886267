//! Texts of a definition that instruct the model and that weren't there.

use serde::Serialize;

use crate::catalog::{Catalog, Tool};
use crate::finding::Site;
use crate::lint;
use crate::source::Sources;

/// A text that instructs the model, or that is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct NewInstruction {
    /// What it does, with the text.
    pub says: String,
    /// Where it stands.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub at: Option<Site>,
    /// Whether it says nothing by itself: an invisible character.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_quiet: bool,
}

/// Those of a tool that the old side hasn't.
pub(super) fn of(
    old: Option<(&Tool, &Catalog)>,
    new: (&Tool, &Catalog),
    sources: &Sources,
) -> Vec<NewInstruction> {
    let mut known = old.map(|(tool, of)| lint::instructions(tool, of)).unwrap_or_default();
    let mut found = Vec::new();
    for sign in lint::instructions(new.0, new.1) {
        match known.iter().position(|known| known.says == sign.says) {
            Some(at) => drop(known.swap_remove(at)),
            None => found.push(NewInstruction {
                says: sign.says,
                at: Site::of(sign.span, sources),
                is_quiet: sign.is_quiet,
            }),
        }
    }
    found
}
