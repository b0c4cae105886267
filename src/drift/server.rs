//! What a server says to the model beside its tools.

use serde::Serialize;

use super::instructions::NewInstruction;
use super::sides::Sides;
use crate::catalog::Catalog;
use crate::lint;

/// What a server says to the model beside its tools, where that is another text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ServerDrift {
    /// The text on each side; null where the catalog has kept none.
    pub instructions: Sides<Option<String>>,
    /// What in the new one instructs the model and wasn't there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<NewInstruction>,
}

impl ServerDrift {
    pub(super) fn between(old: &Catalog, new: &Catalog) -> Option<Self> {
        let text = |catalog: &Catalog| catalog.server_instructions().map(str::to_owned);
        let instructions = Sides::changed(text(old), text(new))?;
        let says = |catalog: &Catalog| {
            catalog.server_instructions().map(|text| lint::server_instructions(text, catalog))
        };
        let known = says(old).unwrap_or_default();
        let new = says(new).unwrap_or_default().into_iter();
        let new = new.filter(|it| known.iter().all(|known| known.says != it.says));
        let says = new.map(|it| NewInstruction { says: it.says, at: None, is_quiet: it.is_quiet });
        Some(Self { says: says.collect(), instructions })
    }
}
