//! The servers that are asked: what is started, what is called.

use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::concealed::{Concealed, is_secret_name};
use super::shown;
use crate::strings::secrets::{begins_as_key, looks_random};

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
    /// The variables that its words name.
    pub(crate) variables: Vec<(String, String)>,
}

/// An address, and what is sent with each request to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Url {
    pub(crate) address: String,
    /// The same as it is spelled where it comes from.
    pub(crate) spelled: String,
    /// Names and values.
    pub(crate) headers: Vec<(String, String)>,
    /// The variables that the address and the headers name.
    pub(crate) variables: Vec<(String, String)>,
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
        Self::Url(Url { address, spelled, headers, variables: Vec::new() })
    }

    /// How it is reached, without secrets.
    pub(crate) fn shown(&self) -> Shown {
        let concealed = self.given_values();
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

    /// A text that is written, without the secrets that it was given: a server may repeat them in
    /// its list. Other values are words that any list may have.
    pub(crate) fn without_secrets(&self, text: &str) -> String {
        let mut secrets = Concealed::inherited();
        let is_word = |text: &str| text.bytes().all(|it| it.is_ascii_lowercase());
        secrets.extend_with(self.spelled_secrets().into_iter().filter(|it| !is_word(it)));
        let is_secret = |(name, value): &&(String, String)| {
            is_secret_name(name) || looks_random(value) || begins_as_key(value)
        };
        match self {
            Self::Command(Command { environment, variables, .. }) => {
                secrets.extend(environment.iter().chain(variables).filter(is_secret));
            }
            Self::Url(Url { headers, variables, .. }) => {
                secrets.extend(headers.iter().chain(variables.iter().filter(is_secret)));
            }
        }
        secrets.hide(text)
    }

    /// What may not be shown of it.
    pub(super) fn concealed(&self) -> Concealed {
        let mut concealed = self.given_values();
        concealed.extend_with(self.spelled_secrets());
        concealed
    }

    /// The values that it is given beside its command line or its address.
    fn given_values(&self) -> Concealed {
        let (given, variables) = match self {
            Self::Command(command) => (&command.environment, &command.variables),
            Self::Url(url) => (&url.headers, &url.variables),
        };
        let mut concealed = Concealed::inherited();
        concealed.extend(given.iter().chain(variables));
        concealed
    }

    /// The secrets that stand in the command line or the address themselves.
    fn spelled_secrets(&self) -> Vec<String> {
        let nothing = Concealed::default();
        match self {
            Self::Command(Command { spelled, .. }) => {
                shown::secrets(spelled, &shown::words(spelled, &nothing))
            }
            Self::Url(Url { spelled, .. }) => {
                let address = shown::address(spelled);
                let hidden = shown::secrets(std::slice::from_ref(spelled), &[address]);
                // What a user and a password in an address become in the header that is sent.
                let sent: Vec<String> =
                    hidden.iter().map(|it| BASE64_STANDARD.encode(it)).collect();
                hidden.into_iter().chain(sent).collect()
            }
        }
    }
}
