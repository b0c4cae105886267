//! Addresses: a host that the policy doesn't name, a machine of the own network, a name that
//! anybody can register.

use crate::finding::Weight::{Deny, Pedantic, Warn};
use crate::risk::Role;
use crate::threat::addresses;
use crate::threat::constants::Constants;
use crate::threat::hosts::{self, known};
use crate::threat::row::{
    Examples, Exemplar, Exemplar::Text, Known, Levels, Row, Set, always, anything,
};
use crate::threat::subject::Subject;

use super::internal::{INTERNAL, RESOLVED, fetching, is_listed, leaves_internal};
use super::neighbours::{DOTS, NEIGHBOUR};

/// A row about addresses.
pub(super) const ROW: Row = Row {
    name: "url.stranger",
    roles: &[Role::Url],
    effects: &[],
    asked: names_hosts,
    beside: anything,
    set: Set::Texts {
        within: r"(?is)\A\s*https?://[^\s/?#@\\:]+(:[0-9]*)?(\s*|[/?#].*)\z",
        less: Some(r"(?is)\A\s*[a-z][a-z0-9+.-]*://([^\s/?#@\\:]*\.)?{C}(:[0-9]*)?([/?#\s]|\z)"),
    },
    known,
    exemplars: STRANGERS,
    levels: Levels::ruled(Deny),
    lint: "host-bypass",
    says: "may lead to another host than {C}",
    instead: Some("host in [\"api.acme.example\"]"),
    examples: Examples {
        constants: &["acme.com"],
        within: &[
            "https://evil.example/x",
            "https://acme.com.evil.example/",
            " https://evil.example/é\n",
            "https://évil.example/a b",
        ],
        outside: &["https://docs.acme.com/x é\n", "ftp://evil.example/"],
    },
};

const STRANGERS: &[Exemplar] = &[
    Text("https://{C}.evil.example/"),
    Text("https://x.{C}.evil.example/"),
    Text("https://evil{C}/"),
    Text("https://evil.example/"),
    Text("http://evil.example/"),
    Text("https://evil.example/?{C}"),
    Text("https://evil.example/{C}"),
    Text("https://evil.example/{C}/"),
    Text("https://{C}.evil.example/x{E}"),
    Text("https://evil.example/x{E}"),
];

const SCHEMES: &[Exemplar] = &[
    Text("file:///etc/passwd"),
    Text("javascript:fetch('https://evil.example')"),
    Text("file:///etc/passwd{E}"),
    Text("data:text/html,x"),
];

const ANYWHERE: &[Exemplar] = &[
    Text("https://evil.example/"),
    Text("http://evil.example/"),
    Text("https://attacker.example/"),
    Text(" https://evil.example/"),
    Text("https://evil.example/\n"),
    Text("https://evil.example/é"),
    Text("https://evil.example/x{E}"),
];

