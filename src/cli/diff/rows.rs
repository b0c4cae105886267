//! What is held against what since a revision: each policy with itself, and JSON that a gateway may
//! be fed from where no policy compiles to it, or to another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::base::Pair;
use super::compared::compiles_to;
use super::links::Links;
use super::version::Version;
use crate::cli::disk::Disk;
use crate::cli::git::{Renames, Repository, Revision};
use crate::cli::shell::CommandError;
use crate::diff::checks::{Check, How, Weakened};
use crate::kind;
use crate::render::diff::Status;
use crate::session::Files;
use crate::strings::tick;

/// One comparison: the files on both sides, each as its side calls it.
#[derive(Debug)]
pub(super) struct Row {
    /// What it is about, as it is reached from the current folder.
    pub(super) name: PathBuf,
    pub(super) status: Status,
    pub(super) before: Option<PathBuf>,
    pub(super) now: Option<PathBuf>,
    /// What is no longer checked, whatever the comparison comes to.
    pub(super) weakened: Vec<Weakened>,
    /// Whether the old side's file is gone with all that it checks.
    pub(super) is_gone: bool,
}

impl Row {
    /// What comes of two files under one name; nothing where there is none.
    pub(super) fn of(name: PathBuf, before: Option<PathBuf>, now: Option<PathBuf>) -> Option<Self> {
        let status = match (&before, &now) {
            (None, None) => return None,
            (None, Some(_)) => Status::New,
            (Some(_), None) => Status::Deleted,
            (Some(_), Some(_)) => Status::Changed,
        };
        let is_gone = false;
        Some(Self { name, status, before, now, weakened: Vec::new(), is_gone })
    }
}

/// The two states of a repository.
pub(super) struct States<'s> {
    pub(super) repository: &'s Repository,
    pub(super) revision: &'s Revision,
    pub(super) renamed: &'s Renames,
    /// The files that differ.
    pub(super) differing: &'s BTreeSet<PathBuf>,
    /// The policies that are links to others, which don't stand for these.
    pub(super) links: &'s Links,
    pub(super) old: &'s mut Version,
    pub(super) new: &'s mut Version,
}

/// Why a file that was a policy is none any more.
enum Lost {
    Part,
    Excluded,
    Link,
    Renamed(PathBuf),
    Gone,
}

