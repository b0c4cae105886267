//! Laws over random policies: what the engine says of them holds for the evaluator.

use crate::analysis::{Answer, Engine, Equality, Formula};
use crate::finding::Level;
use crate::gateway::{Call, Document, Gateway, allows, check, emit, fits};
use crate::json::Value;
use crate::policy::semantics::PolicySemantics;
use crate::policy::{Decision, Policy};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::testkit::{generate, laws};

const TOOLS: [&str; 5] = ["a", "b", "c", "x/y", "unnamed"];

/// Runs a law over two random policies and random calls.
fn law(of: impl Fn(&Policy, &Policy, &[Call]) -> Result<(), TestCaseError>) {
    let drawn = (generate::policy(), generate::policy(), generate::calls());
    let held = TestRunner::new(laws::tried(600)).run(&drawn, |(one, other, calls)| {
        prop_assume!([&one, &other].iter().all(|policy| compiles(policy)));
        of(&one, &other, &calls)
    });
    if let Err(error) = held {
        panic!("{error}");
    }
}

fn compiles(policy: &Policy) -> bool {
    check(policy, None).iter().all(|finding| finding.level != Level::Error)
}

/// The evaluator's answer to one call, nothing used yet.
fn passes(document: &Document, tool: &str, arguments: &Value) -> bool {
    let call = Call { name: tool.to_owned(), arguments: arguments.clone(), at: 0 };
    Gateway::new(document).decide(&call).decision == Decision::Allow
}

/// What a policy compiles to, for an engine that compares by text and for one that compares by type
/// and value.
fn compiled(policy: &Policy) -> [Document; 2] {
    let textual = emit(policy).document;
    let mut typed = textual.clone();
    typed.semantics.equality = Equality::Typed;
    [textual, typed]
}

#[test]
fn a_documents_formula_is_what_the_evaluator_decides() {
    law(|policy, _, calls| {
        for document in compiled(policy) {
            for call in calls {
                let formula = allows(&document, &call.name).and(fits(&document, &call.name));
                let passed = passes(&document, &call.name, &call.arguments);
                prop_assert_eq!(formula.holds(&call.arguments), passed, "{:?}", call);
            }
        }
        Ok(())
    });
}

#[test]
fn every_call_that_is_found_passes_and_nothing_means_none() {
    law(|policy, _, calls| {
        compiled(policy).iter().try_for_each(|document| are_found_as_decided(document, calls))
    });
}

fn are_found_as_decided(document: &Document, calls: &[Call]) -> Result<(), TestCaseError> {
    let mut engine = Engine::default();
    for tool in TOOLS {
        let question = allows(document, tool).and(fits(document, tool));
        match engine.find_arguments(&question) {
            Answer::Found(call) => prop_assert!(passes(document, tool, &call), "{}", call),
            Answer::None => {
                for call in calls {
                    prop_assert!(!passes(document, tool, &call.arguments), "{:?}", call);
                }
            }
            Answer::Unknown(limit) => prop_assert!(false, "{}", limit),
        }
    }
    Ok(())
}

#[test]
fn what_is_compiled_allows_exactly_what_is_meant() {
    law(|policy, _, _| {
        let document = emit(policy).document;
        let semantics = PolicySemantics::new(policy);
        let mut engine = Engine::default();
        for tool in TOOLS {
            let (meant, compiled) = (semantics.allows(tool), allows(&document, tool));
            let more = engine.find_arguments(&compiled.clone().and(!meant.clone()));
            let less = engine.find_arguments(&meant.and(!compiled));
            prop_assert_eq!((more, less), (Answer::None, Answer::None), "{}", tool);
        }
        Ok(())
    });
}

#[test]
fn a_call_that_tells_two_policies_apart_does_and_without_one_they_agree() {
    law(|one, other, calls| {
        let (one, other) = (emit(one).document, emit(other).document);
        are_told_apart(&one, &other, calls)
    });
}

#[test]
fn a_call_that_tells_two_engines_apart_does_and_without_one_they_agree() {
    law(|policy, _, calls| {
        let [textual, typed] = compiled(policy);
        are_told_apart(&textual, &typed, calls)
    });
}

fn are_told_apart(one: &Document, other: &Document, calls: &[Call]) -> Result<(), TestCaseError> {
    let mut engine = Engine::default();
    for tool in TOOLS {
        let difference = differs(&allows(one, tool), &allows(other, tool));
        match engine.find_arguments(&difference) {
            Answer::Found(call) => {
                prop_assert!(allows(one, tool).holds(&call) != allows(other, tool).holds(&call));
            }
            Answer::None => {
                for call in calls {
                    let decided = [one, other].map(|it| allows(it, tool).holds(&call.arguments));
                    prop_assert_eq!(decided[0], decided[1], "{:?}", call);
                }
            }
            Answer::Unknown(limit) => prop_assert!(false, "{}", limit),
        }
    }
    Ok(())
}

fn differs(one: &Formula, other: &Formula) -> Formula {
    let only = |one: &Formula, other: &Formula| one.clone().and(!other.clone());
    only(one, other).or(only(other, one))
}
