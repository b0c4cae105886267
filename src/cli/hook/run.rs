//! One call of a client, decided.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::enforce::Client;

#[derive(Debug, Args)]
pub(super) struct Run {
    /// The client that asks
    #[arg(long, value_name = "CLIENT", value_parser = clients())]
    client: Client,
}

/// Reads the name of a client.
pub(super) fn clients() -> impl TypedValueParser<Value = Client> {
    let names = PossibleValuesParser::new(Client::ALL.map(Client::name));
    names.try_map(|name| Client::named(&name).ok_or("no such client"))
}

impl Run {
    pub(super) fn run(self, _: &mut Shell) -> Result<Outcome, CommandError> {
        let client = self.client.name();
        Err(CommandError(format!("no call of {client} is decided yet: all are refused")))
    }
}
