//! `mcpol config`: what holds for a path, and where each setting comes from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::disk;
use super::lint_flags::LintFlags;
use super::shell::{Outcome, Shell, Stream, Trouble};
use crate::config::{Choice, THRESHOLDS};
use crate::lint::{LINTS, Lint, Settings};
use crate::report::json;
use crate::session::Configuration;
use crate::source::{Source, Span};

/// Show the settings that hold for a policy, and where each comes from
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol config                     in this folder
  mcpol config agent.mcpol         for one policy
  mcpol config --schema            the JSON Schema of mcpol.toml, for editors

The nearest mcpol.toml in the policy's folder or one above holds; options go before it.
docs/configuration.md shows every setting.")]
pub(super) struct Config {
    /// A policy or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// Print the JSON Schema of mcpol.toml
    #[arg(long)]
    schema: bool,

    #[command(flatten)]
    lints: LintFlags,
}

/// One setting.
#[derive(Debug, Serialize)]
struct Setting {
    name: String,
    value: String,
    from: String,
}

#[derive(Serialize)]
struct List<'s> {
    settings: &'s [Setting],
}

impl Config {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, Trouble> {
        if self.schema {
            shell.print(&json::document(&crate::config::schema()));
            return Ok(Outcome::Clean);
        }
        let mut session = disk::session(None)?;
        let found = session.configuration(&inside(&self.path));
        if let Some(found) = found.as_deref().filter(|found| !found.findings.is_empty()) {
            shell.findings(Stream::Err, &found.findings, session.sources());
            return Ok(Outcome::Faults);
        }
        let settings = settings(&self.lints.choice()?, found.as_ref());
        let text = if shell.is_json() {
            json::document(&List { settings: &settings })
        } else {
            table(&settings)
        };
        shell.print(&text);
        Ok(Outcome::Clean)
    }
}

/// A path whose folder is the folder that is meant.
fn inside(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("policy.mcpol") } else { path.to_owned() }
}

fn settings(choice: &Choice, found: Option<&Arc<Configuration>>) -> Vec<Setting> {
    let config = found.map(|found| &found.config);
    let effective = choice.settings(config);
    let mut all = Vec::new();
    if let Some(exclude) = config.and_then(crate::config::Config::exclude) {
        let from = place(config.map(|config| &config.source), exclude.span);
        all.push(Setting { name: "exclude".to_owned(), value: exclude.node.join(", "), from });
    }
    for catalogue in config.into_iter().flat_map(|config| &config.catalogues) {
        let from = place(config.map(|config| &config.source), catalogue.file.span);
        let value = catalogue.file.node.clone();
        all.push(Setting { name: "catalog".to_owned(), value, from });
    }
    all.extend(THRESHOLDS.iter().map(|threshold| {
        let written = config.and_then(|config| config.thresholds.get(threshold.name));
        Setting {
            name: format!("thresholds.{}", threshold.name),
            value: (threshold.get)(&effective.thresholds).to_string(),
            from: written.map_or_else(default, |number| {
                place(config.map(|config| &config.source), number.span)
            }),
        }
    }));
    all.extend(LINTS.iter().map(|lint| level(lint, choice, &effective, found)));
    all
}

fn level(
    lint: &Lint,
    choice: &Choice,
    effective: &Settings,
    found: Option<&Arc<Configuration>>,
) -> Setting {
    let value = effective.levels.get(lint.name).map_or("off", |level| level.name());
    let config = found.map(|found| &found.config);
    let written = config.and_then(|config| config.levels.get(lint.name)).map(|level| level.span);
    let pedantic = config.and_then(|config| config.pedantic.as_ref()).map(|it| it.span);
    let natural = lint.weight.level(false).map_or("off", |level| level.name());
    let from = if choice.skip.contains(&lint.name) {
        "--skip".to_owned()
    } else if !choice.only.is_empty() {
        "--only".to_owned()
    } else if let Some(span) = written {
        place(config.map(|config| &config.source), span)
    } else if value == natural {
        default()
    } else if choice.pedantic {
        "--pedantic".to_owned()
    } else {
        pedantic.map_or_else(default, |span| place(config.map(|config| &config.source), span))
    };
    Setting { name: format!("lints.{}", lint.name), value: value.to_owned(), from }
}

fn default() -> String {
    "default".to_owned()
}

/// As in `mcpol.toml:3`.
fn place(source: Option<&Arc<Source>>, span: Span) -> String {
    source.map_or_else(default, |source| {
        format!("{}:{}", source.name(), source.place(span.start).line)
    })
}

fn table(settings: &[Setting]) -> String {
    let name = settings.iter().map(|setting| setting.name.len()).max().unwrap_or_default();
    let value = settings.iter().map(|setting| setting.value.len()).max().unwrap_or_default();
    let row = |it: &Setting| format!("{:name$}  {:value$}  {}\n", it.name, it.value, it.from);
    settings.iter().map(row).collect()
}
