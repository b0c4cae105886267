//! Paths and keys of objects: out of the folder that the policy names, or beside it.
//!
//! Files of the machine where the server runs may be anywhere on it. A path inside something else,
//! a repository or a document, only leaves a folder that a rule names.

use crate::analysis::Formula;
use crate::finding::Weight::{Deny, Pedantic, Warn};
use crate::risk::Role;
use crate::threat::addresses::{beside_keys, inside, is_open};
use crate::threat::constants::{Constants, Extent};
use crate::threat::question::of_effects;
use crate::threat::row::{
    Examples,
    Exemplar::{Object, Text, ToRead},
    Known, Levels, Row, Set, always, anything,
};
use crate::threat::sets::neighbours::BESIDE;
use crate::threat::sets::scope::names;
use crate::threat::subject::{HANDLING, Subject};

/// A row about paths.
pub(super) const ROW: Row = Row {
    name: "path.stranger",
    roles: &[Role::LocalPath],
    effects: &[],
    asked: keeps_in,
    beside: anything,
    set: Set::Texts {
        within: r"(?is)\A(/|~[^\\/]*/|[a-z]:[\\/]|\\\\).*[^\\/\s]|(\A|[\\/])\.\.[\\/]",
        less: Some(r"\A{C}"),
    },
    known: folders,
    exemplars: &[
        ToRead("/root/.ssh/id_rsa"),
        ToRead("/etc/passwd"),
        Text("/etc/cron.d/x{E}"),
        Text("../../etc/x{E}"),
        Text("/etc/passwd"),
        Text("/etc/x.md"),
        Text("/etc/x.txt"),
        Text("/etc/x.json"),
        Text("~/.ssh/x{E}"),
        Text("a/../../x{E}"),
        Text("a/../../x.md"),
        Text("/etc/cron.d/x\n"),
        Text("/etc/cron.d/é"),
        Object("path", "/root/.ssh/id_rsa"),
        Object("file_path", "/root/.ssh/id_rsa"),
        Object("filePath", "/root/.ssh/id_rsa"),
        Object("filepath", "/root/.ssh/id_rsa"),
        Object("local_path", "/root/.ssh/id_rsa"),
        Object("localPath", "/root/.ssh/id_rsa"),
    ],
    levels: Levels::ruled(Deny),
    lint: "path-traversal",
    says: "may be in a folder that no rule names",
    instead: Some("under \"/workspace\""),
    examples: Examples {
        constants: &["/workspace"],
        within: &["/etc/cron.d/x\n", "../../etc/x.md", "/é", "C:/x y", "a/../../x", "~ada/x"],
        outside: &["/workspace/a.md", "docs/a.md", "a..b/c..", "/", " "],
    },
};

/// A way out of the folder that the policy names.
pub(super) const DOTS: Row = Row {
    name: "path.dots",
    roles: &[Role::LocalPath],
    asked: always,
    set: Set::Texts { within: r"(?s)\A{C}(.*[\\/])?\.\.([\\/]|\s*\z)", less: None },
    known: below,
    exemplars: &[
        Text("{C}../../etc/passwd"),
        Text("{C}../../etc/x{E}"),
        Text("{C}../x{E}"),
        Text("{C}../x.md"),
        Text("{C}../x.txt"),
        Text("{C}../x.json"),
        Text("{C}x/../../x{E}"),
    ],
    says: "may lead out of {C} through `..`",
    examples: Examples {
        constants: &["/workspace/", "shots/"],
        within: &["/workspace/../etc/passwd\n", "shots/a/../../é"],
        outside: &["/workspace/a..b", "../shots/x"],
    },
    ..ROW
};

