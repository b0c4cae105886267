//! The programs that run what follows them, and those whose options write or run something.

mod operands;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::re2;

pub(super) use operands::operands;
pub(crate) use operands::runs_what_follows;

/// One program a line: its words, what runs, the options that do, what shows it.
const TABLE: &str = include_str!("programs.tsv");

/// The options, by the words of their programs.
static OPTIONS: LazyLock<BTreeMap<&str, Line>> = LazyLock::new(|| {
    let has_options = |line: &Line| line.how == "options";
    lines().filter(has_options).map(|line| (line.words, line)).collect()
});

/// The options that only stand before a subcommand.
static LEADING: LazyLock<BTreeMap<&str, Line>> = LazyLock::new(|| {
    let has_options = |line: &Line| line.how == "leading options";
    lines().filter(has_options).map(|line| (line.words, line)).collect()
});

/// The programs of the table.
static PROGRAMS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lines().filter_map(|line| line.words.split(' ').next()).collect());

#[derive(Debug, Clone, Copy)]
struct Line {
    words: &'static str,
    how: &'static str,
    options: &'static str,
    added: &'static str,
}

/// Options that write or run something.
pub(super) struct Options {
    /// The pattern of any of them.
    pub pattern: String,
    /// One of them, with what it needs.
    pub example: &'static str,
}

fn lines() -> impl Iterator<Item = Line> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let mut cell = || cells.next();
        Some(Line { words: cell()?, how: cell()?, options: cell()?, added: cell()? })
    })
}

/// The options that can be added to a command, where some do harm.
pub(super) fn options(command: &str) -> Option<Options> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let first = name(words.first()?);
    let alone = LEADING.get(first).filter(|_| words.len() == 1);
    let longest_first = (1..=words.len()).rev().filter_map(|count| {
        let rest = words.iter().take(count).skip(1).copied();
        let key: Vec<_> = std::iter::once(first).chain(rest).collect();
        OPTIONS.get(key.join(" ").as_str())
    });
    alone.or_else(|| { longest_first }.next()).map(Options::of)
}

/// Programs with subcommands whose name is no verb.
const WITH_SUBCOMMANDS: &[&str] = &[
    "aws",
    "az",
    "cargo",
    "docker",
    "gcloud",
    "gh",
    "git",
    "helm",
    "kubectl",
    "npm",
    "oc",
    "pip",
    "pnpm",
    "podman",
    "terraform",
    "tofu",
    "yarn",
];

/// The program that a tool is, where its name begins with one that has subcommands.
pub(super) fn named_by(tool: &str) -> Option<&'static str> {
    let first = tool.split(['_', '-', ' ', '.']).next()?;
    WITH_SUBCOMMANDS.iter().find(|program| **program == first).copied()
}

impl Options {
    fn of(line: &Line) -> Self {
        let options: Vec<_> = line.options.split('|').map(re2::escaped).collect();
        Self { pattern: options.join("|"), example: line.added }
    }
}

/// A program without its folder, and without its version where only that one is known:
/// `/usr/bin/python3.12`.
fn name(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let bare = name.trim_end_matches(|last: char| last.is_ascii_digit() || ".-".contains(last));
    match PROGRAMS.contains(name) || !PROGRAMS.contains(bare) {
        true => name,
        false => bare,
    }
}
