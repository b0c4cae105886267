//! Tests that aren't run: their names and places.

use serde::Serialize;

use crate::json::quoted;
use crate::render::findings::report::At;
use crate::render::terminal::{Style, Terminal};
use crate::render::{Format, Render, RenderFn};
use crate::source::{Sources, Span};
use crate::strings::escape;

/// The tests of some policies.
#[derive(Debug, Serialize)]
pub(crate) struct TestList<'r> {
    pub(crate) tests: &'r [Listed],
}

/// One test.
#[derive(Debug, Serialize)]
pub(crate) struct Listed {
    name: String,
    #[serde(flatten)]
    at: At,
}

impl Render for TestList<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| {
                it.tests.iter().map(|test| test.human(context.terminal)).collect()
            }),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Listed {
    pub(crate) fn new(name: &str, span: Span, sources: &Sources) -> Self {
        Self { name: name.to_owned(), at: At::new(span, sources) }
    }

    /// As in `a.mcpol:3:6: "large refunds are refused"`.
    fn human(&self, terminal: Terminal) -> String {
        let name = escape::inline(&quoted(&self.name)).into_owned();
        let at = terminal.paint(Style::Note, &self.at.to_string());
        format!("{at}: {name}\n")
    }
}
