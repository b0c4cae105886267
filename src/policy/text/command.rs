//! `command in`: a listed command, alone or with plain arguments.
//!
//! An argument is made of characters that no shell reads as anything else, and doesn't begin with
//! `-`: options change what a command does, so they are part of the listed command. Words are one
//! space apart; no quotes, variables, globs, redirections or line ends.

use super::parts;
use crate::strings::tick;

const ARGUMENTS: &str = "(?: [+,./0-9:=@A-Z_a-z][+,./0-9:=@A-Z_a-z-]*)*";

/// The command lines that are one of these commands, or one followed by plain arguments.
pub(super) fn pattern(commands: &[String]) -> String {
    let commands = parts::one_of(commands.iter().map(|command| parts::literal(command)));
    format!(r"\A{commands}{ARGUMENTS}\z")
}

/// The commands of such a pattern.
pub(super) fn listed(pattern: &str) -> Option<Vec<String>> {
    let commands = pattern.strip_prefix(r"\A(?:")?.strip_suffix(&format!(r"){ARGUMENTS}\z"))?;
    Some(commands.split('|').map(parts::plain).collect())
}

/// A command is one or more plain words, one space apart, of which the first is what is run.
pub(super) fn check(command: &str) -> Result<(), String> {
    let shown = tick(command);
    let words: Vec<_> = command.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    if first.is_empty() {
        return Err("the command is empty: write one such as `git status`".to_owned());
    }
    if words.join(" ") != command {
        let plain = tick(&words.join(" "));
        return Err(format!("the words of {shown} must be one space apart: write {plain}"));
    }
    if let Some(character) = command.chars().find(|character| !is_plain(*character)) {
        return Err(format!(
            "{shown} contains {}, which shells may interpret: write a command of letters, digits \
             and `_ . / : @ + , = -`",
            tick(&character.to_string())
        ));
    }
    if first.starts_with('-') {
        return Err(format!("{shown} begins with an option: write the command before it"));
    }
    if first.contains('=') {
        return Err(format!(
            "{} sets a variable, and an argument after it would be run: write the command itself",
            tick(first)
        ));
    }
    Ok(())
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || " _./:@+,=-".contains(character)
}
