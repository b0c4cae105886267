//! What can be wrong with the tables of a benchmark.

use std::fmt;

use crate::strings::tick;

/// A table of a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// What tools do.
    Effects,
    /// What arguments are.
    Roles,
    /// Which catalogs nobody looks at.
    KeptApart,
}

impl Table {
    /// The name of its file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Effects => "effects.tsv",
            Self::Roles => "roles.tsv",
            Self::KeptApart => "kept-apart.txt",
        }
    }
}

/// One thing that is wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The table.
    pub table: Table,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wrong {
    /// The header lacks a column.
    NoColumn(&'static str),
    /// Nothing of this kind has this name.
    Unknown(&'static str, String),
    /// An earlier line, this one, is about the same.
    Again(usize),
    /// No catalog of this name was given.
    NoCatalog(String),
    /// The catalog has no such tool.
    NoTool(String),
    /// The tool has no such argument.
    NoArgument(String),
    /// No row is about this catalog.
    NoRow(String),
}

/// `roles.tsv:12: no role is called `mali``
impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.table.file(), self.line, self.wrong)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColumn(name) => write!(out, "the table has no column {}", tick(name)),
            Self::Unknown(kind, name) => write!(out, "no {kind} is called {}", tick(name)),
            Self::Again(line) => write!(out, "line {line} is about the same"),
            Self::NoCatalog(name) => {
                write!(out, "no folder of --catalogs has the catalog {}", tick(name))
            }
            Self::NoTool(name) => write!(out, "the catalog has no tool {}", tick(name)),
            Self::NoArgument(path) => write!(out, "the tool has no argument {}", tick(path)),
            Self::NoRow(name) => write!(out, "no row is about the catalog {}", tick(name)),
        }
    }
}
