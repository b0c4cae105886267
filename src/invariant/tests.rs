//! Laws of invariants: where one is proved no drawn call breaks it; where one is broken the call
//! that is shown passes and is forbidden; what the help says to write makes it hold.

use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::catalog::types::Kind;
use crate::finding::{Finding, Level};
use crate::gateway::{self, Document, Gateway, emit};
use crate::invariant;
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator, Test};
use crate::policy::semantics::of_test;
use crate::policy::{Decision, Invariant, Policy};
use crate::session::{Depth, Memory, Session};
use crate::source::{Sources, Span};
use crate::testkit::{ReferenceEvaluator, generate, laws};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

const TOOLS: [&str; 4] = ["a", "b", "c", "x/y"];

/// A policy that compiles, with an invariant about all of its tools.
fn policy() -> impl Strategy<Value = Policy> {
    let compiles = |policy: &Policy| {
        gateway::check(policy, None).iter().all(|finding| finding.level != Level::Error)
    };
    let policy = generate::policy().prop_filter("it compiles", compiles);
    (policy, option::weighted(0.9, generate::condition())).prop_map(|(policy, condition)| {
        let tools = TOOLS.map(|name| (name.into(), Span::default())).to_vec();
        let invariants = vec![Invariant { span: Span::default(), tools, condition }];
        Policy { invariants, ..policy }
    })
}

/// The kinds that schemas give the arguments `n` and `s`.
type Kinds = [Option<Kind>; 2];

/// A catalog whose tools take `n` and `s` of these kinds.
fn catalog([n, s]: Kinds) -> Catalog {
    let schema = |kind: Option<Kind>| match kind {
        Some(Kind::Boolean) => r#"{"type": "boolean"}"#,
        Some(Kind::Number) => r#"{"type": ["number", "null"]}"#,
        Some(Kind::String) => r#"{"type": "string"}"#,
        Some(Kind::Array) => r#"{"type": "array"}"#,
        _ => "{}",
    };
    let properties = format!(r#"{{"n": {}, "s": {}}}"#, schema(n), schema(s));
    let tool = |name| {
        format!(
            r#"{{"name": "{name}", "inputSchema": {{"type": "object", "properties": {properties}}}}}"#
        )
    };
    let text = format!(r#"{{"tools": [{}]}}"#, TOOLS.map(tool).join(","));
    Catalog::read(Sources::default().add("catalog.json", text).unwrap()).0
}

fn kinds() -> impl Strategy<Value = Kinds> {
    let kinds =
        [None, Some(Kind::Boolean), Some(Kind::Number), Some(Kind::String), Some(Kind::Array)];
    (prop::sample::select(kinds.to_vec()), prop::sample::select(kinds.to_vec()))
        .prop_map(<[_; 2]>::from)
}

/// Whether an invariant with this condition is about a call.
fn forbids(condition: Option<&Condition>, kinds: Kinds, arguments: &Value) -> bool {
    condition.is_none_or(|condition| is_met(condition, kinds, arguments))
}

/// Whether a condition is met as `never` takes it, by the words of the language page.
fn is_met(condition: &Condition, kinds: Kinds, arguments: &Value) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().all(|part| is_met(part, kinds, arguments)),
        Condition::Or(parts) => parts.iter().any(|part| is_met(part, kinds, arguments)),
        Condition::Test(test) => {
            let found = value(arguments, &test.path);
            let other = found.is_some_and(|value| !compares(test, value));
            let foreign = found.is_some_and(|value| is_foreign(test, kinds, value));
            other || foreign || of_test(test).holds(arguments)
        }
    }
}

/// Whether an equality asks about a value that the argument's schema doesn't have, and that isn't
/// written as one that it has.
fn is_foreign(test: &Test, [n, s]: Kinds, value: &Value) -> bool {
    let kind = match &*test.path {
        [key] if key == "n" => n,
        [key] if key == "s" => s,
        _ => None,
    };
    let (Operator::Equal(_) | Operator::In(_), Some(kind)) = (&test.operator, kind) else {
        return false;
    };
    match (kind, value) {
        (_, Value::Null) => false,
        (kind, value) if Kind::of(value) == kind => false,
        (Kind::Boolean, Value::String(text)) => !["true", "false"].contains(&&**text),
        (Kind::Number, Value::String(text)) => !is_plain_number(text),
        (Kind::String, value) => matches!(value, Value::Array(_) | Value::Object(_)),
        _ => true,
    }
}

fn is_plain_number(text: &str) -> bool {
    let Some(number) = Number::new(text) else { return false };
    let plain = !text.contains(['e', 'E']) && text.len() < 16;
    plain && format!("{}", number.as_f64()) == text && text != "-0"
}

fn value<'v>(arguments: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(arguments, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    })
}

/// Whether the operator has something to say of a value of this type.
fn compares(test: &Test, value: &Value) -> bool {
    match &test.operator {
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_) => {
            matches!(value, Value::Number(_))
        }
        Operator::Matches(_) | Operator::Text(_) => matches!(value, Value::String(_)),
        Operator::Contains(Value::String(_)) => matches!(value, Value::String(_) | Value::Array(_)),
        Operator::Contains(_) => matches!(value, Value::Array(_)),
        _ => true,
    }
}

