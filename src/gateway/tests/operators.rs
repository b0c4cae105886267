//! Both readings, the evaluator's and the source-level one, against what was observed of the
//! gateway: each operator over each JSON type.

use crate::gateway::policylayer::operator_name;
use crate::gateway::{Call, Condition, Entry, Gateway, Operator, ToolRules, emit};
use crate::json::Value;
use crate::policy::condition::{self, Test};
use crate::policy::{Decision, Default, Effect, Policy, Rule, RuleKind, Statement, Tools};
use crate::source::{Sources, Span};
use crate::testkit::ReferenceEvaluator;

fn value(text: &str) -> Value {
    let source = Sources::default().add("value", text).unwrap();
    Value::read(&source).unwrap()
}

/// Whether `args.x OP VALUE` holds for a call with this `x`; both readings say the same.
fn holds(op: &str, operand: &str, found: Option<&str>) -> bool {
    let found = found.map(|found| ("x".to_owned(), value(found)));
    let arguments = Value::Object(found.into_iter().collect());
    let evaluated = is_allowed(op, value(operand), arguments.clone());
    let meant = means(operator(op, value(operand)), &arguments);
    assert_eq!(evaluated, meant, "{op} {operand} over {arguments}");
    meant
}

fn is_allowed(op: &str, value: Value, arguments: Value) -> bool {
    let op = Operator::ALL.into_iter().find(|known| operator_name(*known) == op).unwrap();
    let condition = Condition { path: "args.x".to_owned(), op, value };
    let entry = Entry { conditions: vec![condition], on_deny: None };
    let rules = ToolRules { require: vec![entry], ..ToolRules::default() };
    let nothing = Policy::empty(None, Default { decision: Decision::Deny, span: None });
    let mut document = emit(&nothing).document;
    document.tools.insert("t".to_owned(), rules);
    let call = Call { name: "t".to_owned(), arguments, at: 0 };
    Gateway::new(&document).decide(&call).decision == Decision::Allow
}

fn means(operator: condition::Operator, arguments: &Value) -> bool {
    let span = Span::default();
    let test = Test { span, path: vec!["x".to_owned()], operator };
    let condition = condition::Condition::Test(test);
    let rule = Rule::new(span, RuleKind::Require { condition, message: String::new() });
    let policy = Policy {
        statements: vec![Statement {
            span,
            own: true,
            tools: Tools::Named(vec![("t".into(), span)]),
            effect: Effect::Allow(vec![rule]),
        }],
        ..Policy::empty(None, Default { decision: Decision::Deny, span: None })
    };
    ReferenceEvaluator::new(&policy).allows("t", arguments)
}

/// The language's operator of the gateway's name.
fn operator(op: &str, value: Value) -> condition::Operator {
    use condition::Operator as Of;
    match (op, value) {
        ("exists", Value::Bool(true)) => Of::Exists,
        ("exists", Value::Bool(false)) => Of::Missing,
        ("eq", value) => Of::Equal(value),
        ("neq", value) => Of::NotEqual(value),
        ("in", Value::Array(values)) => Of::In(values),
        ("not_in", Value::Array(values)) => Of::NotIn(values),
        ("lt", Value::Number(bound)) => Of::Less(bound),
        ("lte", Value::Number(bound)) => Of::AtMost(bound),
        ("gt", Value::Number(bound)) => Of::Greater(bound),
        ("gte", Value::Number(bound)) => Of::AtLeast(bound),
        ("contains", value) => Of::Contains(value),
        ("regex", Value::String(pattern)) => Of::Matches(pattern),
        (op, value) => panic!("{op} {value}"),
    }
}

#[test]
fn every_operator_agrees_over_every_type() {
    let table = include_str!("operators.tsv");
    let mut rows = table.lines().map(|line| line.split('\t'));
    let columns: Vec<_> = rows.next().unwrap().skip(2).collect();
    let mut cells = 0;
    for mut row in rows {
        let (op, operand) = (row.next().unwrap(), row.next().unwrap());
        for (column, expected) in columns.iter().zip(row) {
            let found = (*column != "missing").then_some(*column);
            assert_eq!(holds(op, operand, found), expected == "T", "{op} {operand} over {column}");
            cells += 1;
        }
    }
    assert_eq!(cells, 24 * 21);
}

#[test]
fn comparisons_are_those_of_texts_unless_both_are_numbers() {
    for line in include_str!("comparisons.tsv").lines().skip(1) {
        let fields: Vec<_> = line.split('\t').collect();
        let [found, op, operand, expected] = fields.as_slice() else { panic!("{line}") };
        assert_eq!(holds(op, operand, Some(found)), *expected == "T", "{line}");
    }
}
