//! What tools do and arguments are, judged by people, and how often mcpol says the same.
//!
//! A benchmark is a folder of two tables: `effects.tsv` has the effects and the class of each tool,
//! `roles.tsv` the role of each argument. `kept-apart.txt` beside them names the catalogs that
//! nobody looks at while rules are written. benches/classification/README.md says what stands in
//! the columns.

mod answers;
mod check;
mod fault;
mod figures;
mod hints;
mod learned;
mod naive;
mod note;
mod read;
mod rules;
mod score;

use std::collections::BTreeSet;

pub(crate) use check::Catalogs;
pub(crate) use fault::{Fault, Table};
pub(crate) use figures::{Figures, Share, Told};
pub(crate) use score::{Miss, Part, Score};

use super::super::class::Class;
use super::super::effects::Effect;
use super::super::roles::Role;
use note::{ArgumentNote, ToolNote};

/// The tables of a benchmark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Benchmark {
    tools: Vec<JudgedTool>,
    arguments: Vec<JudgedArgument>,
    kept_apart: BTreeSet<String>,
}

/// A tool of a catalog.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ToolKey {
    catalog: String,
    tool: String,
}

/// What a tool does, judged by people.
#[derive(Debug, Clone, PartialEq, Eq)]
struct JudgedTool {
    line: usize,
    key: ToolKey,
    effects: BTreeSet<Effect>,
    class: Option<Class>,
    note: ToolNote,
}

/// What an argument is, judged by people.
#[derive(Debug, Clone, PartialEq, Eq)]
struct JudgedArgument {
    line: usize,
    key: ToolKey,
    /// The path as [`LeafPath`](crate::risk::LeafPath) is shown.
    path: String,
    /// What it is; `None` for what can't do harm.
    role: Option<Role>,
    note: ArgumentNote,
}

impl Benchmark {
    /// The names of the catalogs that the tables are about.
    pub(crate) fn catalog_names(&self) -> BTreeSet<&str> {
        self.keys().map(|(_, _, key)| &*key.catalog).collect()
    }

    /// The tool of every row, with the row's table and line.
    fn keys(&self) -> impl Iterator<Item = (Table, usize, &ToolKey)> {
        let tools = self.tools.iter().map(|row| (Table::Effects, row.line, &row.key));
        tools.chain(self.arguments.iter().map(|row| (Table::Roles, row.line, &row.key)))
    }

    fn is_kept_apart(&self, key: &ToolKey) -> bool {
        self.kept_apart.contains(&key.catalog)
    }
}

#[cfg(test)]
mod tests;
