//! One side of a comparison: a policy or document, and the files that it is read from.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::cli::disk::Disk;
use crate::cli::git::{Repository, Revision};
use crate::cli::loaded::{self, Read};
use crate::cli::overrides::{ConfigArgument, ServerOverrides};
use crate::cli::shell::{CommandError, Shell};
use crate::finding::Finding;
use crate::gateway;
use crate::policy::{Decision, Default, Policy};
use crate::session::{Checked, Depth, Files, Session, plain};
use crate::source::Source;
use crate::strings::tick;

/// What a side is called where there is no policy.
pub(super) const NOTHING: &str = "nothing";

/// Where the files of a side come from.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The revision, or else the working tree.
    pub(super) revision: Option<Rc<Revision>>,
    /// The catalog that the user gives; it is read as it is.
    pub(super) catalog: Option<PathBuf>,
    /// What stands before the names of files instead of a revision.
    pub(super) prefix: &'static str,
}

/// One side.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) session: Session<Origin>,
    /// The policy or document; `None` where the side has none.
    pub(super) path: Option<PathBuf>,
    /// The findings that were shown.
    told: Vec<Finding>,
}

impl Origin {
    /// The revision that a path is read from.
    fn revision(&self, path: &Path) -> Option<&Revision> {
        self.revision.as_deref().filter(|_| self.catalog.as_deref() != Some(path))
    }

    /// The configuration that is given, as this side has it. A revision from before there was one
    /// keeps those that held then.
    fn configuration(&self, given: &ConfigArgument) -> Option<PathBuf> {
        let path = given.path()?;
        let Some(revision) = &self.revision else { return Some(path.to_owned()) };
        let within = revision.within(path);
        let is_newer = !Files::is_there(&**revision, &within) && Disk.is_there(path);
        (!is_newer).then_some(within)
    }

    fn files(&self, path: &Path) -> &dyn Files {
        match self.revision(path) {
            Some(revision) => revision,
            None => &Disk,
        }
    }
}

impl Files for Origin {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.files(path).read(path)
    }

    fn is_there(&self, path: &Path) -> bool {
        self.files(path).is_there(path)
    }

    fn is_top(&self, folder: &Path) -> bool {
        self.files(folder).is_top(folder)
    }

    fn check_regular(&self, path: &Path) -> Result<(), String> {
        self.files(path).check_regular(path)
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.files(path).identity(path)
    }

    fn name(&self, path: &Path) -> String {
        match self.prefix {
            "" => self.files(path).name(path),
            prefix => format!("{prefix}{}", plain(path).to_string_lossy()),
        }
    }
}

impl Version {
    /// A side without a policy yet.
    ///
    /// # Errors
    /// The catalog or the configuration that is given can't be read.
    pub(super) fn new(origin: Origin, given: &ServerOverrides) -> Result<Self, CommandError> {
        let catalog = given.overrides.catalog.clone();
        let config = origin.configuration(&given.overrides.config);
        let mut session = Session::new(Origin { catalog: catalog.clone(), ..origin });
        session.take_others(given.server.server.clone());
        if let Some(catalog) = catalog {
            session.use_catalog(&catalog)?;
        }
        if let Some(config) = config {
            session.use_configuration(&config)?;
        }
        Ok(Self { session, path: None, told: Vec::new() })
    }

    /// The side that an argument names: a file, or `REV:path`.
    ///
    /// # Errors
    /// Git doesn't know the revision or the file.
    pub(super) fn named(argument: &Path, given: &ServerOverrides) -> Result<Self, CommandError> {
        let text = argument.to_string_lossy();
        let Some((name, path)) = at_revision(&text).filter(|_| !Disk.is_there(argument)) else {
            let version = Self::new(Origin::default(), given)?;
            return Ok(Self { path: Some(argument.to_owned()), ..version });
        };
        let revision = Revision::find(name, &Repository::here()?)?;
        let within = revision.path(path);
        let hint = hint(&revision, &within, path);
        let origin = Origin { revision: Some(Rc::new(revision)), ..Origin::default() };
        if let Err(reason) = origin.read(&within) {
            return Err(CommandError(format!("can't read {}: {reason}{hint}", tick(&text))));
        }
        Ok(Self { path: Some(within), ..Self::new(origin, given)? })
    }

    /// The same files with another policy.
    pub(super) fn at(&mut self, path: Option<PathBuf>) -> &mut Self {
        self.path = path;
        self
    }

