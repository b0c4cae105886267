//! The servers that are asked: what is started, what is called.

use std::path::PathBuf;

use super::concealed::Concealed;
use super::shown;

/// A server, and how it is reached.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A program that speaks over its standard streams.
    Command(Command),
}

/// A program with its arguments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Command {
    pub(crate) program: String,
    pub(crate) arguments: Vec<String>,
    /// What its environment has beside that of mcpol.
    pub(crate) environment: Vec<(String, String)>,
    /// The folder that it is started in; the current one, where there is none.
    pub(crate) folder: Option<PathBuf>,
}

/// How a server is reached, as anybody may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The program and its arguments.
    Command(Vec<String>),
}

impl Target {
    /// How it is reached, without secrets.
    pub(crate) fn shown(&self) -> Shown {
        match self {
            Self::Command(command) => Shown::Command(shown::command(command, &self.concealed())),
        }
    }

    /// What may not be shown of it.
    pub(super) fn concealed(&self) -> Concealed {
        match self {
            Self::Command(command) => {
                let given = command.environment.iter().map(|(_, value)| value.clone());
                let mut concealed = Concealed::inherited();
                concealed.extend(given);
                concealed
            }
        }
    }
}
