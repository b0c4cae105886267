//! `mcpol config`: what holds for a path, and where each setting comes from.

use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::Disk;
use super::lint_flags::LintFlags;
use super::overrides::ConfigArgument;
use super::shell::{CommandError, Outcome, Shell};
use crate::config::{Choice, Globs, THRESHOLDS};
use crate::json;
use crate::lint::{self, Lint, Settings};
use crate::render::settings::{DEFAULT, Setting, SettingList};
use crate::session::{Configuration, Session};
use crate::source::{Sources, Span, Spanned};

/// Show the settings of a policy, and where each comes from
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol config                     in this folder: what differs from the defaults
  mcpol config --all               all settings
  mcpol config agent.mcpol         for one policy
  mcpol config --schema            the JSON Schema of mcpol.toml, for editors

The nearest mcpol.toml applies, in the policy's folder or one above up to the top of the
repository; options override it.")]
pub(super) struct Config {
    /// A policy or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// Also print the settings that have their defaults
    #[arg(long)]
    all: bool,

    /// Print the JSON Schema of mcpol.toml
    #[arg(long)]
    schema: bool,

    #[command(flatten)]
    lints: LintFlags,

    #[command(flatten)]
    config: ConfigArgument,
}

impl Config {
    /// Whether it prints the schema and no settings.
    pub(super) fn prints_schema(&self) -> bool {
        self.schema
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if self.schema {
            shell.print(&json::document(&crate::config::schema()));
            return Ok(Outcome::Clean);
        }
        let mut session = self.config.session()?;
        let found = session.configuration(&inside(&self.path));
        if let Some(found) = found.as_deref().filter(|found| !found.findings.is_empty()) {
            shell.findings(&found.findings, session.sources());
            return Ok(Outcome::Faults);
        }
        let unread = session.unread_configuration(&inside(&self.path));
        let catalogs = self.catalogs(found.as_deref(), &mut session)?;
        let (choice, day) = (self.lints.choice()?, self.lints.day()?.1);
        let listing = Listing {
            found: found.as_deref(),
            effective: choice.settings(found.as_deref().map(|found| &found.config)),
            choice,
            sources: session.sources(),
        };
        let unread = unread.map(|(path, boundary)| {
            Setting::new("not read", path.to_string_lossy().into_owned(), boundary.to_owned())
        });
        let settings = unread.into_iter().chain(listing.settings(&catalogs, day)).collect();
        shell.emit(&SettingList { settings, all: self.all });
        Ok(Outcome::Clean)
    }

    /// The catalog of the policy; of a folder, all that are configured for policies in it.
    fn catalogs(
        &self,
        found: Option<&Configuration>,
        session: &mut Session<Disk>,
    ) -> Result<Vec<Spanned<String>>, CommandError> {
        if self.path.is_dir() {
            let all = found.iter().flat_map(|found| &found.config.catalogs);
            return Ok(all.map(|catalog| catalog.file.clone()).collect());
        }
        session.is_part(&self.path)?;
        Ok(session.catalog_of(&self.path).into_iter().collect())
    }
}

/// A path whose folder is the folder that is meant.
fn inside(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("policy.mcpol") } else { path.to_owned() }
}

/// Where settings come from.
struct Listing<'l> {
    found: Option<&'l Configuration>,
    choice: Choice,
    effective: Settings,
    sources: &'l Sources,
}

