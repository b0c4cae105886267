//! What lies beside an address that the policy names, or above it.

use super::url::ROW;
use crate::threat::addresses::{below, beside};
use crate::threat::row::{Examples, Exemplar, Exemplar::Text, Row, Set, always};

/// Another address that begins as the named one ends.
pub(super) const NEIGHBOUR: Row = Row {
    name: "url.neighbour",
    asked: always,
    set: Set::Texts { within: r"\A\s*{C}[A-Za-z0-9_-]", less: None },
    known: beside,
    exemplars: BESIDE,
    lint: "path-prefix",
    says: "may be another address that begins with {C}",
    instead: Some("under \"https://docs.acme.example/public\""),
    examples: Examples {
        constants: &["https://github.com/acme"],
        within: &["https://github.com/acme-evil/x", "https://github.com/acmeevil"],
        outside: &["https://github.com/acme/x", "https://github.com/acme"],
    },
    ..ROW
};

/// A way out of the named address.
pub(super) const DOTS: Row = Row {
    name: "url.dots",
    asked: always,
    set: Set::Texts {
        within: r"(?is)\A\s*{C}([^?#]*[/\\])?(\.|%2e){2}([/?#\s\\]|%2f|\z)",
        less: None,
    },
    known: below,
    exemplars: &[
        Text("{C}../private"),
        Text("{C}../private/"),
        Text("{C}%2e%2e/private"),
        Text("{C}../private{E}"),
    ],
    lint: "path-traversal",
    says: "may lead out of {C} through `..`",
    instead: Some("under \"https://docs.acme.example/public\""),
    examples: Examples {
        constants: &["https://docs.acme.com/public/"],
        within: &[
            "https://docs.acme.com/public/../private",
            "https://docs.acme.com/public/a/%2e%2e/../b",
        ],
        outside: &["https://docs.acme.com/public/a..b", "https://docs.acme.com/public/?q=../x"],
    },
    ..ROW
};

/// Behind an address whose end is a name.
pub(super) const BESIDE: &[Exemplar] =
    &[Text("{C}-evil/x"), Text("{C}-evil"), Text("{C}evil"), Text("{C}2"), Text("{C}-evil/x{E}")];
