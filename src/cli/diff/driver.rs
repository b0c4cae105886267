//! `mcpol diff --git-driver`: what `git diff` calls for each policy that changed.
//!
//! Git hands over a policy's content on both sides, and not where it comes from. Where the content
//! is the one of `HEAD`, what it includes and its catalog are taken from `HEAD` too, else from the
//! working tree.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compared::{Texts, compare};
use super::version::{Origin, Version};
use crate::cli::disk::Disk;
use crate::cli::git::{Repository, Revision};
use crate::cli::overrides::ServerOverrides;
use crate::cli::shell::{CommandError, Shell};
use crate::render::diff::Compared;
use crate::session::Files;

/// What git writes for a file that isn't there.
const NO_FILE: &str = "/dev/null";

/// What git hands over.
const WRONG: &str = "`--git-driver` takes what git hands over: PATH OLD-FILE OLD-HEX OLD-MODE \
                     NEW-FILE NEW-HEX NEW-MODE";

/// One side, as git hands it over.
struct Given<'g> {
    /// Where the policy belongs, from the top of the working tree.
    path: &'g Path,
    /// Where its content is.
    file: &'g Path,
    /// The content's id.
    id: &'g OsStr,
    prefix: &'static str,
}

/// The comparison that git asks for; `None` for a file with conflicts, of which git hands over only
/// the name.
///
/// # Errors
/// Git hands over something else, or a file can't be read.
pub(super) fn compared(
    arguments: &[PathBuf],
    given: &ServerOverrides,
    texts: Texts,
    shell: &mut Shell,
) -> Result<Option<Compared>, CommandError> {
    let (path, old, new, renamed) = match arguments {
        [_] => return Ok(None),
        [path, old_file, old_id, _, new_file, new_id, _, rest @ ..] => {
            (path, (old_file, old_id), (new_file, new_id), rest.first().unwrap_or(path))
        }
        _ => return Err(CommandError(WRONG.to_owned())),
    };
    let old = Given { path, file: old.0, id: old.1.as_os_str(), prefix: "a/" };
    let new = Given { path: renamed, file: new.0, id: new.1.as_os_str(), prefix: "b/" };
    let (mut old, mut new) = (old.version(given)?, new.version(given)?);
    compare(&mut old, &mut new, texts, shell).map(Some)
}

impl Given<'_> {
    fn version(&self, given: &ServerOverrides) -> Result<Version, CommandError> {
        let origin =
            Origin { revision: self.revision()?, prefix: self.prefix, ..Origin::default() };
        let mut version = Version::new(origin, given)?;
        if self.file == Path::new(NO_FILE) {
            return Ok(version);
        }
        let bytes = Disk.read(self.file).map_err(|reason| {
            let path = self.file.to_owned();
            CommandError::from(crate::session::Unreadable::new(&path, reason))
        })?;
        version.session.put(self.path, bytes)?;
        version.path = Some(self.path.to_owned());
        Ok(version)
    }

    /// `HEAD`, where the content is the one that it has.
    fn revision(&self) -> Result<Option<Rc<Revision>>, CommandError> {
        let id = Repository::id(&format!("HEAD:{}", self.path.to_string_lossy()));
        match id.is_some_and(|id| OsStr::new(&id) == self.id) {
            true => Revision::find("HEAD", &Repository::here()?).map(Rc::new).map(Some),
            false => Ok(None),
        }
    }
}
