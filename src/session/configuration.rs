//! The configuration of a file: the nearest `mcpol.toml` in its folder or one above.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::plain;
use super::{Files, Session, Unreadable, beside};
use crate::config::{self, Choice, Config};
use crate::finding::Finding;
use crate::lint::Settings;
use crate::source::{Span, Spanned};

/// A configuration, where it was found, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Configuration {
    /// The settings.
    pub config: Config,
    /// Its file, as it is reached from the file that it was looked for.
    pub path: PathBuf,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
}

impl Configuration {
    /// The baseline that it names, and where it does.
    pub(crate) fn baseline(&self) -> Option<(PathBuf, Span)> {
        let named = self.config.baseline.as_ref()?;
        Some((beside(&self.path, &named.node), named.span))
    }
}

/// How the policies of a run are linted.
#[derive(Debug, Clone)]
pub(crate) enum Lints {
    /// Not at all.
    Off,
    /// All in the same way, whatever is configured.
    Fixed(Settings),
    /// As each one's configuration says, and the run's own choice before it.
    Configured(Choice),
}

/// A configuration that was found above a file.
enum Sought {
    /// It holds for the file.
    Inside(PathBuf),
    /// It doesn't; what it lies outside of.
    Outside(PathBuf, &'static str),
}

/// A folder under a name that isn't empty.
fn dotted(folder: &Path) -> &Path {
    if folder == Path::new("") { Path::new(".") } else { folder }
}

impl<F: Files> Session<F> {
    /// Takes one configuration for every file from now on.
    ///
    /// # Errors
    /// There is no such file.
    pub(crate) fn use_configuration(&mut self, path: &Path) -> Result<(), Unreadable> {
        if !self.files.is_there(path) {
            return Err(Unreadable::new(path, "no such file"));
        }
        self.given_configuration = Some(path.to_owned());
        Ok(())
    }

    /// The configuration that holds for a file or folder; none where no folder around it has one,
    /// up to the top of the repository.
    pub(crate) fn configuration(&mut self, path: &Path) -> Option<Arc<Configuration>> {
        let found = self.configuration_path(path)?;
        self.configuration_at(&found)
    }

    /// Where that configuration is.
    fn configuration_path(&self, path: &Path) -> Option<PathBuf> {
        match self.seek(path)? {
            Sought::Inside(found) => Some(found),
            Sought::Outside(..) => None,
        }
    }

    /// The nearest configuration above a file that doesn't hold for it, and what it lies outside
    /// of; none where one holds.
    pub(crate) fn unread_configuration(&self, path: &Path) -> Option<(PathBuf, &'static str)> {
        match self.seek(path)? {
            Sought::Inside(_) => None,
            Sought::Outside(found, boundary) => Some((found, boundary)),
        }
    }

    /// The nearest configuration. One holds up to the folder with the repository; where there is
    /// none, up to the current folder, or in the file's own folder where that lies elsewhere.
    fn seek(&self, path: &Path) -> Option<Sought> {
        if let Some(given) = &self.given_configuration {
            return Some(Sought::Inside(given.clone()));
        }
        let folders = self.folders_around(path);
        let top = folders.iter().position(|folder| self.files.is_top(folder));
        let here = self.files.identity(Path::new("."));
        let is_here = |folder: &PathBuf| self.files.identity(dotted(folder)) == here;
        let last = top.or_else(|| folders.iter().position(is_here)).unwrap_or_default();
        let mut candidates = folders.iter().map(|folder| folder.join(config::NAME)).enumerate();
        let (index, found) = candidates.find(|(_, path)| self.files.is_there(path))?;
        Some(match (index <= last, top) {
            (true, _) => Sought::Inside(found),
            (false, Some(_)) => Sought::Outside(found, "outside the repository"),
            (false, None) => Sought::Outside(found, "outside the current folder"),
        })
    }

    /// A file's folder and those around it, from the inside out.
    fn folders_around(&self, path: &Path) -> Vec<PathBuf> {
        let own = path.parent().unwrap_or(Path::new("")).to_owned();
        let count = self.files.identity(dotted(&own)).components().count() + 1;
        let up = |folder: &PathBuf| Some(dotted(folder).join(".."));
        let folders = std::iter::successors(Some(own), up).take(count);
        folders.map(|folder| plain(&folder)).collect()
    }

