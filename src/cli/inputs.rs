//! The arguments that say which policies a command is about.

use std::path::PathBuf;

use clap::Args;

use super::disk::{self, Disk};
use super::paths::{self, Found};
use super::shell::{CommandError, Shell};
use crate::session::Session;

/// Files, folders and standard input.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Files or folders, or `-` for standard input; by default the current folder
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Path that standard input stands for; includes and catalogs are resolved from there
    #[arg(long, value_name = "FILE")]
    stdin_path: Option<PathBuf>,
}

impl Inputs {
    /// Files and folders.
    pub(super) fn of(paths: &[PathBuf]) -> Self {
        Self { paths: paths.to_vec(), stdin_path: None }
    }

    /// Whether standard input is among them.
    pub(super) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|path| disk::is_stdin(path))
    }

    /// The policies, each once, in order; standard input has been read.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn find(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Vec<PathBuf>, CommandError> {
        let mut found = paths::find_all(&self.paths, session, shell)?;
        paths::take_stdin(&mut found.policies, self.stdin_path.as_deref(), session)?;
        Ok(found.policies)
    }

    /// The same with what else there is in folders, where servers that a configuration lists are
    /// enough.
    ///
    /// # Errors
    /// There is neither a policy nor such a server.
    pub(super) fn find_all(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Found, CommandError> {
        let mut found = paths::find_with_stacks(&self.paths, session, shell)?;
        paths::take_stdin(&mut found.policies, self.stdin_path.as_deref(), session)?;
        Ok(found)
    }
}
