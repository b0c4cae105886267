//! The lints that there are.

use serde::Serialize;

use super::table::{Cell, Table};
use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn};
use crate::strings::escape;

/// A lint.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// The danger that it is about, or what else: the title of its group.
    pub(crate) about: &'static str,
    pub(crate) level: &'static str,
    pub(crate) summary: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) configured: Option<Configured>,
}

/// What mcpol.toml says of a lint.
#[derive(Debug, Serialize)]
pub(crate) struct Configured {
    pub(crate) level: &'static str,
    pub(crate) from: String,
}

/// Every lint, those of one group together.
#[derive(Debug, Serialize)]
pub(crate) struct LintList {
    pub(crate) lints: Vec<Entry>,
}

impl Render for LintList {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.table(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl LintList {
    fn table(&self, terminal: Terminal) -> String {
        let groups = self.lints.chunk_by(|one, next| one.about == next.about);
        let width = self.lints.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
        let shown = groups.map(|group| {
            let title = group.first().map_or("", |entry| entry.about);
            let mut table = Table::new(2);
            group.iter().for_each(|entry| table.add(entry.cells(width), entry.text()));
            format!("{}\n{}", terminal.paint(Style::Strong, title), table.human(terminal))
        });
        shown.collect::<Vec<_>>().join("\n")
    }
}

impl Entry {
    /// Its name, as wide as the longest one, and its level.
    fn cells(&self, width: usize) -> [Cell; 2] {
        let level = (Style::of_level(self.level), format!("{:8}", self.level));
        [(None, format!("{:width$}", self.name)), level]
    }

    fn text(&self) -> String {
        let configured = self.configured.as_ref();
        let configured =
            configured.map(|it| format!(" ({} by {})", it.level, escape::inline(&it.from)));
        format!("{}{}", self.summary, configured.unwrap_or_default())
    }
}
