//! Whether two sides are the same to the byte: the policies, all that they include, and their
//! catalogs. Then nothing needs to be parsed, let alone compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::version::{Origin, Version};
use crate::cli::loaded::{self, is_json};
use crate::finding::Finding;
use crate::session::{Session, beside};
use crate::source::Source;

/// A file on the old side, and the one on the new side that it is held against.
type Files = (PathBuf, PathBuf);

/// What can be told without parsing; `false` wherever that is in doubt.
pub(super) fn are_the_same(old: &mut Version, new: &mut Version) -> bool {
    let Some(root) = old.path.clone().zip(new.path.clone()) else { return false };
    let mut walk = Walk { old: &mut old.session, new: &mut new.session };
    walk.is_same(root).unwrap_or(false)
}

/// Both sides, file by file.
struct Walk<'w> {
    old: &'w mut Session<Origin>,
    new: &'w mut Session<Origin>,
}

/// What a text says about other files.
#[derive(Debug, Default, PartialEq)]
struct Named<'t> {
    /// Their names. Some may stand in comments.
    files: Vec<&'t str>,
    /// Whether a line begins with a catalog's, as no comment and no text does.
    has_catalog: bool,
}

impl Walk<'_> {
    /// Follows the names of other files; `None` where that is in doubt.
    fn is_same(&mut self, root: Files) -> Option<bool> {
        let mut open = vec![root.clone()];
        let mut seen = BTreeSet::new();
        while let Some(files) = open.pop() {
            if !seen.insert(self.identities(&files)) {
                continue;
            }
            if files != root && self.is_nowhere(&files) {
                continue;
            }
            let text = self.shared_text(&files)?;
            if files == root && !self.is_readable(&root.1) {
                return None;
            }
            if is_json(&files.0) != is_json(&files.1) {
                return None;
            }
            if is_json(&files.0) {
                continue;
            }
            let named = named(text.text())?;
            let pair = |name: &&str| (beside(&files.0, name), beside(&files.1, name));
            open.extend(named.files.iter().map(pair));
            if files == root && !named.has_catalog {
                open.extend(self.configured(&root)?);
            }
        }
        Some(true)
    }

    /// What both files are called however they are reached: files that include each other may be
    /// reached along ever longer paths.
    fn identities(&self, (old, new): &Files) -> Files {
        (self.old.identity(old), self.new.identity(new))
    }

    /// Whether neither side has the file: what looked like its name is none, or both fail alike.
    fn is_nowhere(&self, (old, new): &Files) -> bool {
        !self.old.is_there(old) && !self.new.is_there(new)
    }

    /// Whether the new side's text can be read as a policy or a document at all: of two that can't
    /// nobody knows what they allow.
    fn is_readable(&mut self, path: &Path) -> bool {
        if is_json(path) {
            return loaded::read(path, self.new).is_ok_and(|read| read.loaded.is_some());
        }
        self.new.faults(path).is_ok_and(|faults| !faults.iter().any(Finding::is_error))
    }

    /// The text, if it is the same on both sides.
    fn shared_text(&mut self, (old, new): &Files) -> Option<Arc<Source>> {
        let old = self.old.source(old).ok()?.ok()?;
        let new = self.new.source(new).ok()?.ok()?;
        (old.text() == new.text()).then_some(old)
    }

    /// The catalog that the configurations give, if there are any; `None` where they differ.
    fn configured(&mut self, (old, new): &Files) -> Option<Option<Files>> {
        let paths = [self.old.configuration(old), self.new.configuration(new)];
        let [Some(old_config), Some(new_config)] = paths.each_ref().map(Option::as_ref) else {
            return paths.iter().all(Option::is_none).then_some(None);
        };
        let configs = (old_config.path.clone(), new_config.path.clone());
        self.shared_text(&configs)?;
        let catalog = |session: &mut Session<Origin>, file: &Path, config: &Path| {
            session.catalog_of(file).map(|name| beside(config, &name.node))
        };
        match (catalog(self.old, old, &configs.0), catalog(self.new, new, &configs.1)) {
            (Some(old), Some(new)) => Some(Some((old, new))),
            (None, None) => Some(None),
            _ => None,
        }
    }
}

/// Every file that a policy may name, by looking for the statements that do; `None` where a comment
/// or an escape makes it doubtful which.
fn named(text: &str) -> Option<Named<'_>> {
    let mut named = Named::default();
    for statement in ["include", "catalog"] {
        for (at, _) in text.match_indices(statement) {
            if text.get(..at)?.ends_with(|before: char| before.is_alphabetic() || before == '_') {
                continue;
            }
            let rest = text.get(at + statement.len()..)?.trim_start();
            if rest.starts_with('#') {
                return None;
            }
            let Some((name, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))
            else {
                continue;
            };
            if name.contains('\\') {
                return None;
            }
            named.has_catalog |= statement == "catalog" && begins_line(text, at);
            named.files.push(name);
        }
    }
    Some(named)
}

/// Whether nothing but white space stands before a place in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next());
    line.is_some_and(|before| before.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_a_policy_may_name_are_found() {
        let text =
            "policy \"p\"\ncatalog \"c.json\" include\n  \"a.mcpol\" # include \"b\"\nallow x";
        let found = named(text).unwrap();
        assert_eq!((found.files, found.has_catalog), (vec!["a.mcpol", "b", "c.json"], true));
        assert_eq!(named("include # here\n \"a\""), None);
        assert_eq!(named("include \"a\\u0041\""), None);
        assert_eq!(
            named("allow \"get_catalog\" { limit 1 per day as \"\\\"\" }"),
            Some(Named::default())
        );
        assert_eq!(named("allow x { require args.include == 1 }"), Some(Named::default()));
    }

    #[test]
    fn a_comment_gives_no_catalog() {
        for text in ["# catalog \"c.json\"", "policy \"a catalog\" hide * # \"c.json\""] {
            assert!(!named(text).unwrap().has_catalog, "{text}");
        }
        assert!(named("policy \"p\"\n  catalog\"c.json\"").unwrap().has_catalog);
    }
}
