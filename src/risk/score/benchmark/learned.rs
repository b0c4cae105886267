//! Which role the last word of a path has most often, counted over rows.

use std::collections::BTreeMap;

use super::JudgedArgument;
use crate::risk::roles::Role;
use crate::risk::words;

/// How often the last word of a path has each role, catalog by catalog.
#[derive(Debug, Default)]
pub(super) struct Learned<'b>(BTreeMap<String, BTreeMap<Option<Role>, BTreeMap<&'b str, usize>>>);

impl<'b> Learned<'b> {
    /// What these rows teach.
    pub(super) fn from(rows: impl Iterator<Item = &'b JudgedArgument>) -> Self {
        let mut learned = Self::default();
        for row in rows {
            let roles = learned.0.entry(last_word(&row.path)).or_default();
            *roles.entry(row.role).or_default().entry(&*row.key.catalog).or_default() += 1;
        }
        learned
    }

    /// The role that the last word of the row's path has most often in other catalogs; harmless
    /// where they don't have it.
    pub(super) fn role(&self, row: &JudgedArgument) -> Option<Role> {
        let roles = self.0.get(&last_word(&row.path))?;
        let elsewhere = |counts: &BTreeMap<&str, usize>| -> usize {
            counts.iter().filter(|(catalog, _)| **catalog != row.key.catalog).map(|(_, n)| n).sum()
        };
        let counted = roles.iter().map(|(role, counts)| (*role, elsewhere(counts)));
        // Of equals the first.
        counted.rev().filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count)?.0
    }
}

/// `path` of `files[].localPath`
fn last_word(path: &str) -> String {
    let name = path.rsplit('.').next().unwrap_or_default().trim_end_matches("[]");
    let words = words::of_name(name);
    words.last().map_or_else(|| name.to_lowercase(), |word| word.text.to_lowercase())
}
