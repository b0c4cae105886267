//! What tools can do and what their arguments are, as `mcpol catalog classify` prints it: for
//! people, as JSON, as CSV.

mod human;
mod tool;

use std::collections::BTreeMap;

use serde::Serialize;
pub(crate) use tool::{ArgumentReport, ToolReport};

use super::{Format, Render, RenderFn};
use crate::catalog::Catalog;
use crate::risk::Evidence;
use crate::strings::csv;

/// The tools of a catalog.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct Report {
    /// The tools, in the server's order.
    pub tools: Vec<ToolReport>,
    /// How many tools there are of each class that has some.
    pub totals: BTreeMap<&'static str, usize>,
}

/// What is known of a catalog's tools.
pub(crate) fn report(catalog: &Catalog) -> Report {
    let tools: Vec<_> = catalog.tools().iter().map(ToolReport::of).collect();
    let mut totals = BTreeMap::new();
    for tool in &tools {
        *totals.entry(tool.class).or_default() += 1;
    }
    Report { tools, totals }
}

impl Render for Report {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.listing(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
            (Format::Csv, |it, _| it.csv()),
        ]
    }
}

impl Report {
    /// As comma-separated values, with a line of headers.
    pub(crate) fn csv(&self) -> String {
        let rows = self.tools.iter().map(|tool| csv::row(tool.cells().iter().map(String::as_str)));
        [csv::row(ToolReport::COLUMNS)].into_iter().chain(rows).collect()
    }
}

fn joined(evidence: &[Evidence]) -> String {
    let texts: Vec<_> = evidence.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
