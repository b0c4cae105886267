//! What a server offers, as far as texts speak of it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::lint::LintContext;

/// The tools of a catalog, by their names as names are compared.
pub(super) struct Server<'s> {
    names: OnceCell<BTreeSet<String>>,
    read: Box<dyn Fn() -> BTreeSet<String> + 's>,
}

impl<'s> Server<'s> {
    pub(super) fn of(context: &'s LintContext<'_>) -> Self {
        let tools = context.catalog.map(|catalog| catalog.tools()).unwrap_or_default();
        Self::with(move || tools.iter().map(|tool| plain(tool.name())).collect())
    }

    pub(super) fn with(read: impl Fn() -> BTreeSet<String> + 's) -> Self {
        Self { names: OnceCell::new(), read: Box::new(read) }
    }

    /// Whether a name is one of the server's tools, in whatever way it is written: with what a
    /// client puts before it, without what the server does, or as a sibling that isn't offered
    /// here, which does something else to the same object.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = self.names.get_or_init(&self.read);
        let name = plain(name);
        let last = name.rsplit("__").next().unwrap_or_default();
        names.contains(&name)
            || names.contains(last)
            || names.iter().any(|own| own.contains(&name) || is_sibling(own, &name))
    }
}

/// A name as names are compared: small letters, words parted by `_`.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut is_small = false;
    for character in name.chars() {
        if is_small && character.is_ascii_uppercase() {
            plain.push('_');
        }
        is_small = character.is_ascii_lowercase();
        plain.push(if character.is_ascii_alphanumeric() {
            character.to_ascii_lowercase()
        } else {
            '_'
        });
    }
    plain
}

/// Whether two names differ in their verbs only: `create_document` and `download_document`.
fn is_sibling(own: &str, name: &str) -> bool {
    let object = |name: &str| name.split_once('_').map(|(_, object)| object.to_owned());
    object(name).is_some_and(|of_name| object(own) == Some(of_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_tools_are_known_by_every_spelling() {
        let names = ["github-list-issues", "create_document"];
        let server = Server::with(|| names.iter().map(|name| plain(name)).collect());
        for name in
            ["github_list_issues", "listIssues", "mcp__docs__create_document", "download_document"]
        {
            assert!(server.has(name), "{name}");
        }
        for name in ["send_mail", "create_gist", "github"] {
            assert_eq!(server.has(name), name == "github", "{name}");
        }
    }
}
