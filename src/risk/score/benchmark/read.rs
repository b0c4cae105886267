//! The tables of a benchmark read: every fault is told, none hides another.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, Table, Wrong};
use super::note::{self, ArgumentNote, ToolNote};
use super::{Benchmark, JudgedArgument, JudgedTool, ToolKey};
use crate::risk::score::table::Rows;

/// The cell of a tool that does nothing anyone can tell.
const NO_EFFECTS: &str = "none";

impl Benchmark {
    /// The benchmark of these tables: `catalog`, `tool`, `effects`, `class` and `note`; `catalog`,
    /// `tool`, `path`, `role` and `note`; a name a line.
    ///
    /// # Errors
    /// Everything that can be told to be wrong without the catalogs.
    pub(crate) fn read(effects: &str, roles: &str, kept_apart: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let columns = ["catalog", "tool", "effects", "class", "note"];
        let tools = rows(Table::Effects, effects, columns, tool, &mut faults);
        let columns = ["catalog", "tool", "path", "role", "note"];
        let arguments = rows(Table::Roles, roles, columns, argument, &mut faults);
        refuse_again(Table::Effects, tools.iter().map(|row| (row.line, &row.key)), &mut faults);
        let paths = arguments.iter().map(|row| (row.line, (&row.key, &row.path)));
        refuse_again(Table::Roles, paths, &mut faults);
        let mut read = Self { tools, arguments, kept_apart: BTreeSet::new() };
        read.keep_apart(kept_apart, &mut faults);
        faults.sort();
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    fn keep_apart(&mut self, list: &str, faults: &mut Vec<Fault>) {
        let names: BTreeSet<String> = self.catalog_names().into_iter().map(str::to_owned).collect();
        let lines = list.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        for (line, name) in lines.filter(|(_, name)| !name.is_empty() && !name.starts_with('#')) {
            if !names.contains(name) {
                let wrong = Wrong::NoRow(name.to_owned());
                faults.push(Fault { table: Table::KeptApart, line, wrong });
            }
            self.kept_apart.insert(name.to_owned());
        }
    }
}

/// The cells of a row: its catalog, its tool, two that its table is about, its note.
type Cells<'t> = [&'t str; 5];

/// The rows of a table that can be read.
fn rows<T>(
    table: Table,
    text: &str,
    columns: [&'static str; 5],
    read: fn(usize, Cells<'_>) -> Result<T, Wrong>,
    faults: &mut Vec<Fault>,
) -> Vec<T> {
    let rows = Rows::of(text);
    let lacks = columns.iter().filter(|name| rows.column(name).is_none());
    let lacks: Vec<_> = lacks.map(|name| Wrong::NoColumn(name)).collect();
    if !lacks.is_empty() {
        faults.extend(lacks.into_iter().map(|wrong| Fault { table, line: 1, wrong }));
        return Vec::new();
    }
    let places = columns.map(|name| rows.column(name).unwrap_or_default());
    let mut kept = Vec::new();
    for (line, cells) in rows.body() {
        match read(line, places.map(|at| cells.get(at).copied().unwrap_or_default())) {
            Ok(row) => kept.push(row),
            Err(wrong) => faults.push(Fault { table, line, wrong }),
        }
    }
    kept
}

fn tool(
    line: usize,
    [catalog, tool, effects, class, note]: Cells<'_>,
) -> Result<JudgedTool, Wrong> {
    let words = effects.split(',').map(str::trim).filter(|word| *word != NO_EFFECTS);
    Ok(JudgedTool {
        line,
        key: ToolKey::new(catalog, tool),
        effects: words.map(note::effect).collect::<Result<_, _>>()?,
        class: note::class(class).ok_or_else(|| Wrong::Unknown("class", class.to_owned()))?,
        note: ToolNote::read(note)?,
    })
}

fn argument(
    line: usize,
    [catalog, tool, path, role, note]: Cells<'_>,
) -> Result<JudgedArgument, Wrong> {
    Ok(JudgedArgument {
        line,
        key: ToolKey::new(catalog, tool),
        path: path.to_owned(),
        role: note::role(role)?,
        note: ArgumentNote::read(note)?,
    })
}

impl ToolKey {
    fn new(catalog: &str, tool: &str) -> Self {
        Self { catalog: catalog.to_owned(), tool: tool.to_owned() }
    }
}

/// That no two rows are about the same.
fn refuse_again<K: Ord>(
    table: Table,
    rows: impl Iterator<Item = (usize, K)>,
    faults: &mut Vec<Fault>,
) {
    let mut seen = BTreeMap::new();
    for (line, key) in rows {
        if let Some(first) = seen.get(&key) {
            faults.push(Fault { table, line, wrong: Wrong::Again(*first) });
        } else {
            seen.insert(key, line);
        }
    }
}
