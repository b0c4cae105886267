//! The evaluator, the formulas and the analysis, held against each other: each equality over values
//! of every type, lists and objects included.

use crate::analysis::{Answer, Engine, Equality};
use crate::gateway::{
    Call, Condition, Document, Entry, Gateway, Operator, ToolRules, allows, emit,
};
use crate::json::Value;
use crate::policy::{Decision, Default, Policy};
use crate::source::Sources;

#[rustfmt::skip]
const VALUES: [&str; 36] = [
    "null", "true", "false", "0", "-0", "0.0", "5", "5.0", "1000000", "1e6", "9007199254740992",
    "9007199254740993", r#""""#, r#""5""#, r#""0""#, r#""-0""#, r#""<nil>""#, r#""true""#,
    r#""1e+06""#, r#""[0]""#, r#""[a b]""#, r#""map[a:0]""#, "[]", "[0]", "[-0]", "[5.0]",
    r#"["5"]"#, r#"["a b"]"#, r#"["a", "b"]"#, "[[0]]", "[1000000]", "{}", r#"{"a": 0}"#,
    r#"{"a": -0}"#, r#"{"b": 0}"#, r#"{"a": 0, "b": 0}"#,
];

fn value(text: &str) -> Value {
    Value::read(&Sources::default().add("value", text).unwrap()).unwrap()
}

/// The call with this `x`, and the one without any.
fn calls() -> Vec<Value> {
    let with = |text: &str| Value::Object([("x".to_owned(), value(text))].into());
    VALUES.into_iter().map(with).chain([Value::Object([].into())]).collect()
}

/// A document whose only tool requires one condition.
fn requiring(equality: Equality, op: Operator, value: Value) -> Document {
    let nothing = Policy::empty(None, Default { decision: Decision::Deny, span: None });
    let mut document = emit(&nothing).document;
    document.semantics.equality = equality;
    let condition = Condition { path: "args.x".to_owned(), op, value };
    let entry = Entry { conditions: vec![condition], on_deny: None };
    let rules = ToolRules { require: vec![entry], ..ToolRules::default() };
    document.tools.insert("t".to_owned(), rules);
    document
}

/// One document for each operator that compares, with each value.
fn documents() -> Vec<Document> {
    let mut documents = Vec::new();
    for equality in [Equality::Textual, Equality::Typed] {
        for named in VALUES.map(value) {
            for op in [Operator::Eq, Operator::Neq, Operator::Contains] {
                documents.push(requiring(equality, op, named.clone()));
            }
            for op in [Operator::In, Operator::NotIn] {
                let list = Value::Array(vec!["other".into(), named.clone()]);
                documents.push(requiring(equality, op, list));
            }
        }
    }
    documents
}

fn passes(document: &Document, arguments: &Value) -> bool {
    let call = Call { name: "t".to_owned(), arguments: arguments.clone(), at: 0 };
    Gateway::new(document).decide(&call).decision == Decision::Allow
}

#[test]
fn formulas_find_the_same_values_equal_as_the_evaluator() {
    let calls = calls();
    for document in documents() {
        let formula = allows(&document, "t");
        for call in &calls {
            assert_eq!(formula.holds(call), passes(&document, call), "{call} {document:?}");
        }
    }
}

#[test]
fn what_the_analysis_finds_passes_also_where_another_condition_refuses() {
    let (calls, documents) = (calls(), documents());
    let mut engine = Engine::default();
    for (index, one) in documents.iter().enumerate() {
        // Documents that lie apart by a prime: each operator and value beside others of either
        // equality.
        for step in [0, 7, 181, 331] {
            let other = &documents[(index + step) % documents.len()];
            let question = allows(one, "t").and(!allows(other, "t"));
            match engine.find_arguments(&question) {
                Answer::Found(call) => {
                    assert!(passes(one, &call) && !passes(other, &call), "{call} {question:?}");
                }
                Answer::None => assert!(!calls.iter().any(|call| question.holds(call))),
                Answer::Unknown(reason) => panic!("{reason}: {question:?}"),
            }
        }
    }
}