    /// What people call the side.
    pub(super) fn name(&self) -> String {
        match &self.path {
            Some(path) => self.session.name(path),
            None => NOTHING.to_owned(),
        }
    }

    /// Whether there is nothing to enforce by itself: no file, or one that is made to be included.
    pub(super) fn is_part(&mut self) -> bool {
        let Self { session, path, .. } = self;
        path.as_ref()
            .is_none_or(|path| !loaded::is_json(path) && session.is_part(path).unwrap_or(false))
    }

    /// Whether a file is a policy that `compile` compiles where it walks over it.
    pub(super) fn is_compiled(&mut self, path: &Path) -> bool {
        let session = &mut self.session;
        session.is_there(path)
            && !session.is_excluded(path)
            && !session.is_part(path).unwrap_or(false)
    }

    /// Shows the faults of the configuration that holds for a file, unless they were shown; whether
    /// there are any.
    pub(super) fn tell_configuration(&mut self, path: &Path, shell: &mut Shell) -> bool {
        let Some(found) = self.session.configuration(path) else { return false };
        self.tell(&found.findings, shell);
        found.findings.iter().any(Finding::is_error)
    }

    /// Shows findings, each once.
    pub(super) fn tell(&mut self, findings: &[Finding], shell: &mut Shell) {
        let new = findings.iter().filter(|it| !self.told.contains(it));
        let new: Vec<Finding> = new.cloned().collect();
        shell.findings(&new, self.session.sources());
        self.told.extend(new);
    }

    /// The text of the policy or document; `None` where it isn't text, or there is none.
    pub(super) fn text(&mut self) -> Option<Arc<Source>> {
        self.session.source(self.path.as_deref()?).ok()?.ok()
    }

    /// How the policy, or else its configuration, names its catalog.
    pub(super) fn catalog_name(&mut self) -> Option<String> {
        let path = self.path.clone().filter(|path| !loaded::is_json(path))?;
        let name = self.session.catalog_of(&path)?;
        Some(plain(Path::new(&name.node)).to_string_lossy().into_owned())
    }

    /// A file that is made to be included, and what is known of it by itself.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn part(&mut self) -> Result<Option<Checked>, CommandError> {
        let Self { session, path, .. } = self;
        let path = path.as_ref();
        Ok(path.map(|path| session.check(path, Depth::Check)).transpose()?)
    }

    /// Whether what is known of a part by itself are no errors.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn is_sound_part(&mut self) -> Result<bool, CommandError> {
        Ok(self.part()?.is_none_or(|part| !part.has_errors()))
    }

    /// The document, unless there are errors.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn read(&mut self) -> Result<Read, CommandError> {
        match &self.path {
            Some(path) => Ok(loaded::read(path, &mut self.session)?),
            None => Ok(Read { loaded: Some(nothing()), findings: Vec::new() }),
        }
    }
}

/// No policy: every call is refused.
pub(super) fn no_policy() -> Policy {
    Policy::empty(None, Default { decision: Decision::Deny, span: None })
}

/// The document of no policy.
fn nothing() -> loaded::Loaded {
    let document = gateway::emit(&no_policy()).document;
    loaded::Loaded::new(document, Vec::new())
}

/// A revision and a path, as in `HEAD~1:policy.mcpol`. Braces may hold colons: `HEAD^{/fix: it}:p`.
fn at_revision(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let colon = text.char_indices().find(|(_, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *letter == ':' && depth == 0
    });
    let (revision, path) = text.split_at(colon?.0);
    (!revision.is_empty()).then_some((revision, path.get(1..)?))
}

/// What was meant by a path that isn't there from the top, and is from the current folder.
fn hint(revision: &Revision, within: &Path, path: &str) -> String {
    let here = format!("./{path}");
    let is_there = |path: &Path| Files::is_there(revision, path);
    match !is_there(within) && is_there(&plain(&revision.path(&here))) {
        true => format!("; did you mean {}?", tick(&format!("{}:{here}", revision.name()))),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::at_revision;

    #[test]
    fn revisions_end_at_the_first_colon_outside_braces() {
        assert_eq!(at_revision("HEAD~1:a/b.mcpol"), Some(("HEAD~1", "a/b.mcpol")));
        assert_eq!(at_revision("HEAD^{/x: y}:b:c"), Some(("HEAD^{/x: y}", "b:c")));
        assert_eq!(at_revision("policy.mcpol"), None);
        assert_eq!(at_revision(":policy.mcpol"), None);
    }
}
