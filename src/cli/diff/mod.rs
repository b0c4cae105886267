//! `mcpol diff`: what changes between two policies by meaning.

mod base;
mod compared;
mod driver;
mod same;
mod version;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::check::CatalogArgument;
use super::shell::{CommandError, Format, Outcome, Shell, Stream};
use crate::diff::{Diff as Changes, Verdict};
use crate::json;
use crate::render::diff::{Changed, Compared, Document, Status, human, markdown, words};
use crate::strings::escape;
use compared::Texts;
use version::Version;

/// Compare two policies by meaning: which calls pass now that didn't, and the other way round
#[derive(Debug, Args)]
#[command(
    override_usage = "mcpol diff [OPTIONS] <OLD> <NEW>\n       mcpol diff [OPTIONS] --base <REV> [PATH]..."
)]
#[command(after_help = "\
Examples:
  mcpol diff HEAD~1:agent.mcpol agent.mcpol         what did the last commit and my edits change?
  mcpol diff --base main policies                   every policy that changed since `main`
  mcpol diff --base main --format markdown          as a comment on a pull request
  mcpol diff --fail-on looser org.mcpol team.mcpol  does the team allow what the organisation refuses?

A side is a policy, or the JSON that one was compiled to (NAME.json): a file, or REV:path as git has
it, with what it includes and its catalog. REV:./path begins at this folder, REV:path at the top.
Every call that is shown was replayed on both sides. What the analysis can't decide is said, and
fails.")]
pub(super) struct Diff {
    /// The old side and the new one; with --base, files or folders
    #[arg(value_name = "SIDE", allow_hyphen_values = false)]
    sides: Vec<PathBuf>,

    /// Compare every policy that changed since this revision, new and deleted ones too
    #[arg(long, value_name = "REV")]
    base: Option<String>,

    /// Also print how the texts differ
    #[arg(long)]
    text: bool,

    /// Which changes make it fail
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "CHANGES")]
    fail_on: FailOn,

    /// Take what git hands to a diff driver, and never fail: `git config diff.mcpol.command
    /// "mcpol diff --git-driver"`
    #[arg(long, conflicts_with_all = ["base", "fail_on"])]
    git_driver: bool,

    #[command(flatten)]
    catalog: CatalogArgument,
}

/// Which changes make a comparison fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A call passes that was refused
    Looser,
    /// Anything but the text changes
    Any,
    /// Nothing, unless it can't be told what changes
    Never,
}

/// The JSON of several comparisons.
#[derive(Serialize)]
struct Policies<'p> {
    verdict: Verdict,
    policies: Vec<OfPolicy<'p>>,
}

#[derive(Serialize)]
struct OfPolicy<'p> {
    policy: &'p str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<&'p str>,
    #[serde(flatten)]
    document: Document<'p>,
}

impl Diff {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if self.git_driver {
            return self.for_git(shell);
        }
        let catalog = self.catalog.catalog.as_deref();
        if let Some(base) = &self.base {
            let changed = base::changed(base, &self.sides, catalog, self.texts(), shell)?;
            print_all(base, &changed, shell);
            let diffs = changed.iter().map(|changed| changed.compared.diff());
            return Ok(Outcome::clean_if(diffs.into_iter().all(|diff| self.fail_on.passes(diff))));
        }
        let [old, new] = self.sides.as_slice() else {
            return Err(CommandError("`mcpol diff` takes two sides, or `--base REV`".to_owned()));
        };
        let (mut old, mut new) = (Version::named(old, catalog)?, Version::named(new, catalog)?);
        let compared = compared::compare(&mut old, &mut new, self.texts(), shell)?;
        print(&compared, shell);
        Ok(Outcome::clean_if(self.fail_on.passes(compared.diff())))
    }

    fn texts(&self) -> Texts {
        match (self.text, self.git_driver) {
            (true, _) => Texts::Always,
            (false, true) => Texts::Untold,
            (false, false) => Texts::Never,
        }
    }

    /// Git takes any other exit code for a fault of the driver.
    fn for_git(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match driver::compared(&self.sides, self.texts(), shell)? {
            Some(compared) => {
                let name = match compared.names.1.as_str() {
                    version::NOTHING => &compared.names.0,
                    name => name,
                };
                shell.print(&format!("mcpol diff {}\n", escape::inline(name)));
                print(&compared, shell);
            }
            None => shell.print("mcpol diff: a file with conflicts\n"),
        }
        Ok(Outcome::Clean)
    }
}

impl<'p> OfPolicy<'p> {
    fn new(Changed { policy, status, compared }: &'p Changed) -> Self {
        let renamed_from = status.renamed_from();
        Self { policy, status: status.word(), renamed_from, document: compared.document() }
    }
}

impl FailOn {
    fn passes(self, diff: &Changes) -> bool {
        let fails = match self {
            Self::Looser => diff.verdict.is_looser(),
            Self::Any => !human::is_silent(diff),
            Self::Never => false,
        };
        !fails && diff.verdict != Verdict::Unknown
    }
}

fn print(compared: &Compared, shell: &mut Shell) {
    let text = match shell.format() {
        Format::Json => json::document(&compared.document()),
        Format::Markdown => markdown::text(compared),
        Format::Human | Format::Csv => human::text(compared, shell.terminal(Stream::Out)),
    };
    shell.print(&text);
}

/// Every policy that changed, and before them how many.
fn print_all(base: &str, changed: &[Changed], shell: &mut Shell) {
    if shell.is_json() {
        let diffs = changed.iter().map(|changed| changed.compared.diff().verdict);
        let verdict = diffs.fold(Verdict::Equal, Verdict::and);
        let policies = changed.iter().map(OfPolicy::new).collect();
        return shell.print(&json::document(&Policies { verdict, policies }));
    }
    shell.print(&overview(base, changed, shell.format()));
    for changed in changed {
        let title = match shell.format() {
            Format::Markdown => format!("\n### {}\n\n", title(changed, words::MARKDOWN.code)),
            _ => format!("\n{}\n", title(changed, |path| escape::inline(path).into_owned())),
        };
        shell.print(&title);
        print(&changed.compared, shell);
    }
}

/// As in `new.mcpol (was old.mcpol)`, `gone.mcpol (deleted)`.
fn title(Changed { policy, status, .. }: &Changed, path: fn(&str) -> String) -> String {
    let policy = path(policy);
    match status {
        Status::Changed => policy,
        Status::New | Status::Deleted => format!("{policy} ({})", status.word()),
        Status::Renamed(from) => format!("{policy} (was {})", path(from)),
    }
}

/// As in `2 policies changed since HEAD~1`, and what comes of the most telling one.
fn overview(base: &str, changed: &[Changed], format: Format) -> String {
    let (strong, markup) = match format {
        Format::Markdown => ("**", words::MARKDOWN),
        _ => ("", words::PLAIN),
    };
    let count = match changed.len() {
        0 => "no policy".to_owned(),
        1 => "1 policy".to_owned(),
        count => format!("{count} policies"),
    };
    let all = changed.iter().map(|changed| changed.compared.diff().verdict);
    let verdict = match all.fold(Verdict::Equal, Verdict::and) {
        Verdict::Equal if changed.is_empty() => "",
        Verdict::Equal => ": every call comes out alike",
        Verdict::Looser => ": looser",
        Verdict::Tighter => ": tighter",
        Verdict::Both => ": looser and tighter",
        Verdict::Unknown => ": not all could be told",
    };
    format!("{strong}{count} changed since {}{verdict}{strong}\n", (markup.code)(base))
}
