//! `mcpol eval`: what the gateway answers to some calls.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueEnum};
use rayon::prelude::*;

use super::calls::{Asked, CallLog};
use super::catalog::unlisted;
use super::disk::{self, Disk, Stream};
use super::loaded::{self, Loaded};
use super::overrides::{Overrides, ServerArgument};
use super::shell::{CommandError, Outcome, Shell};
use crate::catalog::Catalog;
use crate::gateway::{Call, Gateway, Verdict, log_rule};
use crate::json::Value;
use crate::policy::Decision;
use crate::render::verdicts::{Answer, Tally, Verdicts};
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

    #[command(flatten)]
    server: ServerArgument,
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
        session.take_others(self.server.server.clone());
        let loaded = load(&self.policy, &mut session, shell)?;
        match (&self.tool, &self.calls) {
            (Some(tool), _) => self.one(tool, loaded.as_ref(), &session, shell),
            (None, Some(calls)) => self.all(calls, loaded.as_ref(), &mut session, shell),
            (None, None) => Ok(Outcome::Clean),
        }
    }

    /// Answers the call of the command line.
    fn one(
        &self,
        tool: &str,
        loaded: Option<&Loaded>,
        session: &Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let call = Call { name: tool.to_owned(), arguments: arguments(&self.args)?, at: 0 };
        let Some(loaded) = loaded else { return Ok(Outcome::Faults) };
        let mut judge = Judge::new(loaded, session, self.tally());
        let asked = [Asked { line: None, call }];
        shell.emit(&judge.verdicts(&asked));
        Ok(Outcome::clean_if(judge.tally.unexpected == 0))
    }

    /// Answers the calls of a file, while it is read.
    fn all(
        &self,
        calls: &Path,
        loaded: Option<&Loaded>,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let Stream { path, from } = disk::stream(calls)?;
        let mut log = CallLog::new(from);
        let mut judge = loaded.map(|loaded| Judge::new(loaded, session, self.tally()));
        let answered = answer(&mut log, judge.as_mut(), shell);
        let tally = judge.map_or(self.tally(), |judge| judge.tally);
        if let Err(error) = answered {
            let unread = Stream::unread(&path, &error);
            if tally.calls == 0 {
                return Err(unread);
            }
            shell.trouble(&unread);
        }
        let Some(findings) = log.findings(&path, session)? else {
            return Err(CommandError(format!("no call in {}", tick(&path.to_string_lossy()))));
        };
        shell.findings(&findings, session.sources());
        if loaded.is_none() {
            return Ok(Outcome::Faults);
        }
        shell.emit(&Verdicts { answers: Vec::new(), tally });
        Ok(Outcome::clean_if(tally.unexpected == 0 && findings.is_empty()))
    }

    fn tally(&self) -> Tally {
        Tally { expected: self.expect.map(Decision::from), calls: 0, unexpected: 0 }
    }
}

/// Answers all calls of a log that can be read.
fn answer(
    log: &mut CallLog<impl Read>,
    mut judge: Option<&mut Judge<'_>>,
    shell: &mut Shell,
) -> io::Result<()> {
    while let Some(calls) = log.next()? {
        if let Some(judge) = &mut judge {
            shell.emit_part(&judge.verdicts(&calls));
        }
    }
    Ok(())
}

/// Answers calls in their order.
struct Judge<'l> {
    gateway: Gateway<'l>,
    known: Known<'l>,
    tally: Tally,
}

/// What is known about a policy that calls are answered by.
#[derive(Clone, Copy)]
struct Known<'l> {
    loaded: &'l Loaded,
    catalog: Option<&'l Catalog>,
    sources: &'l Sources,
}

impl<'l> Judge<'l> {
    fn new(loaded: &'l Loaded, session: &'l Session<Disk>, tally: Tally) -> Self {
        let catalog = loaded.catalog().or_else(|| session.given_catalog());
        let known = Known { loaded, catalog, sources: session.sources() };
        Self { gateway: Gateway::new(&loaded.document), known, tally }
    }

    /// Counters make a decision depend on those before; what is said about it doesn't.
    fn verdicts<'c>(&mut self, calls: &'c [Asked]) -> Verdicts<'c> {
        let decide = |Asked { call, .. }: &Asked| {
            let verdict = self.gateway.decide(call);
            (log_rule(&mut self.gateway, call, &verdict), verdict)
        };
        let verdicts: Vec<_> = calls.iter().map(decide).collect();
        let known = self.known;
        let answers = calls.par_iter().zip(verdicts);
        let answers: Vec<_> =
            answers.map(|(asked, (rule, verdict))| known.answer(asked, rule, verdict)).collect();
        self.tally.add(&answers);
        Verdicts { answers, tally: self.tally }
    }
}

impl Known<'_> {
    fn answer<'c>(
        &self,
        asked: &'c Asked,
        log_rule: Option<String>,
        verdict: Verdict,
    ) -> Answer<'c> {
        let Asked { line, call } = asked;
        Answer {
            call,
            line: *line,
            log_rule,
            site: self.loaded.place(call, &verdict, self.sources),
            note: self.catalog.and_then(|catalog| unlisted(&call.name, catalog)),
            verdict,
        }
    }
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
    let loaded::Read { loaded, findings } = loaded::read(path, session)?;
    shell.findings(&findings, session.sources());
    Ok(loaded)
}
