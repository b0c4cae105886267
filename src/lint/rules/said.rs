//! What is said of several arguments at once.

use crate::risk::LeafPath;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;

/// How many arguments a message names before it counts the others.
pub(super) const MAX_ARGUMENTS: usize = 3;

/// An argument as conditions name it, with what they can't name: `args.files[].path`.
pub(super) fn argument(path: &LeafPath) -> String {
    match path.is_in_list() || path.is_unnamed() {
        true => format!("args.{path}"),
        false => argument_text(&path.outside_lists()),
    }
}

/// Each argument with what is said of it, those of which the same is said together: "`args.to` and
/// `args.cc` may be an address at any domain"; `of_tools` stands behind the arguments.
pub(super) fn of_arguments(said: &[(String, String)], of_tools: &str) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    for (argument, says) in said.iter().take(MAX_ARGUMENTS) {
        let argument = tick(argument);
        match parts.iter_mut().find(|(known, _)| known == says) {
            Some((_, arguments)) => arguments.push(argument),
            None => parts.push((says, vec![argument])),
        }
    }
    let part =
        |(says, arguments): &(&str, Vec<String>)| format!("{}{of_tools} {says}", joined(arguments));
    let parts: Vec<_> = parts.iter().map(part).collect();
    match said.len().saturating_sub(MAX_ARGUMENTS) {
        0 => parts.join("; "),
        more => format!("{}, and so {more} more", parts.join("; ")),
    }
}
