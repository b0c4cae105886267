//! SQL that is explained: what a tool or a statement runs to do so.

use super::sql::{CHANGES, ROW, may_write};
use crate::analysis::{Equality, Formula, Test};
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::risk::FoundRole;
use crate::threat::row::{Examples, Exemplar::Text, Row, Set};
use crate::threat::subject::Subject;

/// A statement whose plan is shown and which runs all the same.
pub(super) const ANALYZE: Row = Row {
    name: "sql.analyze",
    asked: has_analyze,
    beside: analyzes,
    set: CHANGES,
    exemplars: &[Text("DELETE FROM users"), Text("delete from users")],
    says: "may be a statement that changes data, which analysing it runs",
    examples: Examples { constants: &[], within: &["DELETE FROM users"], outside: &["SELECT 1"] },
    ..ROW
};

/// A statement that explains another and runs it.
pub(super) const EXPLAIN: Row = Row {
    name: "sql.explain",
    set: Set::Texts {
        within: r"(?is)\A\s*explain\s*(\([^)]*\banalyze\b[^)]*\)|\banalyze\b)[^;]*\b(insert|update|delete|merge|create|execute|call|refresh)\b",
        less: None,
    },
    exemplars: &[
        Text("EXPLAIN ANALYZE DELETE FROM users"),
        Text("explain analyze delete from users"),
        Text("EXPLAIN (ANALYZE) DELETE FROM users"),
    ],
    says: "may be an `EXPLAIN ANALYZE`, which runs the statement that it explains",
    examples: Examples {
        constants: &[],
        within: &[
            "EXPLAIN ANALYZE DELETE FROM users",
            "explain (analyze, verbose) update t set a = 1",
        ],
        outside: &["EXPLAIN DELETE FROM users", "EXPLAIN ANALYZE SELECT 1"],
    },
    ..ROW
};

/// The calls that run the statement: a tool that explains it does so only where it analyses it.
pub(super) fn runs(subject: &Subject<'_, '_>) -> Formula {
    match subject.tool_is_named(&["explain"]) && analyze(subject).is_some() {
        true => analyzes(subject),
        false => Formula::ALWAYS,
    }
}

fn has_analyze(subject: &Subject<'_, '_>) -> bool {
    may_write(subject) && analyze(subject).is_some()
}

/// The calls that run what they explain.
fn analyzes(subject: &Subject<'_, '_>) -> Formula {
    let is_on = |found: &FoundRole<'_>| {
        let path = found.leaf.path.outside_lists();
        Formula::test(&path, Test::Equal(Equality::Typed, Value::Bool(true)))
    };
    analyze(subject).map_or(Formula::NEVER, is_on)
}

/// The switch by which a statement is run and not only explained.
fn analyze<'s, 'a>(subject: &Subject<'s, 'a>) -> Option<&'s FoundRole<'a>> {
    let is_switch = |found: &&FoundRole<'_>| {
        let name = found.leaf.path.names().next_back().unwrap_or_default().to_ascii_lowercase();
        let analyzes = ["analyze", "analyse"].iter().any(|word| name.contains(word));
        analyzes && found.leaf.argument.may_be(Kind::Boolean) && !found.leaf.path.is_in_list()
    };
    subject.profile.roles().iter().find(is_switch)
}