impl Listing<'_> {
    fn settings(&self, catalogs: &[Spanned<String>], day: &str) -> Vec<Setting> {
        let mut all = Vec::new();
        let config = self.config();
        all.extend(self.globs("exclude", config.and_then(|config| config.exclude.as_ref())));
        all.extend(self.globs("handwritten", config.and_then(|it| it.handwritten.as_ref())));
        let baseline = config.and_then(|it| it.baseline.as_ref());
        all.extend(
            baseline.map(|file| Setting::new("baseline", file.node.clone(), self.place(file.span))),
        );
        all.extend(
            catalogs
                .iter()
                .map(|file| Setting::new("catalog", file.node.clone(), self.place(file.span))),
        );
        all.extend(config.into_iter().flat_map(|it| &it.servers).map(|server| {
            let file = server.policy.as_ref().or(server.catalog.as_ref());
            let name = format!("servers.{}", server.name.node);
            let file = file.map(|file| file.node.clone()).unwrap_or_default();
            Setting::new(name, file, self.place(server.place()))
        }));
        all.extend(self.hook());
        all.push(Setting::new("today", self.effective.today.to_string(), day.to_owned()));
        all.push(self.pedantic());
        all.extend(THRESHOLDS.iter().map(|threshold| {
            let written = self.config().and_then(|config| config.thresholds.get(threshold.name));
            let name = format!("thresholds.{}", threshold.name);
            let value = (threshold.get)(&self.effective.thresholds).to_string();
            Setting::new(name, value, self.place_or_default(written.map(|number| number.span)))
        }));
        all.extend(lint::all().map(|lint| self.level(lint)));
        all
    }

    fn config(&self) -> Option<&crate::config::Config> {
        self.found.map(|found| &found.config)
    }

    /// Those of `[hook]` that are written.
    fn hook(&self) -> Vec<Setting> {
        let Some(hook) = self.config().map(|config| &config.hook) else { return Vec::new() };
        let unlisted = hook.unlisted.as_ref().map(|it| ("unlisted", it.node.word(), it.span));
        let builtin = hook.builtin.as_ref().map(|it| ("builtin", it.node.as_str(), it.span));
        let allow = hook
            .allow
            .as_ref()
            .map(|it| ("allow", if it.node { "allow" } else { "abstain" }, it.span));
        let written = [unlisted, builtin, allow].into_iter().flatten();
        let setting = |(name, value, span): (&str, &str, Span)| {
            Setting::new(format!("hook.{name}"), value.to_owned(), self.place(span))
        };
        written.map(setting).collect()
    }

    fn globs(&self, name: &str, globs: Option<&Globs>) -> Option<Setting> {
        globs.map(|globs| Setting::new(name, globs.texts().join(", "), self.place(globs.span)))
    }

    fn pedantic(&self) -> Setting {
        let written = self.config().and_then(|config| config.pedantic.as_ref());
        let value = self.choice.pedantic || written.is_some_and(|written| written.node);
        let from = match self.choice.pedantic {
            true => "--pedantic".to_owned(),
            false => self.place_or_default(written.map(|written| written.span)),
        };
        Setting::new("pedantic", value.to_string(), from)
    }

    fn level(&self, lint: &Lint) -> Setting {
        let told = self.effective.levels.get(lint.name);
        let told = told.filter(|_| self.effective.reports(lint.name));
        let value = told.map_or("off", |level| level.name());
        Setting::new(format!("lints.{}", lint.name), value.to_owned(), self.level_from(lint, value))
    }

    fn level_from(&self, lint: &Lint, value: &str) -> String {
        let written = self.config().and_then(|config| config.levels.get(lint.name));
        let natural = lint.weight.level(false).map_or("off", |level| level.name());
        if self.choice.skip.contains(&lint.name) {
            "--skip".to_owned()
        } else if !self.choice.only.is_empty() {
            "--only".to_owned()
        } else if let Some(written) = written {
            self.place(written.span)
        } else if value == natural {
            DEFAULT.to_owned()
        } else {
            self.pedantic().from
        }
    }

    fn place_or_default(&self, span: Option<Span>) -> String {
        span.map_or_else(|| DEFAULT.to_owned(), |span| self.place(span))
    }

    fn place(&self, span: Span) -> String {
        place(span, self.sources)
    }
}

/// As in `mcpol.toml:3`.
pub(super) fn place(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.source);
    let shown = source.map(|source| format!("{}:{}", source.name(), source.place(span.start).line));
    shown.unwrap_or_default()
}
