//! `mcpol.toml`: how the policies beneath a folder are linted.
//!
//! [`Config::read`] turns a text into settings, each with its place, and reports everything that
//! it doesn't know. Finding the file is the session's part; what flags say beside it is `cli`'s.

mod choice;
mod error;
mod globs;
mod hook;
mod keys;
mod listing;
mod read;
mod schema;
mod servers;
mod syntax;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::finding::{Finding, Level};
use crate::lint::{Settings, Thresholds};
use crate::source::{Source, Span, Spanned};
pub(crate) use choice::Choice;
use error::ConfigError;
pub(crate) use globs::Globs;
pub(crate) use hook::{HookSettings, Unlisted};
pub(crate) use keys::THRESHOLDS;
pub(crate) use listing::listing;
pub(crate) use schema::schema;
pub(crate) use servers::ServerEntry;

/// The file's name.
pub(crate) const NAME: &str = "mcpol.toml";

/// The settings of one file; what it doesn't set is `None` or empty.
#[derive(Debug)]
pub(crate) struct Config {
    /// Whether lints of taste are on.
    pub pedantic: Option<Spanned<bool>>,
    /// Levels by lint; `None` inside turns the lint off.
    pub levels: BTreeMap<&'static str, Spanned<Option<Level>>>,
    /// Numbers by threshold.
    pub thresholds: BTreeMap<&'static str, Spanned<i64>>,
    /// The catalogs of policies that name none.
    pub catalogs: Vec<CatalogOf>,
    /// The paths that are left out when folders are walked.
    pub exclude: Option<Globs>,
    /// The gateway's JSON that no policy compiles to.
    pub handwritten: Option<Globs>,
    /// The file of known findings, relative to the configuration's folder.
    pub baseline: Option<Spanned<String>>,
    /// The servers of one agent, by their names.
    pub servers: Vec<ServerEntry>,
    /// What `mcpol hook` answers where no policy says it.
    pub hook: HookSettings,
}

/// A catalog and the policies that it is for.
#[derive(Debug)]
pub(crate) struct CatalogOf {
    paths: Globs,
    /// The catalog's file, relative to the configuration's folder.
    pub file: Spanned<String>,
}

impl Config {
    /// Reads a file; the second part is everything that is wrong with it, in the order of the text.
    pub(crate) fn read(source: Arc<Source>) -> (Self, Vec<Finding>) {
        read::read(source)
    }

    /// The pattern by which a path, relative to the file's folder, is left out when folders are
    /// walked.
    pub(crate) fn excluding(&self, path: &Path) -> Option<&Spanned<String>> {
        self.exclude.as_ref()?.taking(path)
    }

    /// Whether a path, relative to the file's folder, is of JSON that no policy compiles to.
    pub(crate) fn is_handwritten(&self, path: &Path) -> bool {
        self.handwritten.as_ref().is_some_and(|globs| globs.taking(path).is_some())
    }

    /// The catalog of a policy that names none, by its path relative to the file's folder.
    pub(crate) fn catalog_of(&self, path: &Path) -> Option<&Spanned<String>> {
        let of_path = self.catalogs.iter().find(|it| it.paths.taking(path).is_some());
        of_path.map(|catalog| &catalog.file)
    }

    /// Puts what the file says over settings that know nothing of it.
    pub(crate) fn apply(&self, settings: &mut Settings) {
        if self.pedantic.as_ref().is_some_and(|pedantic| pedantic.node) {
            settings.levels = Settings::new(settings.today, true).levels;
            settings.pedantic = true;
        }
        for (lint, level) in &self.levels {
            settings.configure(lint, level.node);
        }
        for (name, number) in &self.thresholds {
            set(&mut settings.thresholds, name, number.node);
        }
    }
}

/// The finding about a file that is there and can't be read.
pub(crate) fn unreadable(place: Span, reason: &str) -> Finding {
    ConfigError::Unreadable { reason: reason.to_owned(), span: place }.finding()
}

/// The finding about a baseline that a file names and that can't be read.
pub(crate) fn unreadable_baseline(place: Span, reason: &str) -> Finding {
    ConfigError::Baseline { reason: reason.to_owned(), span: place }.finding()
}

fn set(thresholds: &mut Thresholds, name: &str, number: i64) {
    if let Some(threshold) = THRESHOLDS.iter().find(|threshold| threshold.name == name) {
        (threshold.set)(thresholds, number);
    }
}
