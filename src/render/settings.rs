//! The settings that hold for a policy.

use serde::Serialize;

use super::{Format, Render, RenderFn};
use crate::json;
use crate::strings::escape;

/// One setting.
#[derive(Debug, Serialize)]
pub(crate) struct Setting {
    name: String,
    value: String,
    pub(crate) from: String,
}

/// All of them.
#[derive(Debug, Serialize)]
pub(crate) struct SettingList {
    pub(crate) settings: Vec<Setting>,
}

impl Render for SettingList {
    fn renderer(format: Format) -> Option<RenderFn<Self>> {
        match format {
            Format::Human => Some(|list, _| table(&list.settings)),
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

impl Setting {
    pub(crate) fn new(name: impl Into<String>, value: String, from: String) -> Self {
        Self { name: name.into(), value, from }
    }

    /// How wide its name and value are.
    fn widths(&self) -> (usize, usize) {
        (self.name.chars().count(), self.value.chars().count())
    }
}

fn table(settings: &[Setting]) -> String {
    let shown: Vec<_> = settings.iter().map(safe).collect();
    let name = shown.iter().map(|setting| setting.widths().0).max().unwrap_or_default();
    let value = shown.iter().map(|setting| setting.widths().1).max().unwrap_or_default();
    let row = |it: &Setting| format!("{:name$}  {:value$}  {}\n", it.name, it.value, it.from);
    shown.iter().map(row).collect()
}

/// The same without anything that a terminal would obey.
fn safe(setting: &Setting) -> Setting {
    let safe = |text: &str| escape::inline(text).into_owned();
    Setting::new(safe(&setting.name), safe(&setting.value), safe(&setting.from))
}
