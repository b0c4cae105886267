//! What tools can do and what their arguments are, as `mcpol catalog classify` prints it: for
//! people, as JSON, as CSV.

mod human;
mod tool;

use std::cell::RefCell;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
pub(crate) use tool::{ArgumentReport, ToolReport};

use super::{Format, Render, RenderFn};
use crate::catalog::{Catalog, Tool};
use crate::risk::Evidence;
use crate::strings::csv;

/// The tools of a catalog, each looked at while it is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Report<'c> {
    /// The tools, in the server's order.
    pub tools: &'c [Tool],
}

/// How many tools are held at once with what is found of them.
const TOGETHER: usize = 4096;

/// What is known of a catalog's tools.
pub(crate) fn report(catalog: &Catalog) -> Report<'_> {
    Report { tools: catalog.tools() }
}

impl Render for Report<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.listing(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
            (Format::Csv, |it, _| it.csv()),
        ]
    }
}

impl Report<'_> {
    /// As comma-separated values, with a line of headers.
    pub(crate) fn csv(&self) -> String {
        let mut text = csv::row(ToolReport::COLUMNS);
        let row = |tool: ToolReport| csv::row(tool.cells().iter().map(String::as_str));
        self.each(row, |row| text.push_str(&row));
        text
    }

    /// Makes something of each tool, on all cores, and takes it in their order.
    fn each<T: Send>(&self, make: impl Fn(ToolReport) -> T + Sync, take: impl FnMut(T)) {
        let mut take = take;
        for tools in self.tools.chunks(TOGETHER) {
            // What is found of a tool goes when it is written.
            let look = |tool: &Tool| make(ToolReport::of(&tool.afresh()));
            tools.par_iter().map(look).collect::<Vec<T>>().into_iter().for_each(&mut take);
        }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let totals = RefCell::new(Totals::new());
        let mut report = serializer.serialize_struct("Report", 2)?;
        report.serialize_field("tools", &Counted { tools: self, totals: &totals })?;
        report.serialize_field("totals", &*totals.borrow())?;
        report.end()
    }
}

/// How many tools there are of each class that has some.
type Totals = BTreeMap<&'static str, usize>;

/// The tools, which are counted while they are written.
struct Counted<'r> {
    tools: &'r Report<'r>,
    totals: &'r RefCell<Totals>,
}

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.tools.tools.len()))?;
        let mut written = Ok(());
        let make = |tool| tool;
        self.tools.each(make, |tool: ToolReport| {
            *self.totals.borrow_mut().entry(tool.class).or_default() += 1;
            if written.is_ok() {
                written = list.serialize_element(&tool);
            }
        });
        written.and_then(|()| list.end())
    }
}

fn joined(evidence: &[Evidence]) -> String {
    let texts: Vec<_> = evidence.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
