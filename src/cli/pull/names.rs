//! What the files of a client's servers are called.

use crate::cli::shell::CommandError;
use crate::strings::tick;

/// How many bytes the name of a file has at most.
const LONGEST: usize = 255;

/// The file of a server's catalog.
pub(in crate::cli) fn catalog(server: &str) -> String {
    format!("{}.catalog.json", stem(server))
}

/// What the names of a server's files begin with: its own name, with `_` for what may mean
/// something in a path.
pub(in crate::cli) fn stem(server: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let plain: String =
        server.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let plain = plain.trim_start_matches('.');
    if plain.is_empty() { "server" } else { plain }.to_owned()
}

/// That every server can have a file, and no two have one.
pub(in crate::cli) fn check<'n>(
    servers: impl Iterator<Item = &'n str>,
) -> Result<(), CommandError> {
    let servers: Vec<&str> = servers.collect();
    let file = |server: &str| catalog(server).to_lowercase();
    for (at, server) in servers.iter().enumerate() {
        if let Some(other) = servers.iter().skip(at + 1).find(|it| file(it) == file(server)) {
            let (name, other, file) = (tick(server), tick(other), tick(&catalog(server)));
            return Err(CommandError(format!(
                "{name} and {other} would both be written to {file}: ask them one by one, with \
                 `--server`, into different folders"
            )));
        }
    }
    match servers.iter().find(|server| catalog(server).len() > LONGEST) {
        Some(long) => Err(CommandError(format!("no file can be called after {}", tick(long)))),
        None => Ok(()),
    }
}