pub(super) const ROWS: &[Row] = &[
    ROW,
    DOTS,
    Row {
        name: "path.neighbour",
        roles: &[Role::LocalPath, Role::InsidePath],
        asked: always,
        set: Set::Texts { within: r"\A{C}[A-Za-z0-9_-]", less: None },
        known: beside,
        exemplars: &[
            Text("{C}-old/x"),
            Text("{C}_secret/x"),
            Text("{C}2/x"),
            Text("{C}-old"),
            Text("{C}-old/x{E}"),
            Text("{C}old/x{E}"),
        ],
        lint: "path-prefix",
        says: "may be in another folder whose name begins with {C}",
        examples: Examples {
            constants: &["/srv/reports"],
            within: &["/srv/reports-old/x", "/srv/reports2"],
            outside: &["/srv/reports/x", "/srv/reports"],
        },
        ..ROW
    },
    Row {
        asked: is_handled,
        beside: handling,
        levels: Levels::always(Warn),
        lint: "local-file-write",
        says: ANY_FILE,
        ..ROW
    },
    Row {
        asked: is_only_read,
        levels: Levels::always(Pedantic),
        lint: "local-file-write",
        says: ANY_FILE,
        ..ROW
    },
    Row {
        name: "key.neighbour",
        roles: &[Role::ObjectKey],
        asked: always,
        set: Set::Texts { within: r"\A{C}[A-Za-z0-9_.-]", less: None },
        known: beside_keys,
        exemplars: BESIDE,
        levels: Levels::ruled(Warn),
        lint: "path-prefix",
        says: "may be another bucket or prefix that begins with {C}",
        instead: Some("matches /^acme-data\\//"),
        examples: Examples {
            constants: &["gs://acme-data"],
            within: &["gs://acme-data2/x", "gs://acme-data-old"],
            outside: &["gs://acme-data/x", "gs://acme-data"],
        },
        ..ROW
    },
    Row {
        name: "key.stranger",
        roles: &[Role::ObjectKey],
        set: Set::Texts { within: r"\S", less: Some(r"\A{C}") },
        known: names,
        exemplars: &[Text("other-bucket/x"), Text("s3://other-bucket/x")],
        levels: Levels::ASIDE,
        lint: "path-prefix",
        says: "may be a bucket or key that no rule names",
        examples: Examples {
            constants: &["cache/"],
            within: &["other-bucket/x\n", "s3://other-bucket/x", " é"],
            outside: &["cache/x", ""],
        },
        ..ROW
    },
];

/// What is wrong with a file of which no rule says where it may lie.
const ANY_FILE: &str = "may be any file of the machine where the server runs";

/// What a path begins with that the policy names.
const FROM_START: &[Extent] = &[Extent::Whole, Extent::Start, Extent::Folder];

/// The folders that the policy names, as paths begin with them.
fn folders(constants: &Constants<'_>) -> Vec<Known> {
    let named = constants.of_extent(FROM_START).map(|text| text.trim_end_matches(['/', '\\']));
    named.filter(|text| !["", ".", "..", "~"].contains(text)).map(Known::text).collect()
}

/// The same, and those that paths need only have in them.
pub(super) fn below(constants: &Constants<'_>) -> Vec<Known> {
    let named = constants.of_extent(&[Extent::Start]).map(inside);
    let parts = constants.parts().into_iter().filter(|text| has_slash(text));
    let within = |part: String| {
        let Known { text, pattern } = inside(&part);
        Known { text, pattern: format!(r"(?s:.*){pattern}") }
    };
    named.filter(|known| known.text != "/").chain(parts.map(within)).collect()
}

/// The beginnings that end in the middle of a name.
fn beside(constants: &Constants<'_>) -> Vec<Known> {
    let starts = constants.of_extent(&[Extent::Start]);
    starts.filter(|text| is_open(text) && has_slash(text)).map(Known::text).collect()
}

fn has_slash(text: &str) -> bool {
    text.contains(['/', '\\'])
}

/// Whether some rule says where files may lie: it names good ones, says what their paths look like,
/// or refuses ways out.
fn keeps_in(subject: &Subject<'_, '_>) -> bool {
    let is_way_out = |text: &str| text.contains("..") || ["/", "~", "\\"].contains(&text);
    let constants = &subject.constants;
    constants.tells_patterns()
        || constants.is_pinned()
        || constants.refused.iter().any(|constant| is_way_out(&constant.text))
}

/// The calls that do so.
fn handling(subject: &Subject<'_, '_>) -> Formula {
    match subject.sends_file() {
        true => Formula::ALWAYS,
        false => of_effects(subject.profile.effects(), HANDLING),
    }
}

/// Whether the tool writes, sends away or runs this file, and no rule says where it may lie.
fn is_handled(subject: &Subject<'_, '_>) -> bool {
    !keeps_in(subject) && subject.handles_file()
}

/// Whether the tool does no more than read this file, and no rule says where it may lie.
fn is_only_read(subject: &Subject<'_, '_>) -> bool {
    !keeps_in(subject) && !subject.handles_file()
}
