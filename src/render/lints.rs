//! The lints that there are.

use serde::Serialize;

use super::table::Table;
use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn};
use crate::strings::escape;

/// A lint.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
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

/// Every lint.
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
        let mut table = Table::new(0);
        for entry in &self.lints {
            let level = (Style::of_level(entry.level), format!("{:8}", entry.level));
            let name = (Some(Style::Strong), entry.name.to_owned());
            table.add([name, level], entry.text());
        }
        table.human(terminal)
    }
}

impl Entry {
    fn text(&self) -> String {
        let configured = self.configured.as_ref();
        let configured =
            configured.map(|it| format!(" ({} by {})", it.level, escape::inline(&it.from)));
        format!("{}{}", self.summary, configured.unwrap_or_default())
    }
}
