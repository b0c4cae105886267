//! The universe of valid calls: never narrower than the schema.

use crate::analysis::{Answer, Engine, Equality, Formula, Order, Test, schema};
use crate::catalog::{Catalog, Tool};
use crate::json::{Number, Value};
use crate::source::Sources;

const CATALOG: &str = r#"{"tools": [{"name": "t", "inputSchema": {
    "type": "object",
    "required": ["amount", "currency", "to"],
    "properties": {
        "amount": {"type": "integer", "minimum": 1, "exclusiveMaximum": 1000},
        "currency": {"enum": ["usd", "eur", null]},
        "note": {"type": "string", "minLength": 2, "maxLength": 3},
        "to": {"type": "object", "required": ["city"], "properties": {
            "city": {"type": "string"}, "zip": {"type": ["string", "integer"]}}}
    }}}]}"#;

fn with_tool(run: impl Fn(&Tool)) {
    let source = Sources::default().add("catalog.json", CATALOG).unwrap();
    let (catalog, findings) = Catalog::read(source);
    assert_eq!(findings, []);
    run(catalog.tool("t").unwrap());
}

fn test(path: &[&str], test: Test) -> Formula {
    Formula::test(&path.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>(), test)
}

fn compare(path: &[&str], order: Order, number: i64) -> Formula {
    test(path, Test::Compare(order, Number::from(number)))
}

fn present(path: &[&str]) -> Formula {
    test(path, Test::Present)
}

/// The valid call that meets the question, completed.
fn ask(tool: &Tool, question: &Formula) -> String {
    let mut engine = Engine::default();
    match engine.find_arguments(&schema::valid_calls(tool, question).and(question.clone())) {
        Answer::Found(call) => completed(tool, question, call),
        Answer::None => "nothing".to_owned(),
        Answer::Unknown(limit) => limit.to_string(),
    }
}

fn completed(tool: &Tool, question: &Formula, call: Value) -> String {
    schema::completed(tool, question, &call).unwrap_or(call).to_string()
}

#[test]
fn what_the_schema_keeps_out_is_not_valid() {
    with_tool(|tool| {
        for (question, expected) in [
            (
                compare(&["amount"], Order::Greater, 998),
                r#"{"amount":999,"currency":"usd","to":{"city":"x"}}"#,
            ),
            (compare(&["amount"], Order::Greater, 999), "nothing"),
            (compare(&["amount"], Order::Less, 1), "nothing"),
            (!present(&["amount"]), "nothing"),
            (
                !test(&["currency"], Test::Equal(Equality::Textual, Value::from("usd"))),
                r#"{"amount":1,"currency":"eur","to":{"city":"x"}}"#,
            ),
            (
                !Formula::exists(&["currency".to_owned()]),
                r#"{"amount":1,"currency":null,"to":{"city":"x"}}"#,
            ),
            (
                test(&["note"], Test::Contains(Equality::Textual, Value::from("a"))),
                r#"{"amount":1,"currency":"usd","note":"aa","to":{"city":"x"}}"#,
            ),
            (test(&["note"], Test::Contains(Equality::Textual, Value::from("abcd"))), "nothing"),
            (!present(&["note"]), r#"{"amount":1,"currency":"usd","to":{"city":"x"}}"#),
            (!present(&["to", "city"]), "nothing"),
            (
                compare(&["to", "zip"], Order::Greater, 5),
                r#"{"amount":1,"currency":"usd","to":{"city":"x","zip":6}}"#,
            ),
        ] {
            assert_eq!(ask(tool, &question), expected, "{question:?}");
        }
    });
}

#[test]
fn what_a_question_leaves_out_on_purpose_stays_out() {
    with_tool(|tool| {
        let question = !present(&["amount"]);
        let mut engine = Engine::default();
        let Answer::Found(call) = engine.find_arguments(&question) else { panic!() };
        let shown = completed(tool, &question, call);
        assert_eq!(shown, r#"{"currency":"usd","to":{"city":"x"}}"#);
    });
}
