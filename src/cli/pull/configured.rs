//! What a client's configuration says of its servers.

use std::io::Read;
use std::path::Path;

use super::asked::Server;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Shell};
use crate::live::clients::{Configured, State, Surroundings, configured};
use crate::live::{Shown, Target};
use crate::strings::{escape, tick};

/// Its servers.
pub(super) fn read(file: &Path) -> Result<Vec<Configured>, CommandError> {
    let stream = disk::stream(file)?;
    let mut text = String::new();
    let mut from = stream.from;
    from.read_to_string(&mut text).map_err(|error| disk::Stream::unread(file, &error))?;
    let folder = std::env::current_dir().unwrap_or_default();
    let surroundings = Surroundings {
        variable: &|name| std::env::var(name).ok(),
        folder: folder.to_string_lossy().into_owned(),
    };
    configured(&text, &surroundings).map_err(|reason| {
        CommandError(format!("can't use {}: {reason}", tick(&file.to_string_lossy())))
    })
}

/// Those that can be asked, which are listed with how they are reached; of the others, why not.
pub(super) fn asked(configured: Vec<Configured>, shell: &mut Shell) -> Vec<Server> {
    let mut servers = Vec::new();
    for Configured { name, state } in configured {
        match state {
            State::Asked(target) => {
                shell.note(&listed(&name, &target));
                servers.push(Server { name, target });
            }
            State::Off => {}
            State::Unusable(reason) => shell.trouble(&format!("{name}: {reason}")),
        }
    }
    servers
}

/// A server and how it is reached, in one line.
fn listed(name: &str, target: &Target) -> String {
    let reached = match target.shown() {
        Shown::Command(words) => {
            let words = words.into_iter().map(|word| match word.contains(char::is_whitespace) {
                true => format!("'{word}'"),
                false => word,
            });
            words.collect::<Vec<_>>().join(" ")
        }
        Shown::Url(address) => address,
    };
    let given: Vec<&str> = target.given().collect();
    let given = if given.is_empty() { String::new() } else { format!(" ({})", given.join(", ")) };
    escape::inline(&format!("{name}: {reached}{given}")).into_owned()
}
