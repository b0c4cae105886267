//! Hosts: the rows of addresses without the rest of an address.

use super::internal::{INTERNAL, RESOLVED, fetching, leaves_internal};
use super::url::{ROW, is_fetched, names_hosts};
use crate::finding::Weight::Warn;
use crate::risk::{Effect, Role};
use crate::threat::hosts;
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, always};
use crate::threat::subject::Subject;

/// A row about hosts.
const HOST: Row = Row {
    name: "host.stranger",
    roles: &[Role::Host],
    set: Set::Texts {
        within: r"(?i)\A\s*[^\s/?#@\\:.]+(\.[^\s/?#@\\:.]+)+\.?(:[0-9]*)?\s*\z",
        less: Some(r"(?i)\A\s*([^\s/?#@\\:]*\.)?{C}\.?(:[0-9]*)?\s*\z"),
    },
    exemplars: &[Text("{C}.evil.example"), Text("evil{C}"), Text("evil-{C}"), Text("evil.example")],
    says: "may be another host than {C}",
    instead: Some("in [\"api.acme.example\"]"),
    examples: Examples {
        constants: &["acme.com"],
        within: &[" évil.example\n", "acme.com.evil.example", "evilacme.com"],
        outside: &["docs.acme.com", "acme.com:443", "https://evil.example/"],
    },
    ..ROW
};

pub(super) const ROWS: &[Row] = &[
    HOST,
    INTERNAL_HOST,
    Row { asked: leaves_internal, ..INTERNAL_HOST },
    Row {
        name: "host.resolved",
        roles: &[Role::Host],
        set: Set::Texts { within: r"(?i)\A\s*{C}\.?(:[0-9]*)?\s*\z", less: None },
        exemplars: &[Text("{C}")],
        instead: Some("in [\"api.acme.example\"]"),
        examples: Examples {
            constants: &["10.0.0.1.nip.io"],
            within: &["10.0.0.1.nip.io:8080", " 10.0.0.1.nip.io\n"],
            outside: &["8.8.8.8.nip.io", "10.0.0.1.nip.io.acme.com"],
        },
        ..RESOLVED
    },
    Row {
        asked: is_fetched,
        beside: fetching,
        exemplars: &[Text("evil.example")],
        levels: Levels::always(Warn),
        says: "may be any host",
        ..HOST
    },
    Row {
        asked: is_sent_through,
        exemplars: &[Text("evil.example")],
        levels: Levels::always(Warn),
        says: "may be any host",
        ..HOST
    },
    Row {
        name: "host.shared",
        asked: always,
        set: Set::Texts { within: r"(?i)\A\s*{C}\.?(:[0-9]*)?\s*\z", less: None },
        known: hosts::anybodys,
        exemplars: &[Text("{C}")],
        levels: Levels::ruled(Warn),
        lint: "anyone-can-register",
        says: "may be a host whose name anybody can register",
        examples: Examples {
            constants: &["*.github.io"],
            within: &["evil.github.io", "evil.github.io:443"],
            outside: &["github.io", "acme.org"],
        },
        ..HOST
    },
];

/// Whether what the tool sends goes through this host first.
fn is_sent_through(subject: &Subject<'_, '_>) -> bool {
    let is_named = names_hosts(subject);
    !is_named
        && subject.has_effect(&[Effect::Send])
        && subject.is_called(&["server", "smtp", "relay"])
}

/// Machines inside the network, but this one where the policy lists it.
const INTERNAL_HOST: Row = Row {
    name: "host.internal",
    roles: &[Role::Host],
    set: Set::Texts {
        within: r"(?i)\A\s*(localhost|127\.[0-9.]+|169\.254\.[0-9.]+|100\.100\.100\.200|10\.[0-9]+\.[0-9]+\.[0-9]+|192\.168\.[0-9]+\.[0-9]+|172\.(1[6-9]|2[0-9]|3[01])\.[0-9]+\.[0-9]+|0\.0\.0\.0|metadata\.google\.internal|[a-z0-9-]+\.internal)\.?(:[0-9]*)?\s*\z",
        less: Some(r"(?i)\A\s*{C}\.?(:[0-9]*)?\s*\z"),
    },
    exemplars: &[
        Text("169.254.169.254"),
        Text("metadata.google.internal"),
        Text("10.0.0.1"),
        Text("192.168.0.1"),
        Text("127.0.0.2"),
    ],
    says: "may be a machine inside the network",
    instead: Some("in [\"api.acme.example\"]"),
    examples: Examples {
        constants: &["localhost"],
        within: &[" 169.254.169.254\n", "127.0.0.1:8080"],
        outside: &["10.example.com", "localhost.acme.com", "localhost:8080"],
    },
    ..INTERNAL
};
