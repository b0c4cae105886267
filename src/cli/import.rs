//! `mcpol import`: a policy of another program as one of mcpol's.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;

use super::disk::{self, Disk};
use super::overrides::ServerArgument;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Kind;
use super::{orphans, paths};
use crate::finding::{Finding, Level};
use crate::import::{Format, Heading, Imported};
use crate::kind::Kind as FileKind;
use crate::render::policy::{ImportedPolicy, PolicyText};
use crate::session::Session;
use crate::strings::{joined_with, tick};

/// Make a policy of another program's configuration, proved to allow the same calls
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol import policy.json                     print the policy that the gateway's JSON says
  mcpol import policy.yaml -o agent.mcpol      write it
  mcpol import policy.yaml --catalog t.json    with classes and patterns of the server's tools
  mcpol import .claude/settings.json           what Claude Code's permissions say of a server

Every fault of FILE is reported with what its own engine makes of it: keys that are ignored, rules
that never match. Where there is one, nothing is written; with `--lenient` the policy is what that
engine makes of the file, and says so in comments. `check`, `access`, `diff` and `eval` take the
same files as they are.")]
pub(super) struct Import {
    /// The file; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Format of FILE; by default told by its content
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Option<Format>,

    #[command(flatten)]
    server: ServerArgument,

    /// Catalog of the server's tools, which the policy then names
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,

    /// Write the policy to OUT, and make its folder; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// Take the file as its engine does, faults included
    #[arg(long)]
    lenient: bool,
}

fn formats() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        let named = Format::ALL.into_iter().find(|format| format.name() == name);
        named.ok_or("no such format")
    })
}

impl Import {
    pub(super) fn run(mut self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        self.out().map_or(Ok(()), |out| shell.writer.check_new(out))?;
        let mut session = disk::session(self.catalog.as_deref())?;
        if disk::is_stdin(&self.file) {
            self.file = PathBuf::from(disk::UNNAMED);
            disk::put_stdin(&mut session, &self.file)?;
        }
        let Some(format) = self.format(&mut session, shell)? else { return Ok(Outcome::Faults) };
        let (policy, catalog) = (self.policy_name(), self.catalog_name()?);
        let heading = Heading { policy: &policy, catalog: catalog.as_deref() };
        let mut imported =
            session.import(&self.file, (format, self.server.server.as_deref()), heading)?;
        let is_taken = imported.is_faithful() || self.lenient && imported.is_proved();
        if is_taken {
            lower(&mut imported.findings);
        }
        shell.findings(&imported.findings, session.sources());
        match is_taken {
            true => self.hand_over(&imported, shell),
            false => Ok(Outcome::Faults),
        }
    }

    /// What is asked for, or else told by the content; none where the text can't be read, which is
    /// shown.
    fn format(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Option<Format>, CommandError> {
        let source = match session.source(&self.file)? {
            Ok(source) => source,
            Err(fault) => {
                shell.findings(&[fault], session.sources());
                return Ok(None);
            }
        };
        if let Some(format) = self.from.or_else(|| Format::told(&source)) {
            return Ok(Some(format));
        }
        let kind = FileKind::told(&source);
        let is = kind.map_or("of no kind that is known", FileKind::name);
        let advice = kind.and_then(FileKind::import_advice).unwrap_or("`--from` says which it is");
        let formats = Format::ALL.map(|format| tick(format.name()));
        Err(CommandError(format!(
            "{} is {is}, and `mcpol import` reads {}; {advice}",
            tick(&self.file.to_string_lossy()),
            joined_with(&formats, "and")
        )))
    }

    fn hand_over(&self, imported: &Imported, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let Imported { written: Some(written), is_of_catalog, .. } = imported else {
            return Ok(Outcome::Faults);
        };
        let (text, is_of_catalog) = (written.text.as_str(), *is_of_catalog);
        match self.out() {
            Some(output) => {
                shell.writer.create(output, text, Kind::Policy)?;
                let (output, from) = (output.to_string_lossy(), self.file.to_string_lossy());
                let (output, from) = (&*output, &*from);
                shell.emit(&ImportedPolicy { policy: text, output, from, is_of_catalog });
            }
            None => shell.emit(&PolicyText { policy: text }),
        }
        Ok(Outcome::Clean)
    }

    /// The file that the policy is written to.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| !disk::is_stdin(out))
    }

    /// The output's name, or else the file's, without its ending.
    fn policy_name(&self) -> String {
        let file = self.out().unwrap_or(&self.file);
        let file = if file == Path::new(disk::UNNAMED) { Path::new("policy") } else { file };
        file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The way from the policy's folder to the catalog. The policy must compile to another file.
    fn catalog_name(&self) -> Result<Option<String>, CommandError> {
        let Some(catalog) = &self.catalog else { return Ok(None) };
        let folder = self.out().and_then(Path::parent).unwrap_or(Path::new(""));
        if self
            .out()
            .is_some_and(|out| disk::identity(&orphans::output(out)) == disk::identity(catalog))
        {
            let name = tick(&catalog.to_string_lossy());
            return Err(CommandError(format!(
                "the policy would be compiled to {name}, the catalog"
            )));
        }
        paths::way(folder, catalog).map(Some)
    }
}

/// What its engine makes of the file is what is asked for: nothing is denied any more.
fn lower(findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.level == Level::Deny) {
        finding.level = Level::Warn;
    }
}
