//! Links to folders that lead elsewhere now: a gateway that reads its JSON through one reads other
//! JSON, though no policy changed. What the link led to is held against what it leads to, file by
//! file, under the names that they have through the link.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::rows::{Row, States};
use super::scope::Scope;
use crate::cli::disk;
use crate::cli::git::{Repository, Tree};
use crate::cli::loaded::is_json;
use crate::cli::shell::CommandError;
use crate::diff::checks::{Check, How, Weakened};
use crate::session::plain;
use crate::strings::tick;

/// A path that leads elsewhere now. Paths are those from the top.
#[derive(Debug)]
pub(super) struct Redirected {
    path: PathBuf,
    before: PathBuf,
    /// Absolute where that is outside.
    now: PathBuf,
}

/// Where paths lead in both states.
pub(super) struct Ways<'w> {
    pub(super) repository: &'w Repository,
    pub(super) tree: &'w Tree,
    pub(super) scope: &'w Scope,
}

impl Ways<'_> {
    /// Every path among those of the run that leads elsewhere now: those that are named, and each
    /// link below them.
    pub(super) fn redirected(&self) -> Vec<Redirected> {
        let links = self.tree.links().filter(|link| self.scope.has(link));
        let links = links.filter(|link| !self.is_file(link)).map(Path::to_owned);
        let paths: BTreeSet<PathBuf> =
            links.chain(self.scope.named.iter().cloned()).chain(self.scope.links.clone()).collect();
        paths.into_iter().filter_map(|path| self.way(path)).collect()
    }

    /// Where a path leads, where that differs. A link that is new or gone leads nowhere else.
    fn way(&self, path: PathBuf) -> Option<Redirected> {
        let here = self.repository.to_here(&path);
        here.symlink_metadata().ok()?;
        let was_there = self.tree.is_link(&path) || self.is_there(&self.tree.real(&path));
        let (before, now) = match path.file_name().filter(|_| self.is_file(&path)) {
            Some(name) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                (self.before(folder).join(name), self.now(folder).join(name))
            }
            None => (self.before(&path), self.now(&path)),
        };
        (was_there && before != now).then_some(Redirected { path, before, now })
    }

    /// Whether a path is a file in both states.
    fn is_file(&self, path: &Path) -> bool {
        self.was_file(path) && self.repository.to_here(path).is_file()
    }

    fn was_file(&self, path: &Path) -> bool {
        let real = self.tree.real(path);
        self.tree.below(&real).next() == Some(&real)
    }

    fn is_there(&self, path: &Path) -> bool {
        self.tree.below(path).next().is_some()
    }

    /// Where a path led. What the revision doesn't hold is taken as it is now.
    fn before(&self, path: &Path) -> PathBuf {
        let real = self.tree.real(path);
        if self.is_there(&real) { real } else { self.now(&real) }
    }

    /// Where a path leads now.
    fn now(&self, path: &Path) -> PathBuf {
        let end = disk::end(&self.repository.top.join(path));
        let top = disk::real(&self.repository.top);
        end.strip_prefix(top).map(Path::to_owned).unwrap_or(end)
    }

    /// Whether all that is read through a path can be compared: both states lead to folders or
    /// files of the repository, and those have the same links to folders.
    fn is_known(&self, redirected: &Redirected) -> bool {
        let Redirected { before, now, .. } = redirected;
        let here = self.repository.to_here(now);
        let is_own = now.is_relative() && !self.scope.is_in_submodule(now);
        let old = self.tree.links().filter(|link| link.starts_with(before) && !self.was_file(link));
        let old: BTreeSet<_> = old
            .filter_map(|link| Some((link.strip_prefix(before).ok()?, self.before(link))))
            .collect();
        let new = self.scope.links.iter().filter_map(|link| {
            let name = link.strip_prefix(now).ok()?;
            Some((name, self.now(link)))
        });
        is_own
            && self.is_there(before)
            && (here.is_dir() || here.is_file())
            && old == new.collect::<BTreeSet<_>>()
    }

    /// What is read through a path, by what it is called there, each policy with its JSON once.
    fn names(&self, redirected: &Redirected) -> BTreeSet<PathBuf> {
        let Redirected { before, now, .. } = redirected;
        let old = self.tree.below(before).filter_map(|file| file.strip_prefix(before).ok());
        let files = self.scope.files.iter();
        let new = files.filter_map(|file| file.strip_prefix(now).ok());
        let is_read = |name: &&Path| {
            **name == *Path::new("")
                || is_json(name)
                || name.extension().is_some_and(|it| it == "mcpol")
        };
        old.chain(new).filter(is_read).map(|name| name.with_extension("mcpol")).collect()
    }
}

impl States<'_> {
    /// What comes of a path that leads elsewhere: the comparisons to make, or that they can't be
    /// made.
    ///
    /// # Errors
    /// A file can't be read.
    pub(super) fn rows_of_redirected(
        &mut self,
        redirected: &Redirected,
        ways: &Ways<'_>,
    ) -> Result<Result<Vec<Row>, Weakened>, CommandError> {
        if !ways.is_known(redirected) {
            return Ok(Err(not_compared(redirected, self.repository)));
        }
        let mut rows = Vec::new();
        for name in ways.names(redirected) {
            let join = |folder: &Path| plain(&folder.join(&name)).with_extension("mcpol");
            let [path, before, now] =
                [&redirected.path, &redirected.before, &redirected.now].map(|it| join(it));
            rows.extend(self.row_of_redirected(&path, before, now)?);
        }
        Ok(Ok(rows))
    }

    /// What a gateway read through a link against what it reads now, each by its policy where it
    /// is compiled from one.
    fn row_of_redirected(
        &mut self,
        path: &Path,
        before: PathBuf,
        now: PathBuf,
    ) -> Result<Option<Row>, CommandError> {
        let before = match self.old.is_compiled(&before) {
            true => Some(before),
            false => self.document_at_revision(before.with_extension("json")),
        };
        let source = self.repository.to_here(&now);
        let document = self.is_document(&now.with_extension("json"));
        let document = document.then(|| source.with_extension("json"));
        let now = match self.new.is_compiled(&source) {
            true => match document {
                Some(document) if !self.is_compiled_to(&source, &document)? => Some(document),
                _ => Some(source),
            },
            false => document,
        };
        let is_policy = [&before, &now].into_iter().flatten().any(|path| !is_json(path));
        let path = if is_policy { path.to_owned() } else { path.with_extension("json") };
        Ok(Row::of(self.repository.to_here(&path), before, now))
    }
}

fn not_compared(redirected: &Redirected, repository: &Repository) -> Weakened {
    let Redirected { path, before, now } = redirected;
    let shown = |path: &Path| match path.is_relative() {
        true => repository.to_here(path).to_string_lossy().into_owned(),
        false => path.to_string_lossy().into_owned(),
    };
    let name = shown(path);
    let message = format!(
        "{} led to {}, leads to {}: what is read through it isn't compared",
        tick(&name),
        tick(&shown(before)),
        tick(&shown(now)),
    );
    Weakened::new(Check::Compiled, How::Replaced, &name, message)
}
