//! `mcpol init`: a first policy for a server, or for each server of a client.

#[cfg(feature = "live")]
mod stack;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::catalog::no_tools;
use super::disk::{self, Disk};
use super::overrides::ConfigArgument;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Kind;
use super::{orphans, paths};
use crate::catalog::{BUILTIN, is_builtin};
use crate::lint::Settings;
use crate::render::policy::{PolicyText, WrittenPolicy};
use crate::session::Session;
use crate::starter::{self, Order};
use crate::strings::tick;

/// Write a first, least-privilege policy for a server's tools, or for each server of a client
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol init tools.json                           print it
  mcpol init tools.json -o policies/agent.mcpol   write it
  mcpol init tools.json --style readonly          allow reading only
  mcpol init --client-config .mcp.json -o agent   for every server of a client, with its catalog
                                                  and the mcpol.toml that lists them

Styles:
  recommended  60 read, 30 write and 10 execute calls per minute; destructive tools are hidden,
               tools that pay, send, give access, show secrets or write local files need approval
  strict       the same, but write and execute tools need approval too
  readonly     60 read calls per minute, nothing else

A tool needs approval until its dangerous arguments (a command, an address, a local path) have
bounds: the rules to fill in stand beside it, also where the style refuses what the tool does, for
those who want it all the same. Of a tool whose argument chooses an operation, only
the operations within the style are allowed. A tool that `mcpol check` would report needs approval,
with the lint's name beside it, also where mcpol.toml turns the lint off; its thresholds hold. Tools
that can't be classified are left out and listed.")]
pub(super) struct Init {
    /// Catalog of the server's tools; `-` is standard input
    #[cfg_attr(
        not(feature = "live"),
        arg(value_name = "FILE", required_unless_present = "catalog")
    )]
    #[cfg_attr(
        feature = "live",
        arg(value_name = "FILE", required_unless_present_any = ["catalog", "client_config"])
    )]
    file: Option<PathBuf>,

    /// The same as FILE
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    catalog: Option<PathBuf>,

    /// Write the policy to OUT, and make its folder; `-` is standard output; of a client's
    /// configuration, a folder
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// How much the policy allows
    #[arg(long, value_enum, default_value_t = Style::Recommended, value_name = "STYLE")]
    style: Style,

    #[command(flatten)]
    config: ConfigArgument,

    #[cfg(feature = "live")]
    #[command(flatten)]
    client: stack::ClientStack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Style {
    Recommended,
    Strict,
    Readonly,
}

