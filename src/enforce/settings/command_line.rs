//! The command line that a client starts.

use crate::enforce::Client;

/// What stands between the program and the client's name.
const ASKS: &str = " hook --client ";

/// What becomes of a program that is missing, fails or is killed: exit code 2 is a refusal to every
/// client.
const CLOSED: &str = " || exit 2";

/// The command line, for the shell that clients start it with.
pub(crate) fn command_line(program: &str, client: Client, config: Option<&str>) -> String {
    let config = config.map(|config| format!(" --config {}", quoted(config)));
    let (program, config) = (quoted(program), config.unwrap_or_default());
    format!("{program}{ASKS}{}{config}{CLOSED}", client.name())
}

/// Whether a command line is one of mcpol's for a client, however it is written.
pub(super) fn is_ours(command: &str, client: Client) -> bool {
    let Some((program, rest)) = command.split_once(ASKS) else { return false };
    let program = program.trim().trim_matches(['\'', '"']);
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let asked = rest.split_whitespace().next();
    ["mcpol", "mcpol.exe"].contains(&name) && asked == Some(client.name())
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%".contains(letter);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_quoted_and_found_again() {
        for (program, line) in [
            ("mcpol", "mcpol hook --client claude || exit 2"),
            ("/opt/my tools/mcpol", "'/opt/my tools/mcpol' hook --client claude || exit 2"),
            ("/it's/$HOME/mcpol", r"'/it'\''s/$HOME/mcpol' hook --client claude || exit 2"),
        ] {
            assert_eq!(command_line(program, Client::Claude, None), line);
            assert!(is_ours(line, Client::Claude));
            assert!(!is_ours(line, Client::Codex));
        }
        let line = command_line("mcpol", Client::Claude, Some("/my agent/mcpol.toml"));
        let config = "--config '/my agent/mcpol.toml'";
        assert_eq!(line, format!("mcpol hook --client claude {config} || exit 2"));
        assert!(is_ours("mcpol hook --client claude", Client::Claude));
        for other in ["mcpol check", "policy hook --client claude", "mcpol hook --client claudette"]
        {
            assert!(!is_ours(other, Client::Claude), "{other}");
        }
    }
}