impl States<'_> {
    /// Every comparison that there is to make, those of policies first.
    ///
    /// # Errors
    /// A file can't be read.
    pub(super) fn rows(
        &mut self,
        pairs: &[Pair],
        documents: &BTreeSet<PathBuf>,
    ) -> Result<Vec<Row>, CommandError> {
        let mut rows: Vec<Row> = pairs.iter().filter_map(|pair| self.row_of_policy(pair)).collect();
        let lost = rows.iter().filter(|row| !matches!(row.status, Status::Renamed(_)));
        let told: BTreeSet<PathBuf> = lost.filter_map(|row| row.before.clone()).collect();
        for document in documents {
            rows.extend(self.row_of_document(document, &told)?);
        }
        Ok(rows)
    }

    /// What a pair of files comes to; nothing for what neither state compiles.
    fn row_of_policy(&mut self, pair: &Pair) -> Option<Row> {
        let was_compiled = pair.before.as_ref().is_some_and(|path| self.was_compiled(path));
        let is_compiled = pair.now.as_ref().is_some_and(|path| self.is_compiled(path));
        let here = |path: &PathBuf| self.repository.to_here(path);
        match (was_compiled, is_compiled) {
            (true, false) => pair.before.as_ref().map(|before| self.lost_policy(before, pair)),
            (false, false) => None,
            (_, true) => {
                let before = pair.before.clone().filter(|_| was_compiled);
                let handwritten = || self.document_before(pair.now.as_deref()?);
                Some(Row {
                    name: here(pair.now.as_ref()?),
                    status: status(before.as_deref(), pair.now.as_deref(), self.repository),
                    before: before.or_else(handwritten),
                    now: pair.now.as_ref().map(here),
                    weakened: Vec::new(),
                    is_gone: false,
                })
            }
        }
    }

    /// A policy that nothing compiles any more: held against the JSON beside it, which is still
    /// enforced, or else against itself, or nothing where it is gone.
    fn lost_policy(&mut self, before: &Path, pair: &Pair) -> Row {
        let document = before.with_extension("json");
        let enforced = self.is_document(&document).then(|| self.repository.to_here(&document));
        let name = self.repository.to_here(before);
        let lost = self.lost(before, pair.now.as_deref());
        let is_deleted = matches!(lost, Lost::Gone) && enforced.is_none();
        let weakened = (!is_deleted).then(|| no_longer_compiled(&name, enforced.as_deref(), &lost));
        let itself = || pair.now.as_ref().map(|now| self.repository.to_here(now));
        Row {
            name,
            status: if is_deleted { Status::Deleted } else { Status::NoLongerCompiled },
            before: Some(before.to_owned()),
            now: enforced.or_else(itself),
            weakened: weakened.into_iter().collect(),
            is_gone: pair.now.is_none(),
        }
    }

    fn lost(&mut self, before: &Path, now: Option<&Path>) -> Lost {
        let other = self.renamed.iter().find(|(_, old)| **old == before).map(|(new, _)| new);
        match now.map(|now| self.repository.to_here(now)) {
            Some(now) if self.new.session.is_excluded(&now) => Lost::Excluded,
            Some(now) if now.is_symlink() => Lost::Link,
            Some(_) => Lost::Part,
            None => other.map_or(Lost::Gone, |new| Lost::Renamed(self.repository.to_here(new))),
        }
    }

    /// What a gateway's document comes to that changed or lost its policy; nothing where its
    /// policy's own row tells all. `told` are the policies that have one.
    ///
    /// # Errors
    /// A file can't be read.
    fn row_of_document(
        &mut self,
        document: &Path,
        told: &BTreeSet<PathBuf>,
    ) -> Result<Option<Row>, CommandError> {
        let policy = document.with_extension("mcpol");
        if !self.differing.contains(document)
            && self.was_compiled(&policy) == self.is_compiled(&policy)
        {
            return Ok(None);
        }
        let before = self.document_before(document);
        let is_there = self.is_document(document);
        let now = is_there.then(|| self.repository.to_here(document));
        let name = self.repository.to_here(document);
        if is_there && self.is_compiled(&policy) {
            let source = self.repository.to_here(&policy);
            if self.is_compiled_to(&source, &name)? {
                return Ok(None);
            }
            let message = format!(
                "{} is not what {} compiles to",
                tick(&shown(&name)),
                tick(&shown(&source))
            );
            let by_hand = Weakened::new(Check::Compiled, How::Replaced, &shown(&name), message);
            let before = before.or_else(|| Some(policy).filter(|it| self.was_compiled(it)));
            let (status, weakened) = (Status::ChangedByHand, vec![by_hand]);
            return Ok(Some(Row { name, status, before, now, weakened, is_gone: false }));
        }
        let was_compiled = self.was_compiled(&policy);
        if was_compiled && (told.contains(&policy) || !is_there) {
            return Ok(None);
        }
        if was_compiled {
            let source = self.repository.to_here(&policy);
            let lost = self.lost(&policy, None);
            let weakened = vec![no_longer_compiled(&source, Some(&name), &lost)];
            let (status, before) = (Status::NoLongerCompiled, Some(policy));
            return Ok(Some(Row { name, status, before, now, weakened, is_gone: false }));
        }
        Ok(Row::of(name, before, now))
    }

    /// The document at a path, or the one that became it, as the revision has it.
    fn document_before(&self, path: &Path) -> Option<PathBuf> {
        let path = path.with_extension("json");
        let path = self.renamed.get(&path).cloned().unwrap_or(path);
        self.document_at_revision(path)
    }

    /// The document at a path, as the revision has it.
    pub(super) fn document_at_revision(&self, path: PathBuf) -> Option<PathBuf> {
        let bytes = Files::read(self.revision, &path).ok()?;
        kind::is_document(&*bytes).is_ok_and(|it| it).then_some(path)
    }

    pub(super) fn is_document(&self, path: &Path) -> bool {
        let here = self.repository.to_here(path);
        let bytes = here.is_file().then(|| Disk.read(&here).ok()).flatten();
        bytes.is_some_and(|bytes| kind::is_document(&*bytes).is_ok_and(|it| it))
    }

    /// Whether a policy that is there now compiles to what a file holds.
    pub(super) fn is_compiled_to(
        &mut self,
        policy: &Path,
        document: &Path,
    ) -> Result<bool, CommandError> {
        self.new.at(Some(policy.to_owned()));
        compiles_to(self.new, document)
    }

    fn was_compiled(&mut self, policy: &Path) -> bool {
        !self.links.before.contains(policy) && self.old.is_compiled(policy)
    }

    fn is_compiled(&mut self, policy: &Path) -> bool {
        let here = self.repository.to_here(policy);
        !self.links.now.contains(policy) && self.new.is_compiled(&here)
    }
}

/// What became of a file that is still what it was.
pub(super) fn status(before: Option<&Path>, now: Option<&Path>, repository: &Repository) -> Status {
    match (before, now) {
        (None, _) => Status::New,
        (Some(_), None) => Status::Deleted,
        (Some(before), Some(now)) if before == now => Status::Changed,
        (Some(before), Some(_)) => Status::Renamed(shown(&repository.to_here(before))),
    }
}

fn no_longer_compiled(policy: &Path, document: Option<&Path>, lost: &Lost) -> Weakened {
    let name = tick(&shown(policy));
    let why = match lost {
        Lost::Part => format!("{name} lost its `policy` line"),
        Lost::Excluded => format!("{name} is excluded in mcpol.toml"),
        Lost::Link => format!("{name} is a link, which does not stand for the policy it leads to"),
        Lost::Renamed(other) => format!("{name} is called {} now", tick(&shown(other))),
        Lost::Gone => format!("{name} is gone"),
    };
    let message = match document {
        Some(document) => {
            let document = tick(&shown(document));
            format!("{document} is no longer compiled and may still be enforced: {why}")
        }
        None => format!("no longer compiled: {why}"),
    };
    Weakened::new(Check::Compiled, How::Removed, &shown(policy), message)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