    /// A file's path from the folder of its configuration, else from the working folder; its name
    /// where it lies elsewhere.
    pub(super) fn stable_name(&self, path: &Path) -> String {
        let found = self.configuration_path(path).map(|found| self.files.identity(&found));
        let folder = match found.as_deref().and_then(Path::parent) {
            Some(folder) => folder.to_owned(),
            None => self.files.identity(Path::new(".")),
        };
        let file = self.files.identity(path);
        match file.strip_prefix(folder) {
            Ok(inside) => inside.to_string_lossy().replace('\\', "/"),
            Err(_) => self.files.name(path),
        }
    }

    fn configuration_at(&mut self, path: &Path) -> Option<Arc<Configuration>> {
        let identity = self.files.identity(path);
        if let Some(known) = self.configurations.get(&identity) {
            return Some(Arc::clone(known));
        }
        let found = match self.check_regular(path).and_then(|()| self.text(path)) {
            Ok(text) => {
                let (config, mut findings) = Config::read(Arc::clone(&text.source));
                findings = text.fault.map_or(findings, |fault| vec![fault]);
                Configuration { config, path: path.to_owned(), findings }
            }
            Err(unreadable) => self.unreadable_configuration(path, &unreadable)?,
        };
        let found = Arc::new(found);
        self.configurations.insert(identity, Arc::clone(&found));
        Some(found)
    }

    /// A configuration that is there and can't be read: an empty one, and the fault.
    fn unreadable_configuration(
        &mut self,
        path: &Path,
        unreadable: &Unreadable,
    ) -> Option<Configuration> {
        let source = self.sources.add(path.to_string_lossy(), "")?;
        let (config, _) = Config::read(Arc::clone(&source));
        let findings = vec![config::unreadable(source.span(), &unreadable.reason)];
        Some(Configuration { config, path: path.to_owned(), findings })
    }

    /// Whether a configuration leaves a path out when folders are walked.
    pub(crate) fn is_excluded(&mut self, path: &Path) -> bool {
        self.excluding(path).is_some()
    }

    /// The pattern by which a configuration does.
    pub(crate) fn excluding(&mut self, path: &Path) -> Option<Spanned<String>> {
        let found = self.configuration(path)?;
        found.config.excluding(&self.beneath(path, &found)).cloned()
    }

    /// Whether a configuration knows a path as JSON that no policy compiles to.
    pub(crate) fn is_handwritten(&mut self, path: &Path) -> bool {
        let Some(found) = self.configuration(path) else { return false };
        found.config.is_handwritten(&self.beneath(path, &found))
    }

    /// The baseline that the configuration of a file names, and where it does.
    pub(crate) fn baseline_of(&mut self, path: &Path) -> Option<(PathBuf, Span)> {
        self.configuration(path)?.baseline()
    }

    /// A file's path relative to the folder of its configuration.
    pub(super) fn beneath(&self, path: &Path, found: &Configuration) -> PathBuf {
        let path = self.files.identity(path);
        let config = self.files.identity(&found.path);
        let folder = config.parent().unwrap_or(Path::new(""));
        path.strip_prefix(folder).unwrap_or(&path).to_owned()
    }

    /// The catalog that holds for a file, and where it is written: in the file or, where it names
    /// none, in its configuration.
    pub(crate) fn catalog_of(&mut self, path: &Path) -> Option<Spanned<String>> {
        if let Some(named) = self.load(path).ok().and_then(|file| file.catalog().cloned()) {
            return Some(named);
        }
        let found = self.configuration(path)?;
        found.config.catalog_of(&self.beneath(path, &found)).cloned()
    }

    /// How a file is linted.
    pub(crate) fn lint_settings(&mut self, path: &Path) -> Settings {
        match self.lints.clone() {
            Lints::Off => Settings::off(),
            Lints::Fixed(settings) => settings,
            Lints::Configured(choice) => {
                let found = self.configuration(path);
                choice.settings(found.as_deref().map(|found| &found.config))
            }
        }
    }
}
