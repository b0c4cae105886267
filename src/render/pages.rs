//! The pages of lints and errors.

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::json;

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
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|list, _| list.overview()),
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

impl Render for Page<'_> {
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|page, _| page.page.to_owned()),
            Format::Json => Some(|page, _| json::document(page)),
            Format::Csv
            | Format::Markdown
            | Format::Sarif
            | Format::Github
            | Format::Gitlab
            | Format::Junit => None,
        }
    }
}

impl PageList {
    fn overview(&self) -> String {
        let width = self.pages.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
        let row = |entry: &Entry| format!("{:width$}  {}\n", entry.name, entry.summary);
        self.pages.iter().map(row).collect()
    }
}
