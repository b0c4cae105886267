//! The files of a revision. Paths are those from the top of the working tree; what lies outside has
//! no revisions and is read as it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::objects::{Objects, Read};
use super::{Repository, Tree, answered, git, path, said, unknown};
use crate::cli::disk::{self, Disk};
use crate::cli::shell::CommandError;
use crate::session::{Files, plain};
use crate::strings::tick;

/// A revision of a repository.
#[derive(Debug)]
pub(in crate::cli) struct Revision {
    /// As the user calls it.
    name: String,
    /// The id of its top folder.
    tree: String,
    repository: Repository,
    objects: RefCell<Objects>,
    read: RefCell<BTreeMap<PathBuf, Result<Vec<u8>, String>>>,
}

impl Revision {
    /// The revision of this name.
    ///
    /// # Errors
    /// Git knows none.
    pub(in crate::cli) fn find(name: &str, repository: &Repository) -> Result<Self, CommandError> {
        if name.starts_with('-') {
            return Err(CommandError(format!("a revision can't begin with `-`: {}", tick(name))));
        }
        let output = git(["rev-parse", "--verify", "--quiet", &format!("{name}^{{tree}}")])?;
        if !output.status.success() && output.stderr.is_empty() {
            return Err(unknown(name));
        }
        let tree = said(&output)?.trim().to_owned();
        Ok(Self {
            name: name.to_owned(),
            tree,
            repository: repository.clone(),
            objects: RefCell::default(),
            read: RefCell::default(),
        })
    }

    /// As the user calls it.
    pub(in crate::cli) fn name(&self) -> &str {
        &self.name
    }

    /// The id of its top folder.
    pub(in crate::cli) fn tree(&self) -> &str {
        &self.tree
    }

    /// The path that `path` means in `REV:path`: from the current folder where it begins with a dot
    /// and a slash, else from the top.
    pub(in crate::cli) fn path(&self, path: &str) -> PathBuf {
        let is_relative = ["./", "../"].iter().any(|start| path.starts_with(start));
        match is_relative {
            true => plain(&self.repository.prefix.join(path)),
            false => PathBuf::from(path),
        }
    }

    /// A path from the current folder, as it is reached from the top. Links in it are those of the
    /// revision, unless one leads into the repository.
    pub(in crate::cli) fn within(&self, path: &Path) -> PathBuf {
        let written = self.place(&self.repository.prefix.join(path));
        written.unwrap_or_else(|_| plain(&self.repository.within(path)))
    }

    /// Where in the repository a path leads, or the file outside.
    fn place(&self, path: &Path) -> Result<PathBuf, PathBuf> {
        let path = match path.strip_prefix(&self.repository.top) {
            Ok(within) => plain(within),
            Err(_) => plain(path),
        };
        let leaves = |first| matches!(first, Component::Normal(_));
        match path.components().next().is_none_or(leaves) {
            true => Ok(path),
            false => Err(self.repository.top.join(path)),
        }
    }

    /// What it holds.
    ///
    /// # Errors
    /// As git says.
    pub(in crate::cli) fn entries(&self) -> Result<Tree, CommandError> {
        let said = answered(git(["ls-tree", "-r", "-z", "--full-tree", &self.tree])?)?;
        let mut tree = Tree::default();
        for entry in said.split(|byte| *byte == 0) {
            let mut halves = entry.splitn(2, |byte| *byte == b'\t');
            let (Some(head), Some(name)) = (halves.next(), halves.next()) else { continue };
            let (head, name) = (String::from_utf8_lossy(head), path(name));
            let mut words = head.split(' ');
            match (words.next(), words.next(), words.next()) {
                (Some("120000"), _, Some(id)) => {
                    tree.links.insert(name.clone(), self.target(&name, id)?);
                    tree.files.insert(name);
                }
                (_, Some("blob"), _) => drop(tree.files.insert(name)),
                _ => {}
            }
        }
        Ok(tree)
    }

    /// Where a link leads, one step: from the top, or absolute.
    fn target(&self, link: &Path, id: &str) -> Result<PathBuf, CommandError> {
        let text = self.objects.borrow_mut().text(id);
        let text = text.map_err(|error| {
            CommandError(format!("git can't be asked: {}", disk::words(&error)))
        })?;
        let folder = link.parent().unwrap_or(Path::new(""));
        let target = self.place(&folder.join(path(&text)));
        Ok(target.unwrap_or_else(|outside| disk::real(&outside)))
    }

    fn fetch(&self, path: &Path) -> Result<Vec<u8>, String> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let read = match self.objects.borrow_mut().read(&self.tree, path) {
            Ok(Read::File(bytes)) => Ok(bytes),
            Ok(Read::Outside(target)) => Disk.read(&self.repository.top.join(target)),
            Ok(Read::Nothing(reason)) => Err(reason.to_owned()),
            Err(error) => Err(format!("git can't be asked: {}", disk::words(&error))),
        };
        self.read.borrow_mut().insert(path.to_owned(), read.clone());
        read
    }
}

impl Files for Revision {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        match self.place(path) {
            Ok(within) => self.fetch(&within),
            Err(outside) => Disk.read(&outside),
        }
    }

    fn is_there(&self, path: &Path) -> bool {
        match self.place(path) {
            Ok(within) => self.fetch(&within).is_ok(),
            Err(outside) => Disk.is_there(&outside),
        }
    }

    fn is_top(&self, folder: &Path) -> bool {
        match self.place(folder) {
            Ok(within) => within == Path::new(""),
            Err(outside) => Disk.is_top(&outside),
        }
    }

    fn check_regular(&self, path: &Path) -> Result<(), String> {
        match self.place(path) {
            Ok(_) => Ok(()),
            Err(outside) => Disk.check_regular(&outside),
        }
    }

    fn identity(&self, path: &Path) -> PathBuf {
        match self.place(path) {
            Ok(within) => within,
            Err(outside) => Disk.identity(&outside),
        }
    }

    fn name(&self, path: &Path) -> String {
        match self.place(path) {
            Ok(within) => format!("{}:{}", self.name, slashed(&within)),
            Err(outside) => outside.to_string_lossy().into_owned(),
        }
    }
}

/// A path as git writes it.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