pub(super) const ROWS: &[Row] = &[
    ROW,
    Row {
        name: "url.bare",
        set: Set::Texts {
            within: r"(?is)\A\s*[^\s/?#@\\:]+\.[^\s/?#@\\:.]+\.?(:[0-9]*)?([/?#]\S*)?\s*\z",
            less: Some(r"(?is)\A\s*([^\s/?#@\\:]*\.)?{C}\.?(:[0-9]*)?([/?#\s]|\z)"),
        },
        exemplars: &[
            Text("{C}.evil.example/"),
            Text("evil{C}/"),
            Text("evil.example/{C}"),
            Text("{C}.evil.example/x{E}"),
        ],
        examples: Examples {
            constants: &["acme.com"],
            within: &["acme.com.evil.example/", " evil.example/é\n"],
            outside: &["docs.acme.com/x", "https://evil.example/", "acme.com"],
        },
        ..ROW
    },
    Row {
        name: "url.userinfo",
        set: Set::Texts {
            within: r"(?is)\A\s*https?://[^/?#\s\\]*@[^\s/?#@\\]",
            less: Some(
                r"(?is)\A\s*https?://([^/?#\s\\]*@)?([^\s/?#@\\:]*\.)?{C}(:[0-9]*)?([/?#\s]|\z)",
            ),
        },
        exemplars: &[
            Text("https://{C}@evil.example/"),
            Text("http://{C}@evil.example/"),
            Text("https://{C}:x@evil.example/"),
            Text("https://x@evil.example/{C}"),
        ],
        says: "may lead to another host than {C}, which then is a user's name before `@`",
        examples: Examples {
            constants: &["acme.com"],
            within: &["https://acme.com@evil.example/", " http://a:b@évil.example\n"],
            outside: &["https://acme.com/@ada", "mailto:a@evil.example", "https://a@acme.com/"],
        },
        ..ROW
    },
    Row {
        name: "url.backslash",
        set: Set::Texts {
            within: r"(?is)\A\s*https?://[^\s/?#@\\]+\\",
            // Both readings lead to a host that the policy names.
            less: Some(
                r"(?is)\A\s*https?://([^\s/?#@\\:]*\.)?{C}(:[0-9]*)?(\\([^\s/?#@]*|[^\s/?#]*@([^\s/?#@\\:]*\.)?{C}(:[0-9]*)?))?([/?#\s]|\z)",
            ),
        },
        exemplars: &[
            Text("https://evil.example\\.{C}/"),
            Text("https://evil.example\\@{C}/"),
            Text("https://{C}\\@evil.example/"),
            Text("https://{C}\\@evil.example/x{E}"),
            Text("https://evil.example\\.{C}/x{E}"),
        ],
        says: "may lead to another host than {C}: a backslash is a slash to some parsers, to others a character like any",
        examples: Examples {
            constants: &["acme.com"],
            within: &[
                r"https://evil.example\.acme.com/",
                r"https://evil.example\@acme.com/",
                r" https://acme.com\@évil.example/",
            ],
            outside: &[
                r"https://acme.com/\x",
                r"https://docs.acme.com\x",
                r"https://acme.com\@acme.com/",
            ],
        },
        ..ROW
    },
    NEIGHBOUR,
    DOTS,
    Row {
        name: "url.scheme",
        asked: is_listed,
        beside: fetching,
        set: Set::Texts {
            within: r"(?is)\A\s*(file|javascript|vbscript|data|gopher|dict|ldaps?|jar):",
            less: Some(r"(?is)\A\s*{C}:"),
        },
        known: schemes,
        exemplars: SCHEMES,
        levels: Levels::ruled(Warn),
        says: "may be no address on the web: a file, code",
        examples: Examples {
            constants: &["ldap://srv/docs"],
            within: &["javascript://acme.com/%0aalert(1)", " data:text/html,é\n"],
            outside: &["https://acme.com/file:", "ldap://srv/x", "ftp://acme.com/"],
        },
        ..ROW
    },
    INTERNAL,
    Row { asked: leaves_internal, ..INTERNAL },
    RESOLVED,
    Row {
        name: "url.stranger",
        asked: is_fetched,
        beside: fetching,
        exemplars: ANYWHERE,
        levels: Levels::always(Warn),
        says: "may be an address at any host",
        ..ROW
    },
    Row {
        name: "url.stranger",
        asked: is_destination,
        exemplars: ANYWHERE,
        levels: Levels::always(Warn),
        says: "may be an address at any host",
        ..ROW
    },
    Row {
        name: "url.shared",
        asked: always,
        set: Set::Texts { within: r"(?i)\A\s*https?://{C}(:[0-9]*)?([/?#\s\\]|\z)", less: None },
        known: hosts::anybodys,
        exemplars: &[Text("https://{C}/"), Text("http://{C}/"), Text("https://{C}/x{E}")],
        levels: Levels::ruled(Warn),
        lint: "anyone-can-register",
        says: "may lead to a host whose name anybody can register",
        examples: Examples {
            constants: &["*.github.io", "*.com", "*.amazonaws.com"],
            within: &["https://evil.github.io/?q=x", "https://evil.com"],
            outside: &["https://github.io/", "https://acme.org/"],
        },
        ..ROW
    },
    Row {
        name: "url.internal",
        set: Set::Texts { within: r"(?i)\A\s*https?://{C}(:[0-9]*)?([/?#\s\\]|\z)", less: None },
        known: hosts::loopback,
        exemplars: &[Text("http://{C}:8080/"), Text("http://{C}/"), Text("https://{C}/")],
        levels: Levels::ruled(Pedantic),
        examples: Examples {
            constants: &["localhost"],
            within: &["http://localhost:8080/"],
            outside: &["https://localhost.acme.com/"],
        },
        ..INTERNAL
    },
];

/// Words of arguments whose address gets something: the tool calls it, or sends people there.
const DESTINATIONS: &[&str] =
    &["callback", "hook", "notification", "notify", "redirect", "return", "webhook"];

/// Words of arguments whose address those who look at the thing load, later and elsewhere.
const VIEWED: &[&str] =
    &["avatar", "cover", "icon", "image", "logo", "photo", "picture", "thumbnail"];

/// The schemes that the policy spells, but those of the web.
fn schemes(constants: &Constants<'_>) -> Vec<Known> {
    let spelled = constants.required.iter().filter_map(|constant| constant.text.split_once("://"));
    let others = spelled.map(|(scheme, _)| scheme).filter(|scheme| !scheme.starts_with("http"));
    others.map(Known::text).collect()
}

/// Whether some rule says which hosts are good.
pub(super) fn names_hosts(subject: &Subject<'_, '_>) -> bool {
    !hosts::named(&subject.constants).is_empty()
}

/// Whether the rules only say which addresses are bad, or name no more than a scheme.
fn names_no_host(subject: &Subject<'_, '_>) -> bool {
    !names_hosts(subject) && !addresses::are_elsewhere(&subject.constants)
}

/// Whether the tool fetches what this argument addresses, and no rule names a host.
pub(super) fn is_fetched(subject: &Subject<'_, '_>) -> bool {
    let is_viewed = subject.is_called(VIEWED) && !subject.only_reads();
    names_no_host(subject) && subject.fetches() && !is_viewed
}

/// Whether something goes to this address later, and no rule names a host.
fn is_destination(subject: &Subject<'_, '_>) -> bool {
    names_no_host(subject)
        && !subject.only_reads()
        && !subject.fetches()
        && (subject.is_called(DESTINATIONS)
            || subject.mentions(&["webhook", "webhooks"])
            || subject.tool_is_named(&["subscribe"]))
}
