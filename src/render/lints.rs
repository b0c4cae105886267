//! The lints that there are.

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::json;
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
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|list, _| list.table()),
            Format::Json => Some(|list, _| json::document(list)),
            Format::Csv
            | Format::Markdown
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit => None,
        }
    }
}

impl LintList {
    fn table(&self) -> String {
        let width = self.lints.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
        self.lints.iter().map(|entry| entry.row(width)).collect()
    }
}

impl Entry {
    fn row(&self, width: usize) -> String {
        let configured = self.configured.as_ref();
        let configured =
            configured.map(|it| format!(" ({} by {})", it.level, escape::inline(&it.from)));
        let configured = configured.unwrap_or_default();
        format!("{:width$}  {:8}  {}{configured}\n", self.name, self.level, self.summary)
    }
}
