//! Several values in one text, of which a rule looks at the first.
//!
//! Only asked where the server says that the text is a list.

use crate::finding::Weight::Deny;
use crate::risk::Role;
use crate::threat::constants::{Constants, Extent};
use crate::threat::hosts;
use crate::threat::row::{Examples, Exemplar::Text, Known, Levels, Row, Set, anything};
use crate::threat::subject::Subject;

/// How descriptions say that a text may be several.
const SEVERAL: &[&str] = &[
    "comma-separated",
    "comma separated",
    "comma-delimited",
    "separated by comma",
    "comma or newline",
    "newline-separated",
    "newline separated",
    "one per line",
    "space-separated",
    "space separated",
    "semicolon-separated",
    "semicolon separated",
];

/// A row about a list in a text, where a rule says what the text begins with.
const ROW: Row = Row {
    name: "",
    roles: &[],
    effects: &[],
    asked: is_list,
    beside: anything,
    set: Set::Given,
    known: beginnings,
    exemplars: &[],
    levels: Levels::ruled(Deny),
    lint: "",
    says: "may be several values, of which the rule looks at one",
    instead: None,
    examples: Examples::NONE,
};

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "url.several",
        roles: &[Role::Url],
        set: Set::Texts {
            within: r"(?is)://[^,;\s]*[,;\s]\s*[a-z][a-z0-9+.-]*://",
            less: Some(
                r"(?is)\A\s*(https?://([^\s/?#@\\:,;]*\.)?{C}(:[0-9]*)?([/?#][^\s,;]*)?[,;\s]*)*\z",
            ),
        },
        known: hosts::known,
        exemplars: &[
            Text("https://{C}/,http://evil.example/"),
            Text("https://{C}/ http://evil.example/"),
            Text("https://{C},http://evil.example/"),
        ],
        lint: "host-bypass",
        examples: Examples {
            constants: &["acme.com"],
            within: &[
                "https://acme.com/,http://evil.example/",
                "https://acme.com/\nhttps://évil.example",
            ],
            outside: &["https://acme.com/a,b", "https://acme.com/, https://docs.acme.com/x\n"],
        },
        ..ROW
    },
    Row {
        name: "path.several",
        roles: &[Role::LocalPath, Role::InsidePath, Role::ObjectKey],
        set: Set::Texts {
            within: r"(?s)\A\s*{C}[^,;\n]*[,;\n]\s*[^,;\s]",
            less: Some(r"(?s)\A\s*({C}[^,;\n]*([,;\n]\s*|\z))*\z"),
        },
        exemplars: &[
            Text("{C}a,/etc/passwd"),
            Text("{C}/a,/etc/passwd"),
            Text("{C}a\n/etc/passwd"),
            Text("{C},/etc/passwd"),
        ],
        lint: "path-traversal",
        examples: Examples {
            constants: &["/srv"],
            within: &["/srv/a,/etc/passwd", "/srv/a\n/é"],
            outside: &["/srv/a", "/srv/a, /srv/b\n"],
        },
        ..ROW
    },
    Row {
        name: "name.several",
        roles: &[Role::Identity, Role::Owner, Role::ChatRecipient, Role::Grantee],
        set: Set::Texts {
            within: r"(?s)\A\s*{C}[^,;\s]*\s*[,;\s]\s*[^,;\s]",
            less: Some(r"(?s)\A\s*({C}[^,;\s]*\s*([,;\s]\s*|\z))*\z"),
        },
        exemplars: &[Text("{C}1,root"), Text("{C},root"), Text("{C}1 root")],
        lint: "scope-bypass",
        examples: Examples {
            constants: &["test-"],
            within: &["test-1,root", "test-1\nröot"],
            outside: &["test-1", "test-1, test-2\n"],
        },
        ..ROW
    },
];

/// Whether the server says that the text is a list.
fn is_list(subject: &Subject<'_, '_>) -> bool {
    let description = subject.found.leaf.description.as_deref().unwrap_or_default();
    let description = description.to_ascii_lowercase();
    SEVERAL.iter().any(|words| description.contains(words))
}

/// What the policy wants at the beginning of a text.
fn beginnings(constants: &Constants<'_>) -> Vec<Known> {
    constants.of_extent(&[Extent::Start, Extent::Folder, Extent::Part]).map(Known::text).collect()
}