impl Init {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        #[cfg(feature = "live")]
        if let Some(file) = self.client.file() {
            return self.client.run(file, self.out.as_deref(), self.style, shell);
        }
        self.out().map_or(Ok(()), |out| shell.writer.check_new(out))?;
        self.check_names()?;
        let mut session = self.config.session()?;
        let Some(lints) = self.lints(&mut session, shell)? else { return Ok(Outcome::Faults) };
        let server = disk::catalog(self.catalog(), &mut session)?;
        let Some(catalog) = &server.catalog else {
            shell.findings(&server.findings, session.sources());
            return Ok(Outcome::Faults);
        };
        if catalog.tools().is_empty() && server.findings.is_empty() {
            return Err(CommandError(no_tools(catalog)));
        }
        let order = Order {
            catalog: catalog.source().text(),
            catalog_name: &self.catalog_name()?,
            policy_name: &self.policy_name(),
            style: self.style.into(),
            lints: &lints,
        };
        match starter::write(&order) {
            Ok(text) => self.hand_over(&text, shell),
            Err((findings, sources)) => {
                shell.findings(&findings, &sources);
                Ok(Outcome::Faults)
            }
        }
    }

    /// Every lint that isn't pedantic, also where it is turned off, with the thresholds that hold
    /// for the policy; none where the configuration has faults, which are shown.
    fn lints(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Option<Settings>, CommandError> {
        let found = session.configuration(self.out().unwrap_or(Path::new(UNNAMED_POLICY)));
        let mut lints = Settings::new(super::clock::today()?.0, false);
        let Some(found) = found else { return Ok(Some(lints)) };
        if !found.findings.is_empty() {
            shell.findings(&found.findings, session.sources());
            return Ok(None);
        }
        let mut configured = lints.clone();
        found.config.apply(&mut configured);
        lints.thresholds = configured.thresholds;
        Ok(Some(lints))
    }

    /// That the policy compiles to another file than the catalog.
    fn check_names(&self) -> Result<(), CommandError> {
        let Some(output) = self.out() else { return Ok(()) };
        let (json, catalog) = (orphans::output(output), self.catalog_beside(output));
        if json == *output || disk::identity(&json) != disk::identity(&catalog) {
            return Ok(());
        }
        let named = |path: &Path| tick(&path.to_string_lossy());
        let other = catalog.with_extension("catalog.json");
        Err(CommandError(format!(
            "{} would be compiled to {}, which is the catalog: call the catalog {}, or give the \
             policy another name",
            named(output),
            named(&json),
            named(&other)
        )))
    }

    /// The catalog's file; for standard input, the one beside the policy that it is to be saved in.
    fn catalog_beside(&self, output: &Path) -> PathBuf {
        match disk::is_stdin(self.catalog()) {
            true => output.with_file_name(UNNAMED_CATALOG),
            false => self.catalog().to_owned(),
        }
    }

    fn hand_over(&self, text: &str, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.out() {
            Some(output) => {
                shell.writer.create(output, text, Kind::Policy)?;
                let unsaved = disk::is_stdin(self.catalog()).then(|| self.catalog_beside(output));
                let unsaved = unsaved.as_deref().map(Path::to_string_lossy);
                let (unsaved, output) = (unsaved.as_deref(), &*output.to_string_lossy());
                shell.emit(&WrittenPolicy { policy: text, output, unsaved });
            }
            None => {
                shell.emit(&PolicyText { policy: text });
                if disk::is_stdin(self.catalog()) {
                    shell.note(UNSAVED);
                }
            }
        }
        Ok(Outcome::Clean)
    }

    fn catalog(&self) -> &Path {
        self.file.as_deref().or(self.catalog.as_deref()).unwrap_or(Path::new(""))
    }

    /// The file that the policy is written to.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new(disk::STDIN))
    }

    /// The output's name, else the catalog's, without its ending and what says that it is a
    /// catalog; of a catalog that is called nothing else, the name of its folder.
    fn policy_name(&self) -> String {
        let file = self.out().unwrap_or(self.catalog_file());
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let stem = stem.strip_prefix(BUILTIN).unwrap_or(&stem);
        let folder = file.parent().and_then(Path::file_name).map(OsStr::to_string_lossy);
        match (stem.strip_suffix(".catalog"), stem, folder) {
            (Some(name), ..) if !name.is_empty() => name.to_owned(),
            (_, "catalog", Some(folder)) => folder.into_owned(),
            (_, stem, _) => stem.to_owned(),
        }
    }

    /// The catalog's file; for standard input, the one that it is to be saved in.
    fn catalog_file(&self) -> &Path {
        match disk::is_stdin(self.catalog()) {
            true => Path::new(UNNAMED_CATALOG),
            false => self.catalog(),
        }
    }

    /// The way from the policy's folder to the catalog.
    fn catalog_name(&self) -> Result<String, CommandError> {
        if disk::is_stdin(self.catalog()) {
            return Ok(UNNAMED_CATALOG.to_owned());
        }
        if is_builtin(self.catalog()) {
            return Ok(self.catalog().to_string_lossy().into_owned());
        }
        let folder = self.out().and_then(Path::parent).unwrap_or(Path::new(""));
        paths::way(folder, self.catalog())
    }
}

/// What is left to do where neither catalog nor policy is in a file yet.
const UNSAVED: &str = "save the catalog as `catalog.json` beside the policy, which names it so";

/// What stands for the policy's file where it is printed.
const UNNAMED_POLICY: &str = "policy.mcpol";

/// What the policy calls a catalog that came from standard input, beside it.
const UNNAMED_CATALOG: &str = "catalog.json";

impl From<Style> for starter::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Recommended => Self::Recommended,
            Style::Strict => Self::Strict,
            Style::Readonly => Self::Readonly,
        }
    }
}
