//! `mcpol eval`: what the gateway answers to some calls.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};

use super::calls::{self, CallLog};
use super::catalog::unlisted;
use super::disk::Disk;
use super::loaded::{self, Loaded, Read};
use super::overrides::Overrides;
use super::paths;
use super::shell::{CommandError, Outcome, Shell};
use crate::finding::Finding;
use crate::gateway::{Call, Gateway, log_rule};
use crate::json::Value;
use crate::policy::Decision;
use crate::render::verdicts::{Answer, Verdicts};
use crate::session::Session;
use crate::source::Sources;
use crate::strings::{escape, tick};

/// Evaluate calls against a policy: allowed or refused, and by which rule
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["tool", "calls"])))]
#[command(after_help = "\
Examples:
  mcpol eval agent.mcpol --tool create_refund --args '{\"amount_in_cents\": 100}'
  mcpol eval policy.json --calls calls.jsonl --format json
  mcpol eval agent.mcpol --tool delete_user --expect deny

A line of CALLS is {\"name\": …, \"arguments\": {…}, \"ts\": seconds}. A line without `ts` keeps the
time of the line before; the first starts at 0.")]
pub(super) struct Eval {
    /// A policy, or the JSON that one was compiled to (NAME.json)
    #[arg(value_name = "POLICY")]
    policy: PathBuf,

    /// Tool to call
    #[arg(long, value_name = "NAME")]
    tool: Option<String>,

    /// Arguments of the call, a JSON object
    #[arg(
        long,
        value_name = "JSON",
        requires = "tool",
        default_value = "{}",
        hide_default_value = true
    )]
    args: String,

    /// File of calls, one JSON object per line, or `-` for standard input
    #[arg(long, value_name = "CALLS", conflicts_with = "args")]
    calls: Option<PathBuf>,

    /// Fail unless every call gets this decision
    #[arg(long, value_enum, value_name = "DECISION")]
    expect: Option<Expected>,

    #[command(flatten)]
    overrides: Overrides,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Expected {
    Allow,
    Deny,
}

impl From<Expected> for Decision {
    fn from(expected: Expected) -> Self {
        match expected {
            Expected::Allow => Self::Allow,
            Expected::Deny => Self::Deny,
        }
    }
}

impl Eval {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        let loaded = load(&self.policy, &mut session, shell)?;
        let asked = self.asked(&mut session)?;
        shell.findings(&asked.findings, session.sources());
        let Some(loaded) = loaded else { return Ok(Outcome::Faults) };
        let catalog = loaded.catalog().or_else(|| session.given_catalog());
        let mut gateway = Gateway::new(&loaded.document);
        let mut verdicts =
            Verdicts { answers: Vec::new(), expected: self.expect.map(Decision::from) };
        for (line, call) in &asked.calls {
            let verdict = gateway.decide(call);
            let site = loaded.place(call, &verdict, session.sources());
            let log_rule = log_rule(&loaded.document, call, &verdict);
            let note = catalog.and_then(|catalog| unlisted(&call.name, catalog));
            verdicts.answers.push(Answer { call, line: *line, verdict, log_rule, site, note });
        }
        shell.emit(&verdicts);
        Ok(Outcome::clean_if(verdicts.unexpected() == 0 && asked.findings.is_empty()))
    }

    /// The call of the command line, or those of a file.
    fn asked(&self, session: &mut Session<Disk>) -> Result<Asked, CommandError> {
        if let Some(tool) = &self.tool {
            let call = Call { name: tool.clone(), arguments: arguments(&self.args)?, at: 0 };
            return Ok(Asked { calls: vec![(None, call)], findings: Vec::new() });
        }
        let mut paths: Vec<PathBuf> = self.calls.iter().cloned().collect();
        paths::take_stdin(&mut paths, None, session)?;
        let Some(path) = paths.first() else { return Ok(Asked::default()) };
        let log = match session.source(path)? {
            Ok(source) => calls::read(&source),
            Err(fault) => CallLog { findings: vec![fault], ..CallLog::default() },
        };
        if log.calls.is_empty() && log.findings.is_empty() {
            let name = tick(&path.to_string_lossy());
            return Err(CommandError(format!("no call in {name}")));
        }
        let calls = log.calls.into_iter().map(|(line, call)| (Some(line), call)).collect();
        Ok(Asked { calls, findings: log.findings })
    }
}

/// What is asked about.
#[derive(Default)]
struct Asked {
    /// The calls, each with its line if it is read from a file.
    calls: Vec<(Option<usize>, Call)>,
    findings: Vec<Finding>,
}

/// The arguments of one call, as they stand on the command line.
fn arguments(text: &str) -> Result<Value, CommandError> {
    let refuse =
        |why: &str| CommandError(format!("`--args` takes a JSON object: {}", escape::inline(why)));
    let mut sources = Sources::default();
    let source = sources.add("--args", text).ok_or_else(|| refuse("too long"))?;
    match Value::read(&source) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(other) => Err(refuse(&format!("this is {}", other.kind()))),
        Err(error) => Err(refuse(&error.message)),
    }
}

/// The document; `None` where there are errors, which are then reported.
fn load(
    path: &Path,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Option<Loaded>, CommandError> {
    let Read { loaded, findings } = loaded::read(path, session)?;
    shell.findings(&findings, session.sources());
    Ok(loaded)
}
