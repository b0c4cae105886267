//! The pages of lints and errors.

use serde::Serialize;

use super::table::Table;
use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn, markdown};

/// A page's name and its first sentence.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) summary: String,
}

/// Every page.
#[derive(Debug, Serialize)]
pub(crate) struct PageList {
    pub(crate) pages: Vec<Entry>,
}

/// One page.
#[derive(Debug, Serialize)]
pub(crate) struct Page<'p> {
    pub(crate) name: &'p str,
    pub(crate) page: &'p str,
}

impl Render for PageList {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.overview(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Render for Page<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Page<'_> {
    /// Laid out for a terminal; as it is, in Markdown, for a pipe.
    fn human(&self, terminal: Terminal) -> String {
        match terminal.columns {
            Some(_) => markdown::for_terminal(self.page, terminal),
            None => self.page.to_owned(),
        }
    }
}

impl PageList {
    fn overview(&self, terminal: Terminal) -> String {
        let mut table = Table::new(0);
        for page in &self.pages {
            table.add([(Some(Style::Strong), page.name.to_owned())], &*page.summary);
        }
        table.human(terminal)
    }
}
