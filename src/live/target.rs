//! The servers that are asked: what is started, what is called.

use std::path::PathBuf;

use super::concealed::Concealed;
use super::shown;

/// A server, and how it is reached.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A program that speaks over its standard streams.
    Command(Command),
    /// An address that answers over HTTP.
    Url(Url),
}

/// A program with its arguments.
#[derive(Debug, Clone, Default)]
pub(crate) struct Command {
    /// The program and its arguments.
    pub(crate) words: Vec<String>,
    /// The same as they are spelled where they come from, with the names of variables in them.
    pub(crate) spelled: Vec<String>,
    /// What its environment has beside that of mcpol.
    pub(crate) environment: Vec<(String, String)>,
    /// The folder that it is started in; the current one, where there is none.
    pub(crate) folder: Option<PathBuf>,
    /// What is shown to nobody, beside the values of its environment.
    pub(crate) secrets: Vec<String>,
}

/// An address, and what is sent with each request to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Url {
    pub(crate) address: String,
    /// The same as it is spelled where it comes from.
    pub(crate) spelled: String,
    /// Names and values.
    pub(crate) headers: Vec<(String, String)>,
    /// What is shown to nobody, beside the values of the headers.
    pub(crate) secrets: Vec<String>,
}

/// How a server is reached, as anybody may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The program and its arguments.
    Command(Vec<String>),
    Url(String),
}

impl Command {
    /// The program.
    pub(super) fn program(&self) -> &str {
        self.words.first().map_or("", |program| program)
    }
}

impl Target {
    /// A program that is started as it is typed.
    pub(crate) fn of_command(words: Vec<String>) -> Self {
        let spelled = words.clone();
        Self::Command(Command { words, spelled, ..Command::default() })
    }

    /// An address that is called as it is typed.
    pub(crate) fn of_url(address: String, headers: Vec<(String, String)>) -> Self {
        let spelled = address.clone();
        Self::Url(Url { address, spelled, headers, secrets: Vec::new() })
    }

    /// How it is reached, without secrets.
    pub(crate) fn shown(&self) -> Shown {
        let concealed = self.concealed();
        match self {
            Self::Command(command) => Shown::Command(shown::words(&command.spelled, &concealed)),
            Self::Url(url) => Shown::Url(concealed.hide(&shown::address(&url.spelled))),
        }
    }

    /// The names of what it is given: variables of its environment, or headers.
    pub(crate) fn given(&self) -> impl Iterator<Item = &str> {
        let given = match self {
            Self::Command(command) => &command.environment,
            Self::Url(url) => &url.headers,
        };
        given.iter().map(|(name, _)| &**name)
    }

    /// What may not be shown of it.
    pub(super) fn concealed(&self) -> Concealed {
        let (given, secrets) = match self {
            Self::Command(command) => (&command.environment, &command.secrets),
            Self::Url(url) => (&url.headers, &url.secrets),
        };
        let mut concealed = Concealed::inherited();
        concealed.extend(given.iter().map(|(_, value)| value.clone()));
        concealed.extend(secrets.iter().cloned());
        concealed
    }
}
