//! Tables of tools with the classes that people gave them.

use std::collections::BTreeSet;

use super::table::Rows;
use crate::risk::class::Class;

/// One labelled tool.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Label {
    /// The server.
    pub server: String,
    /// The tool's name.
    pub tool: String,
    /// The class that it was given.
    pub class: Class,
    /// What it is said to do.
    pub description: String,
}

/// Why a table of labels can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LabelError {
    /// A column is missing.
    #[error("the table has no column `{0}`")]
    NoColumn(&'static str),
    /// A label is no class.
    #[error("line {line}: the class must be one of read, write, execute, destructive, financial")]
    NoClass {
        /// The line, from 1.
        line: usize,
    },
}

/// The labels of a table with tab-separated columns `server`, `tool`, `category` and
/// `description`, in any order, named in its first line.
///
/// # Errors
/// A column is missing, or a category is no class.
pub(crate) fn labels(table: &str) -> Result<Vec<Label>, LabelError> {
    let rows = Rows::of(table);
    let server = column(&rows, "server")?;
    let tool = column(&rows, "tool")?;
    let category = column(&rows, "category")?;
    let description = column(&rows, "description")?;
    let label = |(line, cells): (usize, Vec<&str>)| {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
        let class = Class::named(&cell(category).to_lowercase());
        Ok(Label {
            server: cell(server),
            tool: cell(tool),
            class: class.ok_or(LabelError::NoClass { line })?,
            description: cell(description),
        })
    };
    rows.body().map(label).collect()
}

/// The servers and tools that a table names.
///
/// # Errors
/// A column is missing.
pub(crate) fn named(table: &str) -> Result<BTreeSet<(String, String)>, LabelError> {
    let rows = Rows::of(table);
    let server = column(&rows, "server")?;
    let tool = column(&rows, "tool")?;
    let cell = |cells: &[&str], at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
    Ok(rows.body().map(|(_, cells)| (cell(&cells, server), cell(&cells, tool))).collect())
}

fn column(rows: &Rows<'_>, name: &'static str) -> Result<usize, LabelError> {
    rows.column(name).ok_or(LabelError::NoColumn(name))
}
