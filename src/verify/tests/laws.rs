//! Laws of verified compiling: what is compiled from a random policy is proved; of another document
//! either the call that is told apart is, or nothing that is drawn tells the two apart.

use crate::finding::Level;
use crate::gateway::{Call, Document, Gateway, check, emit};
use crate::policy::{Decision, Policy};
use crate::testkit::{ReferenceEvaluator, generate, laws};
use crate::verify::{Fault, Side, verify};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

fn policy() -> impl Strategy<Value = Policy> {
    let compiles = |policy: &Policy| check(policy, None).iter().all(|it| it.level != Level::Error);
    generate::policy().prop_filter("it compiles", compiles)
}

/// A policy, and what it compiles to with parts of what another does.
fn tampered() -> impl Strategy<Value = (Policy, Document)> {
    (policy(), policy(), any::<u32>()).prop_map(|(policy, other, which)| {
        let (mut document, other) = (emit(&policy).document, emit(&other).document);
        for (at, (tool, rules)) in other.tools.into_iter().enumerate() {
            let Some(own) = document.tools.get_mut(&tool) else { continue };
            match which >> (at * 4) & 7 {
                0 => own.limits = rules.limits,
                1 => own.require = rules.require,
                2 => own.deny_if = rules.deny_if,
                3 => drop(own.require.pop()),
                4 => drop(own.deny_if.pop()),
                5 => drop(own.limits.pop()),
                _ => {}
            }
        }
        if which >> 31 == 1 {
            document.all_tools = other.all_tools;
        }
        (policy, document)
    })
}

#[test]
fn what_compiles_is_proved() {
    let ran = TestRunner::new(laws::tried(600)).run(&policy(), |policy| {
        prop_assert_eq!(verify(&policy, &emit(&policy).document), Ok(()));
        Ok(())
    });
    assert!(ran.is_ok(), "{}", ran.unwrap_err());
}

#[test]
fn each_test_is_proved_with_each_operand() {
    for policy in generate::single_tests() {
        assert_eq!(verify(&policy, &emit(&policy).document), Ok(()), "{policy:?}");
    }
}

#[test]
fn another_document_is_told_apart_or_decides_alike() {
    let ran = TestRunner::new(laws::tried(600)).run(&(tampered(), generate::calls()), |drawn| {
        let ((policy, document), calls) = drawn;
        match verify(&policy, &document) {
            Ok(()) => alike(&policy, &document, &calls),
            Err(Fault::Call { call, allowed_by }) => {
                let mut reference = ReferenceEvaluator::new(&policy);
                let meant = reference.allows(call.name(), call.arguments());
                let (name, arguments) = (call.name().to_owned(), call.arguments().clone());
                let verdict = decision(&document, Call { name, arguments, at: 0 });
                let by_policy = allowed_by == Side::Policy;
                prop_assert_eq!(meant, by_policy, "{}", call);
                prop_assert_eq!(verdict == Decision::Allow, !by_policy, "{}", call);
                Ok(())
            }
            Err(_) => Ok(()),
        }
    });
    assert!(ran.is_ok(), "{}", ran.unwrap_err());
}

/// What the evaluator says where limits don't count.
fn decision(document: &Document, call: Call) -> Decision {
    let mut document = document.clone();
    document.all_tools.limits.clear();
    document.tools.values_mut().for_each(|rules| rules.limits.clear());
    Gateway::new(&document).decide(&call).decision
}

fn alike(policy: &Policy, document: &Document, calls: &[Call]) -> Result<(), TestCaseError> {
    let (mut gateway, mut reference) = (Gateway::new(document), ReferenceEvaluator::new(policy));
    for call in calls {
        let meant = reference.decide(&call.name, &call.arguments, call.at);
        prop_assert_eq!(gateway.decide(call).decision, meant, "{:?}", call);
    }
    Ok(())
}
