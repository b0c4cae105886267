//! The options that take the place of what policies find by themselves: their catalogs and the
//! configurations around them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::{self, Disk};
use super::shell::CommandError;
use crate::session::{Files, Session};

/// The catalog and the configuration that hold for every policy of a run.
#[derive(Debug, Default, Args)]
pub(super) struct Overrides {
    /// Use this catalog instead of those that the policies name
    #[arg(long, value_name = "FILE")]
    pub(super) catalog: Option<PathBuf>,

    #[command(flatten)]
    pub(super) config: ConfigArgument,
}

/// The option that replaces the configurations around the policies.
#[derive(Debug, Default, Args)]
pub(super) struct ConfigArgument {
    /// Use this mcpol.toml instead of the nearest one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Whose rules are taken of a policy of another program.
#[derive(Debug, Default, Args)]
pub(super) struct ServerArgument {
    /// Take the rules of this server, where a client's settings have those of several
    #[arg(long, value_name = "NAME")]
    pub(super) server: Option<String>,
}

/// What holds for every policy of a run, and whose rules are taken.
#[derive(Debug, Default, Args)]
pub(super) struct ServerOverrides {
    #[command(flatten)]
    pub(super) overrides: Overrides,

    #[command(flatten)]
    pub(super) server: ServerArgument,
}

impl Overrides {
    /// A session with what is given.
    pub(super) fn session(&self) -> Result<Session<Disk>, CommandError> {
        let mut session = disk::session(self.catalog.as_deref())?;
        self.config.apply(&mut session)?;
        Ok(session)
    }
}

impl ConfigArgument {
    /// A session with the configuration that is given.
    pub(super) fn session(&self) -> Result<Session<Disk>, CommandError> {
        let mut session = disk::session(None)?;
        self.apply(&mut session)?;
        Ok(session)
    }

    /// Takes the configuration that is given.
    pub(super) fn apply<F: Files>(&self, session: &mut Session<F>) -> Result<(), CommandError> {
        match self.path() {
            Some(path) => Ok(session.use_configuration(path)?),
            None => Ok(()),
        }
    }

    /// The file that is given.
    pub(super) fn path(&self) -> Option<&Path> {
        self.config.as_deref()
    }
}