/// Whether the evaluator lets a call pass, with its limits or without.
fn passes(document: &Document, tool: &str, arguments: &Value, limits: bool) -> bool {
    let mut document = document.clone();
    if !limits {
        document.all_tools.limits.clear();
        document.tools.values_mut().for_each(|rules| rules.limits.clear());
    }
    let call = gateway::Call { name: tool.into(), arguments: arguments.clone(), at: 0 };
    Gateway::new(&document).decide(&call).decision == Decision::Allow
}

#[test]
fn what_is_proved_no_call_breaks_and_what_is_broken_a_call_shows() {
    let drawn = (policy(), kinds(), vec(generate::arguments(), 64));
    let ran = TestRunner::new(laws::tried(400)).run(&drawn, |(policy, kinds, drawn)| {
        let catalog = catalog(kinds);
        let condition = policy.invariants[0].condition.clone();
        let (findings, document) =
            (invariant::check_invariants(&policy, Some(&catalog)), emit(&policy).document);
        let mut reference = ReferenceEvaluator::new(&policy);
        for tool in TOOLS.iter().filter(|tool| !is_reported(&findings, tool)) {
            for arguments in &drawn {
                let allowed = reference.allows(tool, arguments);
                prop_assert_eq!(allowed, passes(&document, tool, arguments, false));
                prop_assert!(
                    !(allowed && forbids(condition.as_ref(), kinds, arguments)),
                    "{tool} {arguments}"
                );
            }
        }
        for finding in findings.iter().filter(|finding| finding.code == "never-broken") {
            prop_assert!(!finding.tools.is_empty());
            let Some(call) = &finding.call else { continue };
            prop_assert!(forbids(condition.as_ref(), kinds, call.arguments()), "{call}");
            prop_assert!(passes(&document, call.name(), call.arguments(), true), "{call}");
        }
        Ok(())
    });
    assert!(ran.is_ok(), "{}", ran.unwrap_err());
}

fn is_reported(findings: &[Finding], tool: &str) -> bool {
    findings.iter().any(|finding| finding.tools.iter().any(|name| **name == *tool))
}

fn check(text: &str) -> Vec<Finding> {
    let files = Memory::from([(PathBuf::from("p.mcpol"), text.as_bytes().to_vec())]);
    let checked = Session::new(files).check(Path::new("p.mcpol"), Depth::Compile).unwrap();
    checked.findings.into_iter().filter(Finding::is_error).collect()
}

#[test]
fn the_rules_that_the_help_names_make_it_hold() {
    for condition in [
        "args.n > 10",
        "args.n >= 1e3",
        "args.n < -1",
        "args.n <= 0.5",
        "args.n exists",
        "args.o.n missing",
        "args.s == \"x\"",
        "args.s != null",
        "args.s in [\"x\", 1]",
        "args.s not in [\"x\", 1]",
        "args.n > 10 or args.s exists",
        "args.s == 1 or args.n missing or args.n < 3",
        "args.s == \"x\" and args.n exists",
        "args.s matches /x/ and args.n > 3",
        "(args.s matches /x/ or args.n == 1) and (args.n > 3 or args.s == 1)",
    ] {
        let policy = format!("policy \"p\"\nallow t\nnever allow t when {condition}\n");
        let broken = check(&policy);
        let codes: Vec<_> = broken.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["never-broken"], "{condition}");
        let help = broken[0].help.clone().unwrap();
        let rules: Vec<_> = help.split('`').skip(1).step_by(2).collect();
        let mended = format!("{policy}restrict t {{ {} }}\n", rules.join("\n"));
        assert_eq!(check(&mended), [], "{mended}");
    }
}

#[test]
fn a_refusal_is_enough_where_other_rules_require_the_type() {
    let policy = "policy \"p\"\nallow t { require args.s matches /^[a-z]+$/ }\n\
                  never allow t when args.s starts with \"x\"\n";
    let help = check(policy)[0].help.clone().unwrap();
    assert!(help.contains("`deny when args.s starts with \"x\"`"), "{help}");
}

#[test]
fn a_required_text_or_value_is_enough_beside_a_refusal_of_texts_or_lists() {
    let text = "`require args.s matches /(?s)^.*$/`";
    for (operator, required) in [
        ("matches /x/", text),
        ("starts with \"x\"", text),
        ("contains \";\"", text),
        ("contains 1", "`require args.s contains …`"),
    ] {
        let denied = format!(
            "policy \"p\"\nallow t {{ deny when args.s {operator} }}\n\
             never allow t when args.s {operator}\n"
        );
        let broken = check(&denied);
        let help = broken[0].help.clone().unwrap();
        assert!(help.contains(required), "{help}");
    }
}

#[test]
fn a_call_that_only_limits_refuse_breaks_it_too() {
    let policy = "policy \"p\"\nallow t { limit args.n to 5 per day }\n\
                  never allow t when args.n missing\n";
    let [broken] = check(policy).try_into().unwrap();
    assert_eq!(broken.call, None);
    assert_eq!(broken.note, "doesn't hold, limits aside: t {}");
}
