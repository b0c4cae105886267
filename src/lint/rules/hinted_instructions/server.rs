//! What a server offers, as far as texts speak of it.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::catalog::Catalog;

/// The tools of a catalog, by their names as names are compared.
pub(super) struct Server<'s> {
    names: OnceCell<Names>,
    read: Box<dyn Fn() -> BTreeSet<String> + 's>,
}

/// Names of tools, laid out to be looked up.
struct Names {
    all: BTreeSet<String>,
    /// What follows the first word of each.
    objects: BTreeSet<String>,
    /// All of them, each on its line.
    joined: String,
}

impl<'s> Server<'s> {
    pub(super) fn of(catalog: Option<&'s Catalog>) -> Self {
        let tools = catalog.map(|catalog| catalog.tools()).unwrap_or_default();
        Self::with(move || tools.iter().map(|tool| plain(tool.name())).collect())
    }

    pub(super) fn with(read: impl Fn() -> BTreeSet<String> + 's) -> Self {
        Self { names: OnceCell::new(), read: Box::new(read) }
    }

    /// Whether a name is one of the server's tools, in whatever way it is written: with what a
    /// client puts before it, without what the server does, or as a sibling that isn't offered
    /// here, which does something else to the same object.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = self.names.get_or_init(|| Names::of((self.read)()));
        let name = plain(name);
        let last = name.rsplit("__").next().unwrap_or_default();
        names.all.contains(&name)
            || names.all.contains(last)
            || object(&name).is_some_and(|object| names.objects.contains(object))
            || !names.all.is_empty() && names.joined.contains(&name)
    }
}

impl Names {
    fn of(all: BTreeSet<String>) -> Self {
        let objects = all.iter().filter_map(|name| object(name)).map(str::to_owned).collect();
        let joined = all.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        Self { all, objects, joined }
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

/// What a name's verb is followed by, which siblings share: `create_document` and
/// `download_document`.
fn object(name: &str) -> Option<&str> {
    name.split_once('_').map(|(_, object)| object)
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
