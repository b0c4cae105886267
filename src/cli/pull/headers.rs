//! Headers that are sent to a server: typed, or from the environment, where nobody else sees them.

use clap::Args;

use crate::cli::shell::CommandError;
use crate::strings::tick;

/// What is sent with each request.
#[derive(Debug, Args)]
pub(super) struct Headers {
    /// Send a header with each request; can be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", requires = "url",
        conflicts_with_all = ["command", "client_config"])]
    given: Vec<String>,

    /// Send a header whose value is that of the environment's variable VARIABLE; can be repeated
    #[arg(long = "header-env", value_name = "NAME=VARIABLE", requires = "url",
        conflicts_with_all = ["command", "client_config"])]
    from_environment: Vec<String>,
}

impl Headers {
    /// Their names and values.
    ///
    /// # Errors
    /// One is written as none is, or a variable isn't there. No value is shown.
    pub(super) fn read(&self) -> Result<Vec<(String, String)>, CommandError> {
        let given = self.given.iter().map(|header| match header.split_once(':') {
            Some((name, value)) => Ok(header_of(name, value)),
            None => Err(CommandError("write `--header 'Name: value'`".to_owned())),
        });
        let from_environment = self.from_environment.iter().map(|header| from_environment(header));
        given.chain(from_environment).collect()
    }
}

fn from_environment(header: &str) -> Result<(String, String), CommandError> {
    let Some((name, variable)) = header.split_once('=') else {
        return Err(CommandError("write `--header-env Name=VARIABLE`".to_owned()));
    };
    match std::env::var(variable) {
        Ok(value) => Ok(header_of(name, &value)),
        Err(_) => Err(CommandError(format!("the variable {} isn't set", tick(variable)))),
    }
}

/// A header as it is sent. A token alone is no authorization: it stands behind its scheme.
fn header_of(name: &str, value: &str) -> (String, String) {
    let (name, value) = (name.trim(), value.trim());
    let is_token = name.eq_ignore_ascii_case("authorization") && !value.contains(' ');
    let value = if is_token { format!("Bearer {value}") } else { value.to_owned() };
    (name.to_owned(), value)
}
