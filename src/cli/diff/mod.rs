//! `mcpol diff`: what changes between two policies by meaning.

mod base;
mod baselines;
mod compared;
mod driver;
mod links;
mod outside;
mod redirected;
mod rows;
mod same;
mod scope;
mod settings;
mod submodules;
mod version;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::overrides::ServerOverrides;
use super::shell::{CommandError, Outcome, Shell};
use crate::diff::Verdict;
use crate::render::diff::{ChangedPolicies, Compared};
use crate::render::{Format, formats};
use crate::strings::escape;
use base::Since;
use compared::Texts;
use version::Version;

/// Compare two policies by meaning: which calls are newly allowed and newly refused
#[derive(Debug, Args)]
#[command(
    override_usage = "mcpol diff [OPTIONS] <OLD> <NEW>\n       mcpol diff [OPTIONS] --base <REV> [PATH]..."
)]
#[command(after_help = "\
Examples:
  mcpol diff HEAD~1:agent.mcpol agent.mcpol         since the commit before the last
  mcpol diff --base main policies                   every policy that changed since `main`
  mcpol diff --base main --format markdown          as a comment on a pull request
  mcpol diff --fail-on looser org.mcpol team.mcpol  fail if the team allows more
  mcpol diff --base main --fail-on weakened         fail if a `never`, a test or a lint is dropped

A side is a policy, or the JSON that one was compiled to (NAME.json): a file, or REV:path as git has
it, with what it includes and its catalog. REV:./path begins at this folder, REV:path at the top.
Every call that is shown was replayed on both sides. What the analysis can't decide is reported as
not analysed, and fails.")]
pub(super) struct Diff {
    /// The old side and the new one; with --base, files or folders
    #[arg(value_name = "SIDE", allow_hyphen_values = false)]
    sides: Vec<PathBuf>,

    /// Compare every policy that changed since this revision, new and deleted ones too
    #[arg(long, value_name = "REV")]
    base: Option<String>,

    /// Also print a diff of the source text
    #[arg(long)]
    text: bool,

    /// Fail on these changes; several are separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_value = "none", value_name = "CHANGES")]
    fail_on: Vec<FailOn>,

    /// Run as a git diff driver, which never fails: `git config diff.mcpol.command
    /// "mcpol diff --git-driver"`
    #[arg(long, conflicts_with_all = ["base", "fail_on"])]
    git_driver: bool,

    #[command(flatten)]
    given: ServerOverrides,
}

/// What is said to `--fail-on never`, which could be about `never` statements.
const NEVER: &str = "`--fail-on never` is written `--fail-on none`; `--fail-on weakened` fails where \
                     a `never` is dropped";

/// Which changes make a comparison fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A call is allowed that was refused
    Looser,
    /// A check is removed or weakened: `never`, tests, lint levels, waivers, baselines, classes
    Weakened,
    /// Any change of meaning, and any check removed or weakened
    Any,
    /// No change, except one that can't be analysed
    None,
    /// What `none` was called
    #[value(hide = true)]
    Never,
}

impl Diff {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.base {
            Some(_) => formats::<ChangedPolicies<'_>>(),
            None => formats::<Compared>(),
        }
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if self.git_driver {
            return self.for_git(shell);
        }
        if self.fail_on.contains(&FailOn::Never) {
            return Err(CommandError(NEVER.to_owned()));
        }
        if let Some(base) = &self.base {
            let Since { changed, weakened, is_misconfigured } =
                base::changed(base, &self.sides, &self.given, self.texts(), shell)?;
            shell.emit(&ChangedPolicies { base, changed: &changed, weakened: &weakened });
            let passes = changed.iter().all(|changed| self.passes(&changed.compared));
            let fails_on_weakened = self.fail_on.iter().any(|it| it.counts_weakened());
            let passes = passes && !is_misconfigured;
            return Ok(Outcome::clean_if(passes && (weakened.is_empty() || !fails_on_weakened)));
        }
        let [old, new] = self.sides.as_slice() else {
            return Err(CommandError("`mcpol diff` takes two sides, or `--base REV`".to_owned()));
        };
        let mut old = Version::named(old, &self.given)?;
        let mut new = Version::named(new, &self.given)?;
        let compared = compared::compare(&mut old, &mut new, self.texts(), shell)?;
        shell.emit(&compared);
        Ok(Outcome::clean_if(self.passes(&compared)))
    }

    fn passes(&self, compared: &Compared) -> bool {
        let is_known = compared.diff().verdict != Verdict::Unknown;
        is_known && !self.fail_on.iter().any(|fail_on| fail_on.fails(compared))
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
        match driver::compared(&self.sides, &self.given, self.texts(), shell)? {
            Some(compared) => {
                let name = match compared.names.1.as_str() {
                    version::NOTHING => &compared.names.0,
                    name => name,
                };
                shell.print(&format!("mcpol diff {}\n", escape::inline(name)));
                shell.emit(&compared);
            }
            None => shell.print("mcpol diff: a file with conflicts\n"),
        }
        Ok(Outcome::Clean)
    }
}

impl FailOn {
    fn fails(self, compared: &Compared) -> bool {
        match self {
            Self::Looser => compared.diff().verdict.is_looser(),
            Self::Weakened => !compared.weakened.is_empty(),
            Self::Any => !compared.is_silent(),
            Self::None | Self::Never => false,
        }
    }

    fn counts_weakened(self) -> bool {
        matches!(self, Self::Weakened | Self::Any)
    }
}
