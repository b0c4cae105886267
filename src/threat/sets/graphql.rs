//! GraphQL: a document that changes something, where it might only read.

use crate::finding::Weight::Deny;
use crate::risk::Role;
use crate::threat::row::{Examples, Exemplar::Text, Levels, Row, Set, anything};
use crate::threat::sets::code::whole;
use crate::threat::subject::Subject;

/// A mutation begins the document or stands behind another operation, also behind comments.
pub(super) const ROWS: &[Row] = &[Row {
    name: "graphql.stranger",
    roles: &[Role::DatabaseProgram],
    effects: &[],
    asked: may_change,
    beside: anything,
    set: Set::Texts { within: r"(\A|\})(\s|,|#[^\n\r]*[\n\r])*mutation\b", less: Some(r"\A{C}\z") },
    known: whole,
    exemplars: &[
        Text("mutation { deleteProject(id: 1) { id } }"),
        Text("{C} { me { id } } mutation { deleteProject(id: 1) { id } }"),
        Text("{C} me { id } } mutation { deleteProject(id: 1) { id } }"),
    ],
    levels: Levels::always(Deny),
    lint: "unconstrained-execute",
    says: "may be a GraphQL mutation",
    instead: Some("in […]"),
    examples: Examples {
        constants: &["mutation { ping }"],
        within: &["mutation { a }", "#x\n mutation A { a }", "query A { a } mutation B { b }"],
        outside: &["{ mutation }", "query { mutation { id } }", "mutation { ping }", "mutations"],
    },
}];

fn may_change(subject: &Subject<'_, '_>) -> bool {
    is_graphql(subject) && !subject.only_reads()
}

/// Whether a tool speaks of GraphQL.
pub(super) fn is_graphql(subject: &Subject<'_, '_>) -> bool {
    subject.mentions(&["graphql", "gql", "mutation"])
}
