//! The tables of tests/data have what was observed of the gateway.

use std::fs;

use crate::testkit::corpus;

const OPERATORS: &str = include_str!("operators.tsv");
const COMPARISONS: &str = include_str!("comparisons.tsv");

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn the_tables_of_operators_are_those_observed() {
    let page = fs::read_to_string(corpus::folder().join("operator-table.md")).unwrap();
    let rows: Vec<Vec<&str>> = page.lines().filter_map(cells).collect();
    let pairs = rows.iter().position(|row| row[0] == "call's value").unwrap();
    let observed: Vec<String> = rows[1..pairs].iter().map(|row| operator(row)).collect();
    let ours: Vec<&str> = OPERATORS.lines().skip(1).collect();
    assert_eq!(ours, observed);
    let columns = OPERATORS.lines().next().unwrap().split('\t').skip(2);
    let columns = columns.map(|column| format!("`{}`", column.replace("missing", "(missing)")));
    assert!(columns.eq(rows[0][1..].iter().copied()));
    for comparison in rows[pairs + 1..].iter().flat_map(|row| comparisons(row)) {
        assert!(COMPARISONS.lines().any(|line| line == comparison), "{comparison}");
    }
    assert_eq!(rows.len() - pairs - 1, 20);
}

/// The cells of a table's row or header.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.strip_prefix("| ")?.strip_suffix(" |")?;
    Some(row.split(" | ").collect())
}

/// A row as src/gateway/tests/operators.tsv has it.
fn operator(row: &[&str]) -> String {
    let (name, operand) = row[0].trim_matches('`').split_once(' ').unwrap();
    let operand = operand.replace(", abc]", ",\"abc\"]").replace("{a: 5}", "{\"a\":5}");
    let holds = row[1..].iter().map(|cell| if *cell == "T" { "T" } else { "." });
    [name, &operand].into_iter().chain(holds).collect::<Vec<_>>().join("\t")
}

/// What a pair says, in lines of src/gateway/tests/comparisons.tsv. A pair is `eq` unless it names
/// another operator; some answers end in what follows for `not_in`.
fn comparisons(row: &[&str]) -> Vec<String> {
    let [found, operand, answer] = row else { panic!("{row:?}") };
    let (found, operand) = (found.trim_matches('`'), operand.trim_matches('`'));
    let (name, operand) = match operand.split_once(' ') {
        Some((name @ ("in" | "contains"), rest)) => (name, rest),
        _ => ("eq", operand),
    };
    let holds = if answer.starts_with("yes") { "T" } else { "." };
    let mut lines = vec![format!("{found}\t{name}\t{operand}\t{holds}")];
    if let Some((_, list)) = answer.split_once("`not_in ") {
        let list = list.split('`').next().unwrap();
        lines.push(format!("{found}\tnot_in\t{list}\tT"));
    }
    lines
}
