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
}

impl Render for SettingList {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| table(&it.settings, context.terminal)),
            (Format::Json, |it, context| context.notes.json(it)),
        ]
    }
}

impl Setting {
    pub(crate) fn new(name: impl Into<String>, value: String, from: String) -> Self {
        Self { name: name.into(), value, from }
    }
}

fn table(settings: &[Setting], terminal: Terminal) -> String {
    let mut table = Table::new(0);
    for setting in settings {
        let safe = |text: &str| escape::inline(text).into_owned();
        let level = Style::of_level(&setting.value);
        let cells = [(Some(Style::Strong), safe(&setting.name)), (level, safe(&setting.value))];
        table.add(cells, safe(&setting.from));
    }
    table.human(terminal)
}
