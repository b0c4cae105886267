//! Paths inside something else, a repository or an API: out of what the policy names, and to another
//! host.

use super::path::{DOTS, ROW, below};
use crate::finding::Weight::Warn;
use crate::risk::Role;
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, nothing};
use crate::threat::subject::Subject;

pub(super) const ROWS: &[Row] = &[
    Row {
        roles: &[Role::InsidePath],
        exemplars: &[
            Text("{C}../x{E}"),
            Text("{C}../x.md"),
            Text("{C}../x.txt"),
            Text("{C}../x.json"),
            Text("{C}x/../../x{E}"),
        ],
        ..DOTS
    },
    Row {
        name: "inside.host",
        roles: &[Role::InsidePath],
        asked: is_endpoint,
        set: Set::Texts { within: r"\A\s*[/\\]{2}[^/\\\s?#]", less: None },
        known: nothing,
        exemplars: &[
            Text("//evil.example/"),
            Text("//evil.example/x"),
            Text("//evil.example"),
            Text("/\\evil.example/"),
            Text("//evil.example/x{E}"),
        ],
        levels: Levels::ruled(Warn),
        lint: "host-bypass",
        says: "may begin with `//`, behind which stands another host",
        instead: Some("matches /^\\/v1\\/[\\w-]+$/"),
        examples: Examples {
            constants: &[],
            within: &["//evil.example/", "/\\évil.example"],
            outside: &["/v1/users", "/", "///", "v1//users"],
        },
        ..ROW
    },
    Row {
        name: "inside.up",
        roles: &[Role::InsidePath],
        asked: is_spelled,
        set: Set::Texts { within: r"(?s)(\A|[\\/])\s*\.\.([\\/\s]|\z)", less: None },
        known: nothing,
        exemplars: &[
            Text("../../x{E}"),
            Text(".."),
            Text("a/../../x{E}"),
            Text("../../x.md"),
            Text("../x{E}"),
        ],
        levels: Levels::ruled(Warn),
        says: "may lead up through `..`",
        instead: Some("matches /^[\\w-]+(\\/[\\w-]+)*\\.md$/"),
        examples: Examples {
            constants: &[],
            within: &["..", "../x", "docs/../../é", "a/.."],
            outside: &["a..b", "docs/a.md", "...", ".a"],
        },
        ..ROW
    },
    Row {
        name: "inside.stranger",
        roles: &[Role::InsidePath],
        set: Set::Texts { within: r"[^\s/]", less: Some(r"\A{C}") },
        exemplars: &[Text("other/x{E}"), Text("/other/x{E}")],
        levels: Levels::ASIDE,
        says: "may be in a folder that no rule names",
        examples: Examples {
            constants: &["docs"],
            within: &["other/x\n", "/other/x", " é"],
            outside: &["docs/x", ""],
        },
        ..ROW
    },
];

/// Names of addresses that a server puts behind its own.
const ENDPOINTS: &[&str] = &["endpoint", "uri", "url", "route", "href"];

/// Words of tools that ask for what stands there.
const ASKING: &[&str] = &["api", "http", "request", "fetch", "rest", "curl"];

/// Whether it is put behind the address of a server.
fn is_endpoint(subject: &Subject<'_, '_>) -> bool {
    subject.is_called(ENDPOINTS) || subject.tool_is_named(ASKING) && subject.is_called(&["path"])
}

/// Whether a pattern says of what letters it is, and not where it begins.
fn is_spelled(subject: &Subject<'_, '_>) -> bool {
    subject.constants.tells_patterns() && below(&subject.constants).is_empty()
}
