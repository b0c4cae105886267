//! The settings that hold for a policy.

use serde::Serialize;

use super::table::Table;
use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn};
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
    /// Whether people are shown those that have their defaults, too.
    #[serde(skip)]
    pub(crate) all: bool,
}

/// Where a setting comes from that nothing sets.
pub(crate) const DEFAULT: &str = "default";

impl Render for SettingList {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Setting {
    pub(crate) fn new(name: impl Into<String>, value: String, from: String) -> Self {
        Self { name: name.into(), value, from }
    }
}

impl SettingList {
    fn human(&self, terminal: Terminal) -> String {
        let shown: Vec<_> =
            self.settings.iter().filter(|it| self.all || it.from != DEFAULT).collect();
        let text = table(&shown, terminal);
        match self.settings.len() - shown.len() {
            0 => text,
            1 => format!("{text}1 more setting has its default; `--all` shows it\n"),
            more => format!("{text}{more} more settings have their defaults; `--all` shows them\n"),
        }
    }
}

fn table(settings: &[&Setting], terminal: Terminal) -> String {
    let mut table = Table::new(0);
    for setting in settings {
        let safe = |text: &str| escape::inline(text).into_owned();
        let level = Style::of_level(&setting.value);
        let cells = [(Some(Style::Strong), safe(&setting.name)), (level, safe(&setting.value))];
        table.add(cells, safe(&setting.from));
    }
    table.human(terminal)
}
