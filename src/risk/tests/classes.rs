//! Classes of tools in our own words: every sign, and what looks like one and isn't.

use super::cells;
use super::tools::{classified, definition, tool};
use crate::risk::{Class, Confidence, Evidence, Severity, class_name, classify};

#[test]
fn the_table_of_classes_holds() {
    let table = include_str!("classes.tsv");
    let rows: Vec<_> = cells(table).collect();
    assert!(rows.len() >= 150, "{}", rows.len());
    let faults = rows.iter().filter_map(|row| {
        let answer = classified(&definition(row[1], row[2], row[3], row[4]));
        let class = class_name(answer.class);
        (class != row[0]).then(|| format!("{row:?}: {class}, {:?}", answer.evidence))
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn shown(evidence: &[Evidence]) -> Vec<String> {
    evidence.iter().map(ToString::to_string).collect()
}

#[test]
fn evidence_is_quoted() {
    let properties = r#"{"amount":{"type":"number","description":"How much, in cents"}}"#;
    let answer = classified(&definition("createEntry", "Adds an entry", properties, ""));
    let expected = [
        "\"create\" in the name",
        "\"Adds\" in the description",
        "argument amount: number, \"in cents\"",
    ];
    assert_eq!(shown(&answer.evidence), expected);
    let properties = r#"{"action":{"enum":["list","delete"]}}"#;
    let answer = classified(&definition("items", "", properties, r#"{"readOnlyHint":false}"#));
    let expected = ["argument action may be \"delete\"", "readOnlyHint: false"];
    assert_eq!(shown(&answer.evidence), expected);
}

#[test]
fn what_is_overruled_is_told() {
    let hints = r#"{"readOnlyHint":true}"#;
    let answer = classified(&definition("get_or_delete_user", "", "", hints));
    assert_eq!(answer.class, Some(Class::Destructive));
    assert_eq!(shown(&answer.evidence), ["\"delete\" in the name"]);
    assert_eq!(shown(&answer.conflicts), ["\"get\" in the name", "readOnlyHint: true"]);
    assert_eq!(answer.confidence, Confidence::Low);
}

#[test]
fn confidence_follows_the_signs() {
    let confidence =
        |name, description, hints| classified(&definition(name, description, "", hints)).confidence;
    assert_eq!(confidence("delete_user", "", ""), Confidence::High);
    assert_eq!(confidence("drop_table", "", ""), Confidence::Medium);
    assert_eq!(confidence("drop_table", "Drops a table", ""), Confidence::High);
    assert_eq!(confidence("delete_user", "", r#"{"readOnlyHint":true}"#), Confidence::Medium);
    assert_eq!(confidence("weather", "Gets the weather", ""), Confidence::Low);
    assert_eq!(confidence("zorb", "", r#"{"readOnlyHint":true}"#), Confidence::Low);
    assert_eq!(confidence("zorb", "", ""), Confidence::Low);
}

#[test]
fn untrusted_text_is_escaped_in_evidence() {
    let answer = classified(&definition("de\u{200b}lete_user", "", "", ""));
    assert_eq!(answer.class, Some(Class::Destructive));
    assert_eq!(shown(&answer.evidence), ["\"de\\u{200b}lete\" in the name"]);
    let properties = r#"{"\u202eamount":{"type":"number"},"currency":{}}"#;
    let answer = classified(&definition("create_entry", "", properties, ""));
    assert_eq!(shown(&answer.evidence)[1], "argument \\u{202e}amount: number");
}

#[test]
fn classes_have_names_and_severities() {
    for class in Class::ALL {
        assert_eq!(Class::named(class.name()), Some(class));
    }
    assert_eq!(Class::named("unclassified"), None);
    let severities = Class::ALL.map(Class::severity);
    assert!(severities.is_sorted());
    assert_eq!(severities[4], Severity::Critical);
}

#[test]
fn strange_tools_are_answered_too() {
    let long = "get_".repeat(20_000);
    assert_eq!(classified(&definition(&long, "", "", "")).class, Some(Class::Read));
    let text = "deletes, ".repeat(20_000);
    assert_eq!(classified(&definition("x", &text, "", "")).class, Some(Class::Destructive));
    let broken = tool(r#"{"name":"get_x","description":7,"annotations":[],"inputSchema":"no"}"#);
    assert_eq!(classify(&broken.tools()[0]).class, Some(Class::Read));
    let looped = r##"{"name":"run","inputSchema":{"properties":{"code":{"$ref":"#"}}}}"##;
    assert_eq!(classify(&tool(looped).tools()[0]).class, Some(Class::Execute));
}
