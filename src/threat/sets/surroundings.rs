//! What a command is run in: its variables and its folder.

use crate::finding::Weight::Warn;
use crate::risk::Role;
use crate::threat::beside;
use crate::threat::constants::{Constants, Extent};
use crate::threat::row::{
    Examples,
    Exemplar::{Object, Text},
    Known, Levels, Row, Set,
};
use crate::threat::subject::Subject;

use super::command::ROW;

/// What decides which program is run.
const COMMANDS: &[Role] = &[Role::CommandLine, Role::Program, Role::Argv];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "env.given",
        roles: &[Role::Environment],
        asked: is_beside_pinned,
        exemplars: &[Object("LD_PRELOAD", "./evil.so"), Text("LD_PRELOAD=./evil.so")],
        levels: Levels::always(Warn),
        lint: "open-environment",
        says: "may be given, and its variables decide what the command runs",
        instead: Some("missing"),
        ..ROW
    },
    Row {
        name: "options.given",
        roles: &[Role::Content],
        asked: is_options_of_pinned,
        exemplars: &[Object("shell", "./evil.sh")],
        levels: Levels::always(Warn),
        lint: "open-environment",
        says: "may be given, and its members decide how the command is run",
        instead: Some("missing"),
        ..ROW
    },
    Row {
        name: "cwd.stranger",
        roles: &[Role::WorkingFolder],
        asked: is_beside_pinned,
        set: Set::Texts {
            within: r"(?is)\A\s*(/|~|[a-z]:|\\\\)|(\A|[\\/])\s*\.\.([\\/]|\s*\z)",
            // Below a folder that the policy names, with no `..` on the way.
            less: Some(r"(?s)\A{C}([\\/]+([^\\/.][^\\/]*|\.[^\\/.][^\\/]*|\.\.[^\\/]+|\.)?)*\z"),
        },
        known: folders,
        exemplars: &[
            Text("/home/evil"),
            Text("../evil"),
            Text("C:\\evil"),
            Text("{C}/../home/evil"),
            Text("{C}-evil"),
            Text("/home/evil{E}"),
        ],
        levels: Levels::always(Warn),
        lint: "open-environment",
        says: "may be any folder, whose files decide what the command runs",
        instead: Some("under \"/workspace\""),
        examples: Examples {
            constants: &["/workspace"],
            within: &[
                "/home/evil",
                "../evil",
                "/workspace2",
                "/workspace/../home/evil",
                "a/../../é",
                "/home/é\n",
            ],
            outside: &["/workspace/a", "/workspace", "/workspace/..a/.b/", "src", "é"],
        },
        ..ROW
    },
];

fn folders(constants: &Constants<'_>) -> Vec<Known> {
    let extents = &[Extent::Whole, Extent::Start, Extent::Folder];
    let folders = constants.of_extent(extents).map(|text| text.trim_end_matches('/'));
    folders.filter(|folder| !folder.is_empty()).map(Known::text).collect()
}

/// Whether it holds options of such a command.
fn is_options_of_pinned(subject: &Subject<'_, '_>) -> bool {
    beside::is_open_options(subject.tool, subject.found) && is_beside_pinned(subject)
}

/// Whether a rule says what may be run: without one, that is the finding.
fn is_beside_pinned(subject: &Subject<'_, '_>) -> bool {
    subject
        .siblings(COMMANDS)
        .any(|found| Constants::of(subject.tool, &found.leaf.path.outside_lists()).is_pinned())
}
