//! A configuration that lists the servers of one agent, as text.

use std::fmt::Write as _;

use crate::strings::escape;

/// The text that lists servers, each with the file of its policy.
pub(crate) fn listing<'s>(servers: impl Iterator<Item = (&'s str, &'s str)>) -> String {
    let mut text =
        "# The servers of one agent, each by the name that its client gives it.\n".to_owned();
    for (server, policy) in servers {
        // Writing to a string can't fail.
        let _ = write!(text, "\n[servers.{}]\npolicy = {}\n", key(server), string(policy));
    }
    text
}

/// A key, in quotes where it needs them.
pub(super) fn key(name: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => string(name),
    }
}

/// A string in quotes, with no character in it that a reader doesn't see.
fn string(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            _ if escape::is_unsafe(letter) => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(letter));
            }
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::source::Sources;

    #[test]
    fn what_is_written_is_read_as_it_was_meant() {
        let names =
            ["crm", "my pages", "a.b", "büro", "q\"\\", "\u{1b}[31m\u{202e}\n", "x]\n[lints"];
        let text = listing(names.iter().map(|name| (*name, "a b.mcpol")));
        assert!(!text.contains(|it| escape::is_unsafe(it) && it != '\n'), "{text}");
        let source = Sources::default().add("mcpol.toml", text.as_str()).unwrap();
        let (config, findings) = Config::read(source);
        assert!(findings.is_empty(), "{findings:?}");
        let mut read: Vec<_> = config.servers.iter().map(|it| it.name.node.as_str()).collect();
        let mut names = names.to_vec();
        read.sort_unstable();
        names.sort_unstable();
        assert_eq!(read, names);
        assert!(text.contains("\n[servers.crm]\npolicy = \"a b.mcpol\"\n"), "{text}");
    }
}
