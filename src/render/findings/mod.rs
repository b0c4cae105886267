//! Findings as people and programs read them.
//!
//! Everything here is made from findings and the texts that they point into, and from nothing
//! else: reports know no policy, no catalog and no file.

mod checked;
mod excerpt;
pub(crate) mod human;
pub(crate) mod report;

pub(crate) use checked::FindingReport;

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use self::report::Item;
use crate::finding::{Finding, Level};
use crate::strings::{counted, joined};

/// How much was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Summary {
    /// How many files were looked at.
    pub files: usize,
    /// Findings of level `error`.
    pub errors: usize,
    /// Findings of level `deny`.
    pub denied: usize,
    /// Findings of level `warn`.
    pub warnings: usize,
    /// Findings that an `accept` statement covers, whatever their level; they count nowhere else.
    pub waived: usize,
    /// Findings that the baseline knows; they count nowhere else.
    pub baseline: usize,
    /// Files with errors, which are not linted until these are fixed.
    pub not_linted: usize,
    /// Parts without a catalog, of which only the syntax is checked.
    pub parts: usize,
    /// Configurations whose servers were looked at together; missing where there are none.
    #[serde(skip_serializing_if = "is_zero")]
    pub stacks: usize,
    /// What there is in folders and was not looked at.
    #[serde(flatten)]
    pub aside: LeftAside,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What there is in folders and was not looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LeftAside {
    /// Files that mcpol.toml excludes.
    pub excluded: usize,
    /// Files that git doesn't track and an ignore file names.
    pub ignored: usize,
    /// Symbolic links to folders outside.
    pub outside: usize,
}

impl Summary {
    /// Counts the findings about `files` files.
    pub(crate) fn of(findings: &[Finding], files: usize) -> Self {
        let levels = findings.iter().map(|it| (it.level, it.waived.is_some()));
        Self { files, ..Self::of_levels(levels) }
    }

    /// Counts findings with their places, and the files that they lie in.
    pub(crate) fn of_items(items: &[Item]) -> Self {
        let files: BTreeSet<&str> = items.iter().map(|item| item.at.file.as_str()).collect();
        let levels = items.iter().map(|it| (it.level, it.waived.is_some()));
        Self { files: files.len(), ..Self::of_levels(levels) }
    }

    /// Counts findings by their levels and whether they are waived.
    fn of_levels(levels: impl Iterator<Item = (Level, bool)>) -> Self {
        let (waived, counted): (Vec<_>, Vec<_>) = levels.partition(|(_, is_waived)| *is_waived);
        let count = |level| counted.iter().filter(|(of, _)| *of == level).count();
        Self {
            files: 0,
            errors: count(Level::Error),
            denied: count(Level::Deny),
            warnings: count(Level::Warn),
            waived: waived.len(),
            baseline: 0,
            not_linted: 0,
            parts: 0,
            stacks: 0,
            aside: LeftAside::default(),
        }
    }

    /// Whether nothing was found that a run should fail for.
    pub(crate) fn is_clean(self) -> bool {
        self.errors + self.denied == 0
    }
}

/// As in `2 errors and 1 warning in 3 files`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> =
            [(self.errors, "error"), (self.denied, "denied finding"), (self.warnings, "warning")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, noun)| counted(count, noun))
                .collect();
        let stacks = (self.stacks > 0).then(|| format!(" and {}", counted(self.stacks, "stack")));
        let files = counted(self.files, "file") + &stacks.unwrap_or_default() + &self.aside();
        match parts.as_slice() {
            [] => write!(formatter, "no findings in {files}"),
            parts => write!(formatter, "{} in {files}", joined(parts)),
        }
    }
}

impl Summary {
    /// What wasn't looked at, or not whole.
    fn left_aside(self) -> impl Iterator<Item = String> {
        let parts = || format!("{} checked for syntax only", counted(self.parts, "part"));
        let LeftAside { excluded, ignored, outside } = self.aside;
        let links = || format!("{} to outside", counted(outside, "link"));
        [
            (self.parts > 0).then(parts),
            (excluded > 0).then(|| format!("{excluded} excluded")),
            (ignored > 0).then(|| format!("{ignored} ignored")),
            (outside > 0).then(links),
        ]
        .into_iter()
        .flatten()
    }

    /// What doesn't count, such as ` (2 waived, 1 in the baseline)`, and what was left out.
    fn aside(self) -> String {
        let not_linted = match self.not_linted {
            0 => None,
            1 if self.files == 1 => Some("not linted because of errors".to_owned()),
            files => Some(format!("{files} not linted because of errors")),
        };
        let parts: Vec<String> = [(self.waived, "waived"), (self.baseline, "in the baseline")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, how)| format!("{count} {how}"))
            .chain(not_linted)
            .chain(self.left_aside())
            .collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_reads_as_a_sentence() {
        let summary = |errors, denied, warnings| {
            Summary { files: 3, errors, denied, warnings, ..Summary::default() }.to_string()
        };
        assert_eq!(summary(0, 0, 0), "no findings in 3 files");
        assert_eq!(summary(1, 0, 0), "1 error in 3 files");
        assert_eq!(summary(2, 1, 1), "2 errors, 1 denied finding and 1 warning in 3 files");
        let errors =
            Summary { files: 3, errors: 2, waived: 1, not_linted: 2, ..Summary::default() };
        let expected = "2 errors in 3 files (1 waived, 2 not linted because of errors)";
        assert_eq!(errors.to_string(), expected);
    }
}
